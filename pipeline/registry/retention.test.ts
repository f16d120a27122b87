import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDecision } from './decisions.ts';
import { readLatest } from './latest.ts';
import { rollback } from './moves.ts';
import {
  inTemporaryFolder,
  MINUTE,
  NOON,
  samplePromotion,
  sampleRun,
  sampleVerdict,
} from './registry.fixture.ts';
import { applyRetention, chooseRemoved } from './retention.ts';
import { readRunCards } from './run-cards.ts';
import { runIdAt } from './run-id.ts';
import { listRuns } from './runs.ts';

const DAY = 24 * 60 * MINUTE;

/** Six runs, a day apart and judged, oldest first. */
async function sixRuns(root: string): Promise<string[]> {
  const runs = Array.from({ length: 6 }, (_, i) => runIdAt(NOON + i * DAY));
  for (const [i, run] of runs.entries()) {
    await sampleRun(root, run, i);
    await writeDecision(root, NOON + i * DAY, { ...sampleVerdict(run, null), verdict: 'reject' });
  }
  return runs;
}

const wide = { maxBytes: 1e9, at: NOON + 10 * DAY };

describe('retention', () => {
  it('keeps the newest runs and knows the others from their verdicts', () =>
    inTemporaryFolder(async (root) => {
      const runs = await sixRuns(root);
      const cards = await readRunCards(root);
      const result = await applyRetention(root, { ...wide, keepRuns: 2 });
      expect(result.removed).toEqual(runs.slice(0, 4).toReversed());
      expect(result.kept).toEqual(runs.slice(4).toReversed());
      expect(await listRuns(root)).toEqual(result.kept);
      expect(await readRunCards(root)).toEqual(cards);
      expect(cards).toHaveLength(6);
    }));

  it('never removes the champion or the run it replaced, however old', () =>
    inTemporaryFolder(async (root) => {
      const [first, second, ...rest] = await sixRuns(root);
      await samplePromotion(root, first, null, NOON + 6 * DAY);
      await samplePromotion(root, second, first, NOON + 7 * DAY);
      expect((await applyRetention(root, { ...wide, keepRuns: 1 })).removed).toEqual(rest.toReversed());
      // Back at the first, whose promotion replaced nothing; the second is then only an old run.
      await rollback(root, { to: first, at: NOON + 8 * DAY, reason: 'Clicks fell.' });
      expect((await applyRetention(root, { ...wide, keepRuns: 1 })).removed).toEqual([second]);
      expect(await readLatest(root)).toBe(first);
    }));

  it('never removes a run younger than an hour', () =>
    inTemporaryFolder(async (root) => {
      await sampleRun(root, runIdAt(NOON));
      await sampleRun(root, runIdAt(NOON + 30 * MINUTE));
      const retention = { keepRuns: 0, maxBytes: 0 };
      expect((await applyRetention(root, { ...retention, at: NOON + 59 * MINUTE })).removed).toEqual([]);
      expect((await applyRetention(root, { ...retention, at: NOON + 61 * MINUTE })).removed).toEqual([
        runIdAt(NOON),
      ]);
    }));

  it('keeps to the byte budget and says when protected runs alone exceed it', () =>
    inTemporaryFolder(async (root) => {
      const runs = await sixRuns(root);
      const all = await applyRetention(root, { ...wide, keepRuns: 6 });
      const three = await applyRetention(root, { ...wide, keepRuns: 6, maxBytes: all.bytes / 2 });
      expect(three.kept).toEqual(runs.slice(3).toReversed());
      await samplePromotion(root, runs[3], null, NOON + 6 * DAY);
      const one = await applyRetention(root, { ...wide, keepRuns: 6, maxBytes: 1 });
      expect(one.kept).toEqual([runs[3]]);
      expect(one.bytes).toBeGreaterThan(1);
    }));

  it('removes no run that is newer than one it could have removed, and no more than it must', () => {
    const sizes = fc.array(fc.record({ bytes: fc.nat(100), isProtected: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.nat(12), fc.nat(600), (entries, keepRuns, maxBytes) => {
        const runs = entries.map((entry, i) => ({ ...entry, run: `run ${i}` }));
        const isProtected = (run: string) => runs.some((entry) => entry.run === run && entry.isProtected);
        const removed = chooseRemoved(runs, { keepRuns, maxBytes, isProtected });
        const free = runs.filter((entry) => !entry.isProtected).map(({ run }) => run);
        // The oldest of the unprotected ones, given that runs come newest first.
        expect(removed).toEqual(removed.length === 0 ? [] : free.slice(-removed.length));
        const fits = (without: string[]) => {
          const left = runs.filter(({ run }) => !without.includes(run));
          return left.length <= keepRuns && left.reduce((sum, { bytes }) => sum + bytes, 0) <= maxBytes;
        };
        expect(fits(removed) || removed.length === free.length).toBe(true);
        if (removed.length > 0) expect(fits(removed.slice(1))).toBe(false);
      }),
    );
  });
});
