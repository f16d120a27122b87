import { describe, expect, it } from 'vitest';
import { day, instant } from '../monitoring/history.fixture.ts';
import { type FreshnessQuestion, freshnessOf } from './freshness.ts';

const OFF = { enabled: false, limit: 3 };

function freshness(changes: Partial<FreshnessQuestion> = {}) {
  const days = [0, 1, 2, 5, 6, 7, 8];
  return freshnessOf({
    kind: 'imported',
    rule: { enabled: true, limit: 3 },
    newest: instant(8, 15),
    instants: days.map((n) => instant(n, 9)),
    ...changes,
  });
}

describe('when newer data are due', () => {
  it('is when the rule about silence would fire: after its days are over', () => {
    expect(freshness()).toEqual({ expected_by: `${day(12)}T00:00:00.000Z`, basis: 'policy', days: 3 });
  });

  it('is after the longest silence lately, where that rule is off', () => {
    expect(freshness({ rule: OFF })).toEqual({
      expected_by: `${day(11)}T00:00:00.000Z`,
      basis: 'cadence',
      days: 2,
    });
  });

  it('is unknown from few days, and of long ago says nothing', () => {
    const unknown = { expected_by: null, basis: 'unknown', days: null };
    expect(freshness({ rule: OFF, instants: [instant(7), instant(8)] })).toEqual(unknown);
    expect(freshness({ rule: OFF, newest: instant(200) })).toEqual(unknown);
  });

  it('is never for a simulated audience, whatever the policy says', () => {
    expect(freshness({ kind: 'simulated' })).toEqual({ expected_by: null, basis: 'ended', days: null });
  });
});
