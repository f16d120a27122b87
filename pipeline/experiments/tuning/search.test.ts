// Searches as they are run: real threads, real trainings, small data.

import { describe, expect, it } from 'vitest';
import type { Head, Parameters } from '../../recommenders/algorithm.ts';
import { runJobs } from './run-jobs.ts';
import { type Method, type SearchContext, searchTrials, type TrialGroup } from './search.ts';
import type { TrialRecord } from './trial.ts';
import { smallGround } from './tuning.fixture.ts';

const ground = smallGround();
const group = (candidate: string, algorithm: string, sets: Parameters[], head: Head = 'ranking') =>
  ({ candidate, head, algorithm, sets }) satisfies TrialGroup;
const context = (given: Partial<SearchContext> = {}): SearchContext => ({
  ground,
  method: 'halving',
  seed: 42,
  threads: 2,
  budget: { minutes: 5, memory_mb: 8192 },
  onTrial: () => {},
  ...given,
});
/** What has to be the same whatever the machine and the clock. */
const lasting = ({ seconds, peak_memory_mb, ...rest }: TrialRecord) => rest;
const grid = [0.01, 0.1, 0.3, 1, 3, 10, 30, 100, 300].map((regularisation) => ({
  k: 8,
  sweeps: 9,
  regularisation,
}));

describe('a search', () => {
  it('by halving looks at all a little, at some more, and never drops the first', async () => {
    const firstLook = new Map<number, number>();
    const onTrial: SearchContext['onTrial'] = (_head, { share, metrics, status }, place) => {
      if (share < 0.2 && status === 'done') firstLook.set(place, metrics.ndcg_at_10);
    };
    const { ranking, rating } = await searchTrials([group('als', 'ials', grid)], context({ onTrial }));
    expect(rating).toBeUndefined();
    const trials = ranking?.trials ?? [];
    expect(trials.map(({ share }) => share).toSorted()).toEqual(
      // 9 at a ninth of 9 sweeps, 3 or 4 of them at a third, the best and the first with all.
      expect.arrayContaining([1 / 9, 1 / 3, 1]),
    );
    expect(trials[0]).toMatchObject({ status: 'done', share: 1 });
    expect(trials.filter(({ status }) => status === 'stopped early').length).toBeGreaterThanOrEqual(6);
    expect(trials[ranking?.chosen ?? -1]).toMatchObject({ status: 'done', share: 1 });
    const full = trials.filter(({ share }) => share === 1).map(({ metrics }) => metrics.ndcg_at_10);
    expect(trials[ranking?.chosen ?? -1].metrics.ndcg_at_10).toBe(Math.max(...full));
    // Whoever went on looked no worse than whoever did not, but for the first, which always does.
    expect(firstLook.size).toBe(9);
    const wentOn = trials.flatMap(({ share }, place) => (share > 0.2 && place > 0 ? [place] : []));
    const stopped = trials.flatMap(({ share }, place) => (share < 0.2 ? [place] : []));
    const figures = (places: number[]) => places.map((place) => firstLook.get(place) ?? Number.NaN);
    expect(Math.min(...figures(wentOn))).toBeGreaterThanOrEqual(Math.max(...figures(stopped)));
    for (const { seconds, peak_memory_mb } of trials) {
      expect(seconds).toBeGreaterThan(0);
      expect(peak_memory_mb).toBeGreaterThan(1);
    }
  });

  it('gives the same trials, figures and choice at one thread and at three', async () => {
    const groups = [
      group('als', 'ials', grid.slice(0, 3)),
      group('near', 'item_knn', [{}, { shrinkage: 1 }, { shrinkage: 100 }]),
      group('mean', 'bias', [{}], 'rating'),
    ];
    const one = await searchTrials(groups, context({ threads: 1 }));
    const three = await searchTrials(groups, context({ threads: 3 }));
    for (const head of ['ranking', 'rating'] as const) {
      expect(three[head]?.chosen).toBe(one[head]?.chosen);
      expect(three[head]?.trials.map(lasting)).toEqual(one[head]?.trials.map(lasting));
    }
    expect(one.ranking?.ground_sha256).toBe(ground.sha256);
    expect(one.ranking?.protocol).toMatch(/^slice-of-train\/v1;tenth-of-each/);
    expect(one.rating).toMatchObject({ metric: 'rmse', chosen: 0 });
  });

  it('at random trains every trial whole', async () => {
    const method: Method = 'random';
    const { ranking } = await searchTrials([group('als', 'ials', grid.slice(0, 4))], context({ method }));
    expect(ranking?.trials.map(({ status, share }) => [status, share])).toEqual(
      Array.from({ length: 4 }, () => ['done', 1]),
    );
  });

  it('takes a share of the people where there are no sweeps, but not too few', async () => {
    const sets: Parameters[] = [{}, { regularisation: 10 }, { regularisation: 1000 }];
    const { ranking } = await searchTrials([group('shallow', 'ease', sets)], context());
    const dropped = ranking?.trials.find(({ status }) => status === 'stopped early');
    // A third of 240 people would be 80; a look takes at least 100.
    expect(dropped?.share).toBeCloseTo(100 / 240, 9);
  });

  it('goes on when a trial fails, and says why it did', async () => {
    const sets: Parameters[] = [{ k: 8, sweeps: 2 }, { k: 1000 }];
    const { ranking } = await searchTrials([group('als', 'ials', sets)], context());
    expect(ranking).toMatchObject({ chosen: 0 });
    expect(ranking?.trials[1]).toMatchObject({ status: 'failed', share: 0, metrics: {} });
    expect(ranking?.trials[1].message).toBe(
      'ials.k: "1000" is not legal. Legal: a whole number from 1 to 512.',
    );
  });

  it('chooses none when all fail', async () => {
    const { ranking } = await searchTrials([group('als', 'ials', [{ k: 1000 }])], context());
    expect(ranking?.chosen).toBe(-1);
  });
});

describe('a budget', () => {
  const slow = {
    head: 'rating',
    algorithm: 'bayesian_svdpp',
    parameters: { sweeps: 10_000 },
    share: 1,
  } as const;
  const quick = { head: 'rating', algorithm: 'bias', parameters: {}, share: 1 } as const;

  it('of time cuts off what runs and begins nothing more', async () => {
    const began = performance.now();
    const limits = { threads: 1, deadline: began + 1500, memoryMb: 8192, ground, seed: 42 };
    const results = await runJobs([slow, quick], limits, () => {});
    expect(results.map(({ status }) => status)).toEqual(['over budget', 'over budget']);
    expect(results.map(({ message }) => message)).toEqual(['the time was up', 'not begun: the time was up']);
  });

  it('of memory ends the trial, not the command', async () => {
    const deadline = performance.now() + 60_000;
    const limits = { threads: 1, deadline, memoryMb: 20, ground, seed: 42 };
    const [result] = await runJobs([slow], limits, () => {});
    expect(result.status).not.toBe('done');
    expect(result.message).toMatch(
      /^the command held \d+ MB of 20, and this trial most of it$|out of memory$/,
    );
  });
});
