import { describe, expect, it } from 'vitest';
import type { Comparison } from '../data/types.ts';
import { inWords, rowInWords } from '../words/comparisons.ts';
import { differencesChart } from './differences.ts';

const comparison = (parts: Partial<Comparison> = {}): Comparison => ({
  head: 'ranking',
  metric: 'ndcg_at_10',
  opponent: 'champion',
  candidate: 0.22,
  other: 0.2,
  difference: 0.02,
  low: 0.01,
  high: 0.03,
  users: 100,
  higher_is_better: true,
  result: 'better',
  ...parts,
});
const error = comparison({
  ...{ metric: 'rmse', higher_is_better: false, difference: -0.02, low: -0.03, high: -0.01 },
});

describe('differences beside no difference', () => {
  it('lie right of it when the candidate is better, whichever way the metric counts', () => {
    const chart = differencesChart([comparison(), error], {}, 100);
    const [one, other] = chart.rows;
    expect(one?.low).toBeGreaterThan(chart.zero);
    expect(one?.high).toBeGreaterThan(one?.point ?? Number.NaN);
    expect({ ...other, y: 0 }).toEqual({ ...one, y: 0 });
    expect(other?.y).toBeGreaterThan(one?.y ?? Number.NaN);
  });

  it('stay within the picture with their limits, whatever is guarded', () => {
    const chart = differencesChart([comparison(), error], { rmse: 0.5 }, 100);
    const [one, other] = chart.rows;
    expect(one?.allowed).toBeNull();
    expect(other?.allowed).toBeGreaterThanOrEqual(0);
    expect(other?.allowed).toBeLessThan(chart.zero);
    expect(chart.ticks.map(({ text }) => text)).toContain('0%');
  });

  it('are no share of zero', () => {
    expect(differencesChart([comparison({ other: 0 }), error], {}, 100).rows[0]).toBeNull();
    const nothing = differencesChart([comparison({ other: 0 })], {}, 100);
    expect(nothing).toMatchObject({ rows: [null], zero: 50 });
  });
});

describe('differences in words', () => {
  it('say a row in one line', () => {
    expect(rowInWords(comparison())).toBe('NDCG at 10: +10%, better');
    expect(rowInWords(comparison({ other: 0 }))).toBe('NDCG at 10: +0.0200, better');
    // As in the picture: right, and so plus, is better.
    expect(rowInWords(error)).toBe('RMSE: +10%, better');
  });

  it('count the results and name what was asked, of the champion alone', () => {
    const asked = { primary_metric: 'ndcg_at_10', guarded: { rmse: 0.02, coverage_at_10: 0.2 } };
    expect(inWords([comparison(), { ...error, result: 'no difference shown' }], asked)).toBe(
      'Of 2 metrics: 1 better and 1 with no difference shown. NDCG at 10 decides: it is better when its whole bar is right of the line. The dashed mark is the most that may be lost: 2% of RMSE.',
    );
    const floor = comparison({ opponent: 'floor' });
    expect(inWords([floor], asked)).toBe('Of 1 metric: 1 better.');
    expect(inWords([comparison({ other: 0 })], null)).toContain('The champion has 0 in NDCG at 10');
  });
});
