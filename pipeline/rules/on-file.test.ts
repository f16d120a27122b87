import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { figuresOnFile } from './on-file.ts';
import { AS_OF, factsOf, policyOf, times } from './rules.fixture.ts';

const champion = { run: 'run_a', metrics: [{ protocol: 'p1', values: { ndcg_at_10: 0.2 } }] };

function decisionOn(asOf: string, value: number) {
  return decide(factsOf({ ndcg_at_10: times(9, value) }), policyOf(), { champion, hold: null, asOf });
}

describe('figuresOnFile', () => {
  it('brings back what earlier decisions measured of a run', () => {
    const figures = figuresOnFile([decisionOn('2026-06-28', 0.19), decisionOn('2026-06-29', 0.1)], {
      run: 'run_a',
      before: AS_OF,
    });
    expect(figures.map(({ day, metric, value, protocol }) => [day, metric, value, protocol])).toEqual([
      ['2026-06-28', 'ndcg_at_10', 0.19, 'p1'],
      ['2026-06-29', 'ndcg_at_10', 0.1, 'p1'],
    ]);
  });

  it('keeps the later decision of a day, nothing of another run, and nothing of today', () => {
    const decisions = [
      decisionOn('2026-06-28', 0.19),
      decisionOn('2026-06-28', 0.18),
      decisionOn(AS_OF, 0.1),
    ];
    expect(figuresOnFile(decisions, { run: 'run_a', before: AS_OF }).map(({ value }) => value)).toEqual([
      0.18,
    ]);
    expect(figuresOnFile(decisions, { run: 'run_b', before: AS_OF })).toEqual([]);
  });
});
