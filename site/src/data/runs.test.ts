import { describe, expect, it } from 'vitest';
import type { RunSummary } from '#pipeline/publishing/contract.ts';
import { bestOnGround, metricsByProtocol } from './runs.ts';

const run = (name: string, protocol: string, ground_sha256: string, values: Record<string, number>) =>
  ({ run: name, metrics: [{ protocol, ground_sha256, values }] }) as RunSummary;

describe('metricsByProtocol', () => {
  const groups = metricsByProtocol([
    run('c', 'rank/k10', 'g2', { ndcg_at_10: 0.3 }),
    run('b', 'rank/k10', 'g1', { ndcg_at_10: 0.2, unheard_of: 1 }),
    run('a', 'rank/k10', 'g1', { ndcg_at_10: 0.1 }),
    run('a', 'rate', 'g1', { rmse: 0.9 }),
  ]);

  it('keeps protocols apart and, within one, grounds', () => {
    const shape = groups.map(({ protocol, head, grounds }) => [
      protocol,
      head,
      grounds.map(({ sha256, rows }) => [sha256, rows.map((row) => row.run.run)]),
    ]);
    expect(shape).toEqual([
      [
        'rank/k10',
        'ranking',
        [
          ['g2', ['c']],
          ['g1', ['b', 'a']],
        ],
      ],
      ['rate', 'rating', [['g1', ['a']]]],
    ]);
  });

  it('names every metric that any of its runs has, unknown ones last', () => {
    expect(groups[0].metrics).toEqual(['ndcg_at_10', 'unheard_of']);
  });

  it('has a best only where there is something to compare with, and knows which way is better', () => {
    const [only, two] = groups[0].grounds;
    expect(bestOnGround(only.rows, 'ndcg_at_10')).toBeNull();
    expect(bestOnGround(two.rows, 'ndcg_at_10')).toBe(0.2);
    const errors = metricsByProtocol([run('a', 'r', 'g', { rmse: 0.9 }), run('b', 'r', 'g', { rmse: 0.8 })]);
    expect(bestOnGround(errors[0].grounds[0].rows, 'rmse')).toBe(0.8);
  });
});
