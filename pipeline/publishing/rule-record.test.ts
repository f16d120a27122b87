import { describe, expect, it } from 'vitest';
import type { DecisionRecord } from '../registry/decision-record.ts';
import type { StoredDecision } from '../registry/decisions.ts';
import { sampleVerdict } from '../registry/registry.fixture.ts';
import { decide } from '../rules/decide.ts';
import type { RuleReading } from '../rules/outcomes.ts';
import { AS_OF, factsOf, policyOf } from '../rules/rules.fixture.ts';
import { incidents, lastFired } from './rule-record.ts';

const RUN = 'run_20260501_100000';
const NEXT = 'run_20260502_100000';
const bare = decide(factsOf({}), policyOf(), {
  champion: { run: 'run_a', metrics: [] },
  hold: null,
  asOf: AS_OF,
});

/** A decision about the nth of May in which these rules are in these states, and all others have no data. */
function decision(n: number, states: Partial<Record<string, RuleReading['state']>>, isHeld = false) {
  const rules = bare.rules.map((reading) => ({ ...reading, state: states[reading.rule] ?? 'no-data' }));
  const hold = isHeld ? { run: RUN, reason: 'it was bad', since: '2026-05-01' } : null;
  return { ...bare, as_of: `2026-05-0${n}`, champion: RUN, hold, rules } as const;
}

const promotion: DecisionRecord = {
  kind: 'promotion',
  at: '2026-05-02T10:00:00.000Z',
  from: RUN,
  to: NEXT,
  reason: 'better',
  evidence: [],
};

/** As the registry gives them: newest first. @param records oldest first */
function stored(...records: readonly DecisionRecord[]): StoredDecision[] {
  const all = records.map((record, n) => ({ id: `${n}-${record.kind}`, at: n, record, card: null }));
  return all.reverse();
}

describe('when a rule last fired', () => {
  it('names the verdict and the promotion that followed, and none of an earlier or later firing', () => {
    const record = stored(
      decision(1, { rmse: 'fired', ndcg_at_10: 'fired' }),
      { ...sampleVerdict(RUN, null), verdict: 'hold' },
      decision(2, { ndcg_at_10: 'fired' }),
      sampleVerdict(NEXT, RUN),
      promotion,
      decision(3, { ndcg_at_10: 'ok', feature_drift: 'fired' }, true),
    );
    expect(lastFired(record)).toEqual([
      { rule: 'feature_drift', on: '2026-05-03', decision: '5-decision', held: true, led_to: [] },
      {
        rule: 'ndcg_at_10',
        on: '2026-05-02',
        decision: '2-decision',
        held: false,
        led_to: [
          { id: '3-verdict', kind: 'verdict', outcome: 'promote', run: NEXT },
          { id: '4-promotion', kind: 'promotion', outcome: 'promotion', run: NEXT },
        ],
      },
      {
        rule: 'rmse',
        on: '2026-05-01',
        decision: '0-decision',
        held: false,
        led_to: [{ id: '1-verdict', kind: 'verdict', outcome: 'hold', run: RUN }],
      },
    ]);
  });
});

describe('incidents', () => {
  it('open when a rule fires, stay open while nobody can know, and close when it is healthy or off', () => {
    const record = stored(
      decision(1, { rmse: 'fired', click_through_rate: 'fired' }),
      decision(2, { rmse: 'pending', click_through_rate: 'fired' }),
      decision(3, { rmse: 'ok', click_through_rate: 'no-data' }),
      decision(4, { rmse: 'fired' }),
      decision(5, { rmse: 'off' }),
    );
    const told = incidents(record).map(({ rule, opened_on, fired_on, closed_on, runbook }) => [
      rule,
      opened_on,
      fired_on,
      closed_on,
      runbook,
    ]);
    expect(told).toEqual([
      ['click_through_rate', '2026-05-01', '2026-05-02', null, 'ctr-drop.md'],
      ['rmse', '2026-05-04', '2026-05-04', '2026-05-05', 'accuracy-drop.md'],
      ['rmse', '2026-05-01', '2026-05-01', '2026-05-03', 'accuracy-drop.md'],
    ]);
  });

  it('are none where nothing fired, and where there is no record', () => {
    expect(incidents(stored(decision(1, { rmse: 'alert' })))).toEqual([]);
    expect(incidents([])).toEqual([]);
  });
});
