import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeInteractionBatch } from '../data/batches.ts';
import type { InteractionRows, Interactions } from '../data/interactions.ts';
import { encodeModels, type Models } from './model-files.ts';
import { inTemporaryFolder, RUN_A, sampleDraft, sampleModels } from './registry.fixture.ts';
import { writeRun } from './runs.ts';
import { verify } from './verify.ts';

const UNTIL = Date.UTC(2026, 3, 30);

function ratings(userIds: string[], timestamp: number): InteractionRows {
  return {
    user_id: userIds,
    item_id: userIds.map((_, i) => `film_${(i % 5) + 1}`),
    signal: userIds.map(() => 'rating' as const),
    rating: Float64Array.from(userIds, (_, i) => 1 + (i % 5)),
    timestamp: Float64Array.from(userIds, () => timestamp),
    event_id: userIds.map(() => null),
  };
}

const people = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];

/** Stands for training: a model that hangs on every interaction it was given. */
async function train(data: Interactions): Promise<Models> {
  return sampleModels(data.user.length + data.userIds.length);
}

/** A repository with one run, made when there were three batches; a fourth came later. */
async function trainedRepository(root: string): Promise<string[]> {
  const batches = [
    await writeInteractionBatch(root, ratings(people, UNTIL - 1000)),
    await writeInteractionBatch(root, ratings(['v1', 'v2'], UNTIL)),
    // Was there, but came after the instant up to which the run was trained: it judged the run.
    await writeInteractionBatch(root, ratings(['x1', 'x2', 'x3'], UNTIL + 1)),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const models = sampleModels(8 + 8);
  const draft = await sampleDraft(RUN_A, models);
  draft.manifest.training.batches = batches.map(({ name, sha256, rows }) => ({ name, sha256, rows }));
  draft.manifest.training.until = new Date(UNTIL).toISOString();
  draft.manifest.training.as_of = new Date(UNTIL + 1).toISOString();
  await writeRun(root, { ...draft, files: (await encodeModels(models)).files }, { maxBytes: 1e6 });
  await writeInteractionBatch(root, ratings(['w1'], UNTIL - 500));
  return batches.map(({ name }) => name);
}

describe('verify', () => {
  it('finds every file equal when training again gives the same bytes, whatever came in since', () =>
    inTemporaryFolder(async (root) => {
      await trainedRepository(root);
      const report = await verify(root, RUN_A, { threads: 2, train });
      expect(report).toMatchObject({ run: RUN_A, equal: true });
      expect(report.files.map(({ name, equal }) => [name, equal])).toEqual([
        ['item_factors.parquet', true],
        ['rating_factors.parquet', true],
      ]);
    }));

  it('hands the manifest and the number of threads to training', () =>
    inTemporaryFolder(async (root) => {
      await trainedRepository(root);
      const report = await verify(root, RUN_A, {
        threads: 3,
        train: async (_data, manifest, threads) => sampleModels(manifest.seed - 26 + (threads - 3)),
      });
      expect(report.equal).toBe(true);
    }));

  it('names the file that differs, with both hashes', () =>
    inTemporaryFolder(async (root) => {
      await trainedRepository(root);
      const other = async (data: Interactions) => ({
        ...(await train(data)),
        rating: sampleModels(1).rating,
      });
      const report = await verify(root, RUN_A, { threads: 1, train: other });
      expect(report.equal).toBe(false);
      const [ranking, rating] = report.files;
      expect(ranking.equal).toBe(true);
      expect(rating).toMatchObject({ name: 'rating_factors.parquet', equal: false });
      expect(rating.actual).toMatch(/^[0-9a-f]{64}$/);
      expect(rating.actual).not.toBe(rating.expected);
    }));

  it('does not call a run equal whose committed file is another one', () =>
    inTemporaryFolder(async (root) => {
      await trainedRepository(root);
      const { files } = await encodeModels(sampleModels(99));
      await writeFile(join(root, 'models', RUN_A, 'item_factors.parquet'), files['item_factors.parquet']);
      await expect(verify(root, RUN_A, { threads: 1, train })).rejects.toThrow(
        /item_factors.parquet: The file is not/,
      );
    }));

  it('names the batches that are missing and how to get them back', () =>
    inTemporaryFolder(async (root) => {
      const [name] = await trainedRepository(root);
      const file = `data/interactions/${name}`;
      await rm(join(root, file));
      await expect(verify(root, RUN_A, { threads: 1, train })).rejects.toThrow(
        new RegExp(
          `1 of 3 batches are not in the tree: ${file}\\..*git checkout "\\$\\(git log.* -- ${file}`,
        ),
      );
    }));

  it('refuses a batch that is not the one it was trained on', () =>
    inTemporaryFolder(async (root) => {
      const [name] = await trainedRepository(root);
      const file = join(root, 'data', 'interactions', name);
      const bytes = await readFile(file);
      bytes[bytes.length >> 1] ^= 1;
      await writeFile(file, bytes);
      await expect(verify(root, RUN_A, { threads: 1, train })).rejects.toThrow(name);
    }));
});
