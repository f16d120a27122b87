import { expect, it } from 'vitest';
import { writeDecision } from '../registry/decisions.ts';
import { readManifest } from '../registry/read-run.ts';
import {
  inTemporaryFolder,
  samplePromotion,
  sampleRun,
  sampleVerdict,
} from '../registry/registry.fixture.ts';
import { challengersOf } from './challengers.ts';

const [OURS, BESIDE, SERVED, REJECTED, SAME] = [1, 2, 3, 4, 5].map((day) => `run_2026050${day}_120000`);
const NOON = Date.UTC(2026, 4, 10, 12);

/** A candidate, and four other runs of the same training: one like each reason not to be a challenger. */
function amongOthers(check: (root: string, names: (named?: string[]) => Promise<string[]>) => Promise<void>) {
  return inTemporaryFolder(async (root) => {
    const ours = await sampleRun(root, OURS, 0);
    for (const [n, run] of [BESIDE, SERVED, REJECTED].entries()) await sampleRun(root, run, n + 1);
    await sampleRun(root, SAME, 0);
    await samplePromotion(root, SERVED, null, NOON);
    await writeDecision(root, NOON, { ...sampleVerdict(REJECTED, SERVED), verdict: 'reject' });
    await check(root, async (named = []) =>
      (await challengersOf(root, ours, named)).map(({ manifest }) => manifest.run),
    );
  });
}

it('are the runs of the same training that never served, were not turned down, and are other models', () =>
  amongOthers(async (_, names) => expect(await names()).toEqual([BESIDE])));

it('are still there when they were only held, whatever was said before', () =>
  amongOthers(async (root, names) => {
    await writeDecision(root, NOON + 1000, { ...sampleVerdict(REJECTED, SERVED), verdict: 'hold' });
    expect(await names()).toEqual([BESIDE, REJECTED]);
  }));

it('of another training are none', () =>
  amongOthers(async (root) => {
    const ours = await readManifest(root, OURS);
    const later = { ...ours, training: { ...ours.training, until: '2026-04-22T00:00:00.000Z' } };
    expect(await challengersOf(root, later, [])).toEqual([]);
  }));

it('are exactly those that are named, once each, and never the candidate or a run that is not there', () =>
  amongOthers(async (_, names) => {
    expect(await names([SERVED, REJECTED, SERVED])).toEqual([SERVED, REJECTED]);
    await expect(names([OURS])).rejects.toThrow('the candidate itself');
    await expect(names(['run_20260601_120000'])).rejects.toThrow('not in the tree');
  }));
