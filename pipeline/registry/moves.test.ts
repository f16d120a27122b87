import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDecisions, writeDecision } from './decisions.ts';
import { readHold } from './hold.ts';
import { readLatest } from './latest.ts';
import { liftHold, promote, retire, rollback } from './moves.ts';
import {
  inTemporaryFolder,
  MINUTE,
  NOON,
  RUN_A,
  RUN_B,
  RUN_C,
  samplePromotion,
  sampleRun,
  sampleVerdict,
  treeOf,
} from './registry.fixture.ts';
import { readRunCards } from './run-cards.ts';

/** Two runs of which the second replaced the first as champion. */
async function twoChampions(root: string): Promise<void> {
  await sampleRun(root, RUN_A);
  await samplePromotion(root, RUN_A, null, NOON);
  await sampleRun(root, RUN_B, 1);
  await samplePromotion(root, RUN_B, RUN_A, NOON + MINUTE);
}

const back = { to: RUN_A, at: NOON + 2 * MINUTE, reason: 'Clicks fell by half.' };

describe('a promotion', () => {
  it('makes the run the champion and names the verdict it rests on', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      expect(await readLatest(root)).toBe(RUN_B);
      const [{ record }] = await readDecisions(root, ['promotion']);
      expect(record).toEqual({
        kind: 'promotion',
        at: '2026-05-01T12:01:00.000Z',
        from: RUN_A,
        to: RUN_B,
        reason: 'Better than the champion.',
        evidence: ['20260501T120100Z-verdict'],
      });
    }));

  it.each([
    ['says hold', { verdict: 'hold' as const }, /says "hold", not "promote"/],
    ['is about another run', { candidate: RUN_A }, /is about run_20260501_100000/],
    [
      'was against another champion',
      { champion: RUN_A },
      /compares with run_20260501_100000, and none serves now/,
    ],
  ])('is refused when its verdict %s', (_what, change, message) =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await sampleRun(root, RUN_B);
      const { id } = await writeDecision(root, NOON, { ...sampleVerdict(RUN_B, null), ...change });
      const before = await treeOf(root);
      await expect(promote(root, { run: RUN_B, at: NOON, reason: 'x', verdict: id })).rejects.toThrow(
        message,
      );
      expect(await treeOf(root)).toEqual(before);
    }),
  );

  it('is refused when the run is damaged', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, RUN_A);
      await writeFile(join(root, 'models', RUN_A, 'rating_factors.parquet'), 'damaged');
      await expect(samplePromotion(root, RUN_A, null, NOON)).rejects.toThrow(/rating_factors.parquet/);
      expect(await readLatest(root)).toBeNull();
    }));

  it('is refused while a hold stands, and possible again once it is lifted', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      await rollback(root, back);
      await sampleRun(root, RUN_C, 2);
      await expect(samplePromotion(root, RUN_C, RUN_A, NOON)).rejects.toThrow(
        /A hold stands since 2026-05-01T12:02/,
      );
      await liftHold(root, { at: NOON + 3 * MINUTE, reason: 'Cause found.' });
      await samplePromotion(root, RUN_C, RUN_A, NOON + 4 * MINUTE);
      expect(await readLatest(root)).toBe(RUN_C);
    }));
});

describe('a rollback', () => {
  it('points back, writes why, and holds', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      await rollback(root, back);
      expect(await readLatest(root)).toBe(RUN_A);
      expect(await readHold(root)).toEqual({
        run: RUN_A,
        reason: 'Clicks fell by half.',
        since: '2026-05-01T12:02:00.000Z',
      });
    }));

  it('is the cure of a broken pointer', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      await writeFile(join(root, 'models', 'LATEST'), `${RUN_B}\r\n`);
      expect(await rollback(root, back)).toMatchObject({ from: null, to: RUN_A });
      expect(await readLatest(root)).toBe(RUN_A);
    }));

  it.each([
    ['to the run that serves', { to: RUN_B }, /--to: run_20260501_110000 serves already/],
    ['to a path', { to: `../${RUN_A}` }, /--to: .* is not a run/],
    ['to a run that is not in the tree', { to: RUN_C }, /git checkout "\$\(git log/],
    [
      'to a run that never served',
      { to: RUN_C },
      /run_20260501_120000 never served.* Legal: run_20260501_110000/,
    ],
    ['without a reason', { reason: '  ' }, /reason: Found " {2}"\. Legal: one line/],
    ['with a reason of two lines', { reason: 'a\n::warning::b' }, /reason: Found "a\\n::warning::b"/],
  ])('%s is refused and changes nothing', (what, change, message) =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      if (what.includes('never served')) await sampleRun(root, RUN_C, 2);
      const before = await treeOf(root);
      await expect(rollback(root, { ...back, ...change })).rejects.toThrow(message);
      expect(await treeOf(root)).toEqual(before);
    }),
  );

  it('holds until every rollback is answered, whatever the clocks said', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      await rollback(root, back);
      await rollback(root, { ...back, to: RUN_B, at: back.at + MINUTE });
      expect((await readHold(root))?.run).toBe(RUN_B);
      // Lifted by a machine whose clock is behind: it still ends both.
      await liftHold(root, { at: NOON - MINUTE, reason: 'Settled.' });
      expect(await readHold(root)).toBeNull();
      await expect(liftHold(root, { at: NOON, reason: 'Again.' })).rejects.toThrow(/No hold stands/);
      await rollback(root, { ...back, at: back.at + 2 * MINUTE });
      expect((await readHold(root))?.run).toBe(RUN_A);
    }));
});

describe('retiring after an import', () => {
  it('takes the pointer and every run out of the tree, ends a hold, and keeps the decisions', () =>
    inTemporaryFolder(async (root) => {
      await twoChampions(root);
      await rollback(root, back);
      const cards = await readRunCards(root);
      const decisions = await readDecisions(root);
      await retire(root, { at: NOON + 3 * MINUTE, reason: 'Imported ml-latest-small.' });
      expect(await readLatest(root)).toBeNull();
      expect(await readHold(root)).toBeNull();
      expect(Object.keys(await treeOf(root)).filter((file) => !file.includes('/decisions/'))).toEqual([]);
      const [move, ...rest] = await readDecisions(root);
      expect(move.record).toMatchObject({ kind: 'import', from: RUN_A, to: null });
      expect(rest).toEqual(decisions);
      // What is known of the runs outlives their files.
      expect(await readRunCards(root)).toEqual(cards);
      expect(cards.map(({ run }) => run)).toEqual([RUN_B, RUN_A]);
    }));

  it('is possible when there was nothing, and with a broken pointer', () =>
    inTemporaryFolder(async (root) => {
      await retire(root, { at: NOON, reason: 'First import.' });
      await twoChampions(root);
      await rm(join(root, 'models', RUN_B), { recursive: true });
      await retire(root, { at: NOON, reason: 'Second import.' });
      expect(await readLatest(root)).toBeNull();
      expect(await readDecisions(root, ['import'])).toHaveLength(2);
    }));
});
