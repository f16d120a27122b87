import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLatest } from './latest.ts';
import { inTemporaryFolder, NOON, RUN_A, RUN_B, samplePromotion, sampleRun } from './registry.fixture.ts';

async function withLatest(root: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(root, 'models'), { recursive: true });
  await writeFile(join(root, 'models', 'LATEST'), content);
}

describe('models/LATEST', () => {
  it('means no run only when it is absent', () =>
    inTemporaryFolder(async (root) => {
      expect(await readLatest(root)).toBeNull();
      await sampleRun(root, RUN_A);
      expect(await readLatest(root)).toBeNull();
    }));

  it('names the run that serves, with or without a last line end', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      for (const content of [`${RUN_A}\n`, RUN_A]) {
        await withLatest(root, content);
        expect(await readLatest(root)).toBe(RUN_A);
      }
    }));

  it.each([
    ['nothing', ''],
    ['an empty line', '\n'],
    ['a Windows line end', `${RUN_A}\r\n`],
    ['two lines', `${RUN_A}\n${RUN_B}\n`],
    ['a path', `models/${RUN_A}\n`],
    ['a path out of the folder', '../../etc\n'],
    ['a byte-order mark', `\ufeff${RUN_A}\n`],
    ['a space', ` ${RUN_A}\n`],
    ['a merge conflict', `<<<<<<< HEAD\n${RUN_A}\n=======\n${RUN_B}\n>>>>>>> other\n`],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
  ])('is refused with %s, and says how to mend it', (_what, content) =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await sampleRun(root, RUN_B);
      await withLatest(root, content);
      await expect(readLatest(root)).rejects.toThrow(
        `Run "npx showrunner rollback --to ${RUN_B} --reason TEXT", or restore it with "git checkout HEAD -- models/LATEST".`,
      );
    }),
  );

  it('is refused when it points nowhere', () =>
    inTemporaryFolder(async (root) => {
      await withLatest(root, `${RUN_A}\n`);
      await expect(readLatest(root)).rejects.toThrow(
        /It names run_20260501_100000, and there is no models.*no run in the tree/,
      );
      await sampleRun(root, RUN_B);
      await expect(readLatest(root)).rejects.toThrow(`rollback --to ${RUN_B}`);
    }));

  it('is mended best by a run that served, not by a newer candidate that was turned down', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await samplePromotion(root, RUN_A, null, NOON);
      await sampleRun(root, RUN_B);
      await withLatest(root, 'nonsense\n');
      await expect(readLatest(root)).rejects.toThrow(`rollback --to ${RUN_A}`);
    }));
});
