import { describe, expect, it } from 'vitest';
import type { RunColumns, RunReport } from '#pipeline/publishing/contract.ts';
import { apart, factRows, protocolComparisons, rangeOf } from './compare.ts';
import { comparisonHtml } from './compare-html.ts';

const COLUMNS: RunColumns = {
  format: 1,
  runs: ['c', 'b', 'a'],
  created_at: ['2026-05-03', '2026-05-02', '2026-05-01'],
  champion: 0,
  verdicts: ['promote', 'hold', null],
  ranking: ['ials', 'ials', 'ease'],
  rating: ['svd', 'svd', 'svd'],
  until: ['2026-04-03', '2026-04-03', '2026-04-03'],
  interactions: [300, 200, 100],
  people: [3, 3, 3],
  films: [30, 30, 30],
  seconds: [3, 2, 1],
  bytes: [3000, 3000, 3000],
  kept: [1, 1, 0],
  grounds: ['g1', 'g2'],
  protocols: [
    { id: 'new', rows: [0, 1], grounds: [0, 0], values: { ndcg_at_10: [0.3, 0.1] } },
    { id: 'old', rows: [1, 2], grounds: [0, 1], values: { ndcg_at_10: [0.2, 0.5], map_at_10: [0.2, null] } },
  ],
};
const report = (k: number): RunReport =>
  ({
    manifest: {
      seed: 1,
      code: { commit: 'c0ffee', modified: false, node: '24' },
      dataset: { name: 'club' },
      training: { batches: [{ name: '20260501-0.parquet' }] },
      heads: { ranking: { parameters: { k } }, rating: { parameters: { factors: '<b>' } } },
    },
  }) as unknown as RunReport;
const run = (row: number, papers: RunReport | null = null) => ({
  run: COLUMNS.runs[row],
  row,
  report: papers,
});

describe('figures of runs side by side', () => {
  it('are never subtracted across protocols or grounds, and an empty cell says why', () => {
    const [current, old] = protocolComparisons(COLUMNS, [run(0), run(1), run(2)]);
    expect(current.metrics[0].cells).toEqual([
      { value: 0.3, difference: null, why: '' },
      { value: 0.1, difference: 0.1 - 0.3, why: '' },
      { value: null, difference: null, why: 'not judged under this protocol' },
    ]);
    expect(old.metrics[0].cells.map(({ value, why }) => [value, why])).toEqual([
      [null, 'not judged under this protocol'],
      [0.2, 'the first run has no such figure'],
      [0.5, 'the first run has no such figure'],
    ]);
    const [grounds] = protocolComparisons(COLUMNS, [run(1), run(2)]).filter(({ id }) => id === 'old');
    expect(grounds.metrics.map(({ cells }) => cells[1])).toEqual([
      { value: 0.5, difference: null, why: 'other ground' },
      { value: null, difference: null, why: 'not measured' },
    ]);
  });

  it('have best, last, least and most of all runs of the protocol, best by what the metric wants', () => {
    expect(rangeOf([0.2, null, 0.1, 0.3], 'ndcg_at_10')).toEqual({
      best: 0.3,
      last: 0.2,
      least: 0.1,
      most: 0.3,
      runs: 3,
    });
    expect(rangeOf([null, 0.8, 0.9], 'rmse')).toMatchObject({ best: 0.8, last: 0.8, most: 0.9 });
    expect(rangeOf([null, 0.8], 'rmse')).toBeNull();
    expect(rangeOf(undefined, 'rmse')).toBeNull();
  });
});

describe('facts of runs side by side', () => {
  it('are kept apart from what is the same in all of them', () => {
    const { recipe, data } = factRows(COLUMNS, [run(0, report(8)), run(1, report(16))]);
    expect(apart(recipe).differ).toEqual([{ name: 'Ranking: k', cells: ['8', '16'] }]);
    expect(apart(recipe).same.map(({ name }) => name)).toContain('Rating: factors');
    expect(apart(data).differ.map(({ name }) => name)).toEqual(['Interactions']);
  });

  it('say where the papers are gone, and stay text', () => {
    const html = comparisonHtml(COLUMNS, [run(0, report(8)), run(2)]);
    expect(html).toContain('<td>8</td><td>papers gone</td>');
    expect(html).toContain('&lt;b&gt;');
    expect(html).toContain('/engineering/compare/?runs=c');
  });
});
