import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { updateRunManifest, withMetrics } from './judged-run.ts';
import { nextRunId } from './next-run.ts';
import { readManifest, readRun } from './read-run.ts';
import {
  GROUND,
  inTemporaryFolder,
  NOON,
  RUN_A,
  RUN_B,
  RUN_C,
  sampleDraft,
  sampleModels,
  samplePromotion,
  sampleRun,
} from './registry.fixture.ts';
import { listRuns, writeRun } from './runs.ts';

describe('a run that is written', () => {
  it('reads back with the same models and lists the sha256 of every file', () =>
    inTemporaryFolder(async (root) => {
      const written = await sampleRun(root, RUN_A);
      const { manifest, ranking, rating } = await readRun(root, RUN_A);
      expect(manifest).toEqual(written);
      expect({ ranking, rating }).toEqual(sampleModels());
      expect(manifest.files.map(({ name }) => name)).toEqual([
        'item_factors.parquet',
        'rating_factors.parquet',
      ]);
      expect((await readdir(join(root, 'models'))).sort()).toEqual([RUN_A]);
    }));

  it('is refused over its budget with the size, the budget and the parameter that shrinks it', () =>
    inTemporaryFolder(async (root) => {
      const draft = await sampleDraft(RUN_A);
      const size = Object.values(draft.files).reduce((sum, bytes) => sum + bytes.byteLength, 0);
      await expect(writeRun(root, draft, { maxBytes: size - 1 })).rejects.toThrow(
        new RegExp(`${size} bytes.*budget of ${size - 1} bytes.*Lower ranking.parameters.k \\(now 2\\)`),
      );
      expect(await readdir(root)).toEqual([]);
      await writeRun(root, draft, { maxBytes: size });
      expect(await listRuns(root)).toEqual([RUN_A]);
    }));

  it('never replaces a run of the same name', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      const before = await readManifest(root, RUN_A);
      await expect(sampleRun(root, RUN_A, 1)).rejects.toThrow(/exists already/);
      expect(await readManifest(root, RUN_A)).toEqual(before);
    }));

  it('is not written with a number JSON cannot hold, because it could not be read back', () =>
    inTemporaryFolder(async (root) => {
      const draft = await sampleDraft(RUN_A);
      draft.manifest.heads.ranking.loss = [Number.NaN];
      await expect(writeRun(root, draft, { maxBytes: 1e6 })).rejects.toThrow(/NaN/);
      expect(await readdir(root)).toEqual([]);
    }));

  it('leaves nothing when its folder cannot be written', () =>
    inTemporaryFolder(async (root) => {
      await writeFile(join(root, 'models'), 'a file where the folder should be');
      await expect(sampleRun(root, RUN_A)).rejects.toThrow();
      expect(await readdir(root)).toEqual(['models']);
    }));
});

describe('a run that was tampered with', () => {
  it('is refused at any changed byte of a model file, before it is parsed', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      const file = join(root, 'models', RUN_A, 'item_factors.parquet');
      const bytes = await readFile(file);
      for (const position of [0, bytes.length >> 1, bytes.length - 1]) {
        const flipped = Buffer.from(bytes);
        flipped[position] ^= 1;
        await writeFile(file, flipped);
        await expect(readRun(root, RUN_A)).rejects.toThrow(/item_factors.parquet: The file is not the one/);
      }
      await writeFile(file, bytes.subarray(0, -1));
      await expect(readRun(root, RUN_A)).rejects.toThrow(/git checkout/);
    }));

  it('is refused without one of its files', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await rm(join(root, 'models', RUN_A, 'rating_factors.parquet'));
      await expect(readRun(root, RUN_A)).rejects.toThrow(
        /rating_factors.parquet: This file of the run is missing/,
      );
    }));

  it('is refused when a model has another shape than the manifest says', () =>
    inTemporaryFolder(async (root) => {
      const draft = await sampleDraft(RUN_A);
      draft.manifest.heads.rating.shape = { items: 5, k: 3 };
      await writeRun(root, draft, { maxBytes: 1e6 });
      await expect(readRun(root, RUN_A)).rejects.toThrow(/5 items with 2 factors.*5 items with 3 factors/);
    }));

  it('is refused with a value that is not finite', () =>
    inTemporaryFolder(async (root) => {
      const models = sampleModels();
      models.rating.itemBias[2] = Number.NaN;
      const write = async () => writeRun(root, await sampleDraft(RUN_A, models), { maxBytes: 1e6 });
      await expect(write().then(() => readRun(root, RUN_A))).rejects.toThrow();
    }));

  it('is refused by any name that is not a run', () =>
    inTemporaryFolder(async (root) => {
      await expect(readRun(root, '../outside')).rejects.toThrow(InputError);
      await expect(readManifest(root, `${RUN_A}/../${RUN_A}`)).rejects.toThrow(InputError);
    }));

  it('says how to get a run back that is not in the tree', () =>
    inTemporaryFolder(async (root) => {
      await expect(readRun(root, RUN_A)).rejects.toThrow(
        `-- models/${RUN_A}/model.json)" -- models/${RUN_A}`,
      );
    }));
});

describe('the manifest of a run', () => {
  const values = [{ protocol: 'ranking/v1', ground_sha256: GROUND, values: { ndcg_at_10: 0.3 } }];

  it('takes figures later, and those of the same protocol and ground once', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      for (let i = 0; i < 2; i++) {
        await updateRunManifest(root, RUN_A, (manifest) => withMetrics(manifest, values));
        expect((await readRun(root, RUN_A)).manifest.metrics).toEqual(values);
      }
    }));

  it('takes nothing else later', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await expect(
        updateRunManifest(root, RUN_A, (manifest) => ({ ...manifest, seed: 1 })),
      ).rejects.toThrow();
      expect((await readManifest(root, RUN_A)).seed).toBe(42);
    }));
});

describe('the name of the next run', () => {
  it('is the second it is made in, or the next free one', () =>
    inTemporaryFolder(async (root) => {
      expect(await nextRunId(root, NOON)).toBe(RUN_C);
      await sampleRun(root, RUN_C);
      expect(await nextRunId(root, NOON + 999)).toBe('run_20260501_120001');
    }));

  it('is not one that a decision still speaks of', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_C);
      await samplePromotion(root, RUN_C, null, NOON);
      await rm(join(root, 'models', RUN_C), { recursive: true });
      expect(await nextRunId(root, NOON)).toBe('run_20260501_120001');
    }));

  it('passes over folders that only look like runs', () =>
    inTemporaryFolder(async (root) => {
      await mkdir(join(root, 'models', `${RUN_B}-copy`), { recursive: true });
      expect(await listRuns(root)).toEqual([]);
    }));
});
