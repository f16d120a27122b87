import { describe, expect, it } from 'vitest';
import type { FactName } from '../monitoring/facts.ts';
import { type DecisionContext, decide, mayRetrain } from './decide.ts';
import type { RuleReading } from './outcomes.ts';
import type { Policy } from './policy-types.ts';
import {
  AS_OF,
  type Changes,
  factsOf,
  policyOf,
  policyWith,
  reading,
  type Told,
  times,
} from './rules.fixture.ts';

const champion = {
  run: 'run_a',
  metrics: [{ protocol: 'p1', values: { rmse: 0.9, precision_at_10: 0.1, ndcg_at_10: 0.2 } }],
};
const context: DecisionContext = { champion, hold: null, asOf: AS_OF };

function decideOn(
  told: Partial<Record<FactName, Told>>,
  policy: Policy = policyOf(),
  changes: Partial<DecisionContext> = {},
) {
  return decide(factsOf(told), policy, { ...context, ...changes });
}

function readingOf(rules: readonly RuleReading[], name: string): RuleReading {
  const found = rules.find(({ rule }) => rule === name);
  if (found === undefined) throw new Error(`no rule ${name}`);
  return found;
}

describe('every rule is seen to fire and seen not to', () => {
  // Each row: the rule, days that make it fire, days that do not, the outcome when it fires.
  const month = (usual: number, last: number) => [...times(40, usual), ...times(7, last)];
  const rows: [FactName, Told, Told, string, Changes?][] = [
    ['click_through_rate', times(7, 0.28), times(7, 0.3), 'critical'],
    ['session_duration_lift', [0.1], [0.19], 'critical'],
    ['revenue_per_user', [0.4], [0.44], 'critical'],
    ['rmse', [0.95, 0.95], [0.94, 0.94], 'scheduled'],
    ['precision_at_10', [0.08, 0.08], [0.091, 0.091], 'scheduled'],
    ['ndcg_at_10', [0.18, 0.18], [0.185, 0.185], 'scheduled'],
    ['interaction_volume', month(1000, 600), month(1000, 800), 'investigate'],
    ['interaction_volume', month(1000, 1400), month(1000, 1200), 'investigate'],
    ['new_user_share', month(0.2, 0.1), month(0.2, 0.18), 'investigate'],
    ['new_user_share', month(0.2, 0.3), month(0.2, 0.22), 'investigate'],
    ['new_item_share', month(0.2, 0.3), month(0.2, 0.22), 'investigate'],
    ['feature_drift', [0.12], [0.09], 'scheduled'],
    ['days_since_data', [4], [3], 'investigate'],
    ['days_since_training', [90], [89], 'scheduled'],
    ['new_feedback', [10_001], [10_000], 'scheduled', { rules: { new_feedback: { enabled: true } } }],
  ];

  it.each(rows)('%s', (name, firing, quiet, outcome, changes = {}) => {
    const fired = decideOn({ [name]: firing }, policyWith(changes));
    expect(readingOf(fired.rules, name).state).toBe('fired');
    expect(fired.outcome).toBe(outcome);
    // Beside data about today, without which nothing is healthy.
    const calm = decideOn({ days_since_data: [0], [name]: quiet }, policyWith(changes));
    expect(readingOf(calm.rules, name).state).toBe('ok');
    expect(calm.outcome).toBe('healthy');
  });

  it('two technical rules at once fire scheduled_retraining a day before either does alone', () => {
    const two = decideOn({ rmse: [0.96], ndcg_at_10: [0.1], precision_at_10: [0.1] });
    expect(readingOf(two.rules, 'rmse').state).toBe('pending');
    expect(readingOf(two.rules, 'scheduled_retraining')).toMatchObject({
      state: 'fired',
      value: 2,
      limit: 2,
    });
    expect(two.outcome).toBe('scheduled');
    const one = decideOn({ rmse: [0.96], ndcg_at_10: [0.2], precision_at_10: [0.1] });
    expect(readingOf(one.rules, 'scheduled_retraining')).toMatchObject({ state: 'ok', value: 1 });
    expect(one.outcome).toBe('healthy');
    const alone = decideOn({ rmse: [0.96] });
    expect(readingOf(alone.rules, 'scheduled_retraining').state).toBe('no-data');
  });
});

describe('limits', () => {
  it('are still healthy themselves: only strictly beyond is past', () => {
    // 0.34 × 0.85 is a little more than 0.289 in floating point.
    expect(
      readingOf(decideOn({ click_through_rate: times(7, 0.289) }).rules, 'click_through_rate'),
    ).toMatchObject({
      state: 'ok',
      limit: 0.289,
      margin: 0,
    });
    expect(
      readingOf(decideOn({ click_through_rate: times(7, 0.2889) }).rules, 'click_through_rate').state,
    ).toBe('fired');
  });

  it('of an interval rule are passed only by the whole interval', () => {
    const wide = reading(0.1, { low: 0.02, high: 0.17 });
    const { rules } = decideOn({ session_duration_lift: [wide] });
    expect(readingOf(rules, 'session_duration_lift')).toMatchObject({ state: 'ok', held_days: 0 });
    expect(readingOf(rules, 'session_duration_lift').sentence).toContain('chance may explain it');
  });

  it('need a baseline that is not 0', () => {
    const { rules } = decideOn({ new_user_share: [...times(40, 0), 0.2] });
    const found = readingOf(rules, 'new_user_share');
    expect(found).toMatchObject({ state: 'no-data', baseline: 0, limit: null, margin: null });
    expect(found.sentence).toContain('baseline is 0');
  });

  it('lie below a negative baseline where below is worse', () => {
    const policy = policyWith({ rules: { session_duration_lift: { baseline: -0.1 } } });
    const found = readingOf(
      decideOn({ session_duration_lift: [-0.11] }, policy).rules,
      'session_duration_lift',
    );
    expect(found.limit).toBe(-0.12);
    expect(found.state).toBe('ok');
  });

  it('against the usual need a week of history and are not moved by one wild day', () => {
    const short = decideOn({ interaction_volume: [...times(6, 1000), ...times(7, 100)] });
    expect(readingOf(short.rules, 'interaction_volume').state).toBe('no-data');
    const wild = decideOn({ interaction_volume: [...times(20, 1000), 90_000, ...times(20, 1000)] });
    expect(readingOf(wild.rules, 'interaction_volume')).toMatchObject({ state: 'ok', baseline: 1000 });
  });
});

describe('days held', () => {
  const held = (days: Told) => readingOf(decideOn({ click_through_rate: days }).rules, 'click_through_rate');

  it.each<[string, Told, number, string]>([
    ['six days are not seven', [0.34, ...times(6, 0.2)], 6, 'pending'],
    ['seven are', [0.34, ...times(7, 0.2)], 7, 'fired'],
    ['one healthy day begins the count anew', [...times(6, 0.2), 0.34, 0.2], 1, 'pending'],
    ['a healthy day today ends it', [...times(9, 0.2), 0.34], 0, 'ok'],
    ['a missing day neither breaks it', [...times(4, 0.2), null, null, ...times(3, 0.2)], 7, 'fired'],
    ['nor extends it', [0.34, ...times(5, 0.2), null, 0.2], 6, 'pending'],
    ['nor does a missing today', [0.34, ...times(7, 0.2), null], 7, 'fired'],
  ])('%s', (_, days, count, state) => {
    expect(held(days)).toMatchObject({ held_days: count, state });
  });

  it('step over a day with too few samples, such as half a day', () => {
    const half = reading(0.1, { samples: 50, people: 5 });
    expect(held([0.34, ...times(6, 0.2), half])).toMatchObject({
      held_days: 6,
      state: 'pending',
      value: 0.2,
    });
    expect(held([...times(8, 0.34), half])).toMatchObject({ state: 'ok', value: 0.34 });
  });
});

describe('too little data', () => {
  it('is never healthy: when no rule can say anything, a person should look', () => {
    const decision = decideOn({});
    expect(decision.outcome).toBe('investigate');
    expect(decision.why).toContain('silence is not health');
    expect(decision.rules.every(({ state }) => state === 'no-data' || state === 'off')).toBe(true);
  });

  it('is told with what was found and what is needed', () => {
    const found = readingOf(
      decideOn({ click_through_rate: [reading(0.1, { samples: 50, people: 1 })] }).rules,
      'click_through_rate',
    );
    expect(found).toMatchObject({ state: 'no-data', value: 0.1, samples: 50 });
    expect(found.sentence).toBe(
      'Click-through rate cannot be judged: 50 impressions from 1 person on 2026-06-30, where 200 from 20 people are needed.',
    );
  });

  it('is a day of many people who were shown next to nothing', () => {
    const thin = reading(0.1, { samples: 199, people: 100 });
    expect(
      readingOf(decideOn({ click_through_rate: times(9, thin) }).rules, 'click_through_rate').state,
    ).toBe('no-data');
    const enough = reading(0.1, { samples: 200, people: 20 });
    expect(
      readingOf(decideOn({ click_through_rate: times(9, enough) }).rules, 'click_through_rate').state,
    ).toBe('fired');
  });

  it('is what a click rate made by one person is, however many clicks', () => {
    const bot = reading(0.05, { samples: 100_000, people: 1, low: 0, high: 0.9 });
    expect(readingOf(decideOn({ click_through_rate: times(9, bot) }).rules, 'click_through_rate').state).toBe(
      'no-data',
    );
  });

  it('is a reading older than stale_after_days', () => {
    const fresh = decideOn({ click_through_rate: [0.34, ...times(7, null)] });
    expect(readingOf(fresh.rules, 'click_through_rate')).toMatchObject({
      state: 'ok',
      measured_on: '2026-06-23',
    });
    expect(readingOf(fresh.rules, 'click_through_rate').sentence).toContain('was, on 2026-06-23,');
    const stale = decideOn({ click_through_rate: [0.34, ...times(8, null)] });
    expect(readingOf(stale.rules, 'click_through_rate').state).toBe('no-data');
  });

  it('is a champion without a figure under the protocol it is scored by now', () => {
    for (const metrics of [[], [{ protocol: 'another', values: { ndcg_at_10: 0.2 } }]]) {
      const decision = decideOn({ ndcg_at_10: times(3, 0.01) }, policyOf(), {
        champion: { run: 'run_a', metrics },
      });
      expect(readingOf(decision.rules, 'ndcg_at_10')).toMatchObject({ state: 'no-data', baseline: null });
      expect(readingOf(decision.rules, 'ndcg_at_10').sentence).toContain('under the protocol');
    }
  });
});

describe('the outcome', () => {
  const critical = { click_through_rate: times(7, 0.1) };
  const scheduled = { rmse: times(2, 2) };
  const investigate = { days_since_data: [9] };

  it('is the most severe rule that fired', () => {
    expect(decideOn({ ...investigate, ...scheduled, ...critical }).outcome).toBe('critical');
    expect(decideOn({ ...investigate, ...scheduled }).outcome).toBe('scheduled');
    expect(decideOn({ ...investigate, click_through_rate: [0.34] }).outcome).toBe('investigate');
    expect(decideOn({ ...investigate, ...critical }).why).toContain('Fired as well: Age of the data.');
  });

  it('is not moved by a rule that is switched off or pending', () => {
    const off = decideOn(critical, policyWith({ rules: { click_through_rate: { enabled: false } } }));
    expect(readingOf(off.rules, 'click_through_rate').state).toBe('off');
    expect(off.outcome).toBe('investigate');
    const pending = decideOn({ click_through_rate: times(6, 0.1) });
    expect(pending.outcome).toBe('healthy');
    expect(pending.why).toContain('not for long enough: Click-through rate.');
  });

  it('without a champion is scheduled, and says that it is the first training', () => {
    const facts = factsOf({}, { run: null });
    const decision = decide(facts, policyOf(), { champion: null, hold: null, asOf: AS_OF });
    expect(decision).toMatchObject({ outcome: 'scheduled', champion: null });
    expect(decision.why).toContain('first training');
  });

  it('stands under a hold, which forbids acting on it and says so', () => {
    const hold = { run: 'run_a', reason: 'The new lists were empty.', since: '2026-06-20T08:00:00.000Z' };
    const decision = decideOn(critical, policyOf(), { hold });
    expect(decision.outcome).toBe('critical');
    expect(decision.why).toContain('A hold on run_a since 2026-06-20 forbids retraining');
    expect(mayRetrain(decision)).toBe(false);
    expect(mayRetrain(decideOn(critical))).toBe(true);
    expect(mayRetrain(decideOn(investigate))).toBe(false);
  });
});

describe('decide', () => {
  it('can decide any past day of the facts again', () => {
    const told = { click_through_rate: [...times(8, 0.1), ...times(3, 0.34)] };
    expect(decideOn(told).outcome).toBe('healthy');
    const past = decideOn(told, policyOf(), { asOf: '2026-06-27' });
    expect(past).toMatchObject({ outcome: 'critical', as_of: '2026-06-27' });
    expect(readingOf(past.rules, 'click_through_rate').trend.at(-1)?.day).toBe('2026-06-27');
  });

  it('leaves facts and policy as they were and gives plain data', () => {
    const [facts, policy] = [factsOf({ click_through_rate: times(7, 0.1) }), policyOf()];
    const before = JSON.stringify([facts, policy]);
    const decision = decide(facts, policy, context);
    expect(JSON.stringify([facts, policy])).toBe(before);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
  });

  it('names the feature that drifted most', () => {
    const facts = factsOf({ feature_drift: [0.2] });
    const samples = { training: 1000, recent: 5000 };
    const beside = { population_stability: 0, jensen_shannon: 0, kolmogorov_smirnov: null };
    const part = (name: string, value: number) => ({ name, value, low: null, high: null, samples, beside });
    facts.facts.feature_drift.parts = [part('rating', 0.01), part('genre', 0.2)];
    const { sentence } = readingOf(decide(facts, policyOf(), context).rules, 'feature_drift');
    expect(sentence).toMatch(/^Feature drift, largest in genre, is 0\.200 nats/);
  });

  it('refuses facts about another champion, and a day the facts do not reach', () => {
    expect(() => decide(factsOf({}), policyOf(), { ...context, champion: null })).toThrow(RangeError);
    expect(() => decide(factsOf({}), policyOf(), { ...context, asOf: '2026-07-01' })).toThrow(RangeError);
  });

  it('shows the trend of all runs where the rule reads the current one only', () => {
    const facts = factsOf({ click_through_rate: [0.34] });
    const fact = facts.facts.click_through_rate;
    fact.all_runs = fact.series.map((each) => ({ ...each, value: 1 / 3 }));
    const { trend, value } = readingOf(decide(facts, policyOf(), context).rules, 'click_through_rate');
    expect(value).toBe(0.34);
    expect(trend).toHaveLength(42);
    expect(trend[0].value).toBe(0.333333);
  });
});

/** Why a rule does not fire today, or why it cannot say: each state that is not `fired`, and every reason for it. */
describe('why not today', () => {
  type Case = [string, FactName, Told, string, Changes?, Partial<DecisionContext>?];
  const stale = times(8, null);
  const cases: Record<Exclude<RuleReading['state'], 'fired'>, Case[]> = {
    ok: [
      [
        'past the limit, but only the value',
        'session_duration_lift',
        [0.158],
        'Session duration lift is 15.8% (95% interval 14.2% to 17.4%; 5,000 sessions in the smaller arm in 14 days), below its limit of 16% (20% below 20%), but the interval is not wholly past it, so chance may explain it.',
      ],
    ],
    pending: [
      [
        'not for long enough',
        'rmse',
        [0.95],
        "RMSE is 0.9500 (95% interval 0.8550 to 1.0450; 5,000 ratings), above its limit of 0.9450 (5% above the champion's 0.9000) for 1 day in a row; it fires after 2, so not today.",
      ],
    ],
    alert: [
      [
        'past the nearer limit alone',
        'feature_drift',
        [0.09],
        'Feature drift is 0.090 nats (95% interval 0.081 nats to 0.099 nats; 5,000 interactions in 14 days), past its alert of 0.080 nats, and not past its limit of 0.100 nats for long enough.',
        { rules: { feature_drift: { alert_limit: 0.08 } } },
      ],
    ],
    quiet: [
      [
        'in its cool-down',
        'feature_drift',
        [0.12],
        'Feature drift is 0.120 nats (95% interval 0.108 nats to 0.132 nats; 5,000 interactions in 14 days), above its limit of 0.100 nats. Silent until 2026-07-04, its cool-down of 6 days since a candidate was judged on 2026-06-28.',
        {},
        { earlier: [{ as_of: '2026-06-28', spoke: [], judged: true }] },
      ],
    ],
    off: [
      [
        'switched off',
        'rmse',
        times(2, 2),
        'RMSE is switched off in thresholds.yaml.',
        { rules: { rmse: { enabled: false } } },
      ],
    ],
    'no-data': [
      [
        'no value',
        'days_since_data',
        [],
        'Age of the data cannot be judged: nothing recent enough was measured.',
      ],
      [
        'an old value',
        'click_through_rate',
        [0.2, ...stale],
        'Click-through rate cannot be judged: nothing recent enough was measured.',
      ],
      [
        'too few samples',
        'click_through_rate',
        [reading(0.1, { samples: 50, people: 30 })],
        'Click-through rate cannot be judged: 50 impressions from 30 people on 2026-06-30, where 200 from 20 people are needed.',
      ],
      [
        'no interval',
        'revenue_per_user',
        [reading(0.4, { low: null, high: null })],
        'Revenue per user cannot be judged: 5,000 active days from 500 people on 2026-06-30 are too few for an interval.',
      ],
      [
        'no past to compare with',
        'new_item_share',
        times(3, 0.2),
        'New item share cannot be judged: too few days lie before its window to say what is usual.',
      ],
      [
        'a baseline of nothing',
        'new_item_share',
        [...times(40, reading(0, { low: 0, high: 0 })), ...times(7, 0.2)],
        'New item share cannot be judged: its baseline is 0, and a share of nothing is no limit.',
      ],
      [
        'no figure of the champion',
        'ndcg_at_10',
        times(2, 0.1),
        'NDCG@10 cannot be judged: the champion has no figure of its own under the protocol it was scored by now.',
        {},
        { champion: { run: 'run_a', metrics: [] } },
      ],
    ],
  };
  const rows = Object.entries(cases).flatMap(([state, some]) =>
    some.map((each): [string, ...Case] => [state, ...each]),
  );

  it.each(rows)('%s: %s', (state, _, name, days, sentence, changes = {}, context = {}) => {
    const { rules } = decideOn({ [name]: days }, policyWith(changes), context);
    expect(readingOf(rules, name)).toMatchObject({ state, sentence });
  });

  it('no-data: no champion', () => {
    const { rules } = decide(factsOf({}, { run: null }), policyOf(), { ...context, champion: null });
    expect(readingOf(rules, 'rmse').sentence).toBe(
      'RMSE cannot be judged: nothing was measured, for there is no champion.',
    );
  });

  it.each<[string, Partial<Record<FactName, Told>>, Changes, string]>([
    [
      'ok',
      { rmse: [0.95], ndcg_at_10: [0.2] },
      {},
      'RMSE is past its limit, 1 of 2 technical rules; 2 are enough, so not today.',
    ],
    [
      'ok',
      { rmse: [0.9], ndcg_at_10: [0.2] },
      {},
      'None of 2 technical rules is past its limit; 2 at once schedule a retraining.',
    ],
    [
      'no-data',
      { rmse: [0.9] },
      {},
      'Scheduled retraining cannot be judged: 1 technical rule with data, 2 are needed.',
    ],
    ['off', {}, { combined: { enabled: false } }, 'Scheduled retraining is switched off in thresholds.yaml.'],
  ])('several at once, %s', (state, told, changes, sentence) => {
    const { rules } = decideOn(told, policyWith(changes));
    expect(readingOf(rules, 'scheduled_retraining')).toMatchObject({ state, sentence });
  });
});

describe('sentences', () => {
  it.each<[string, Partial<Record<FactName, Told>>, FactName, string]>([
    [
      'fired',
      { click_through_rate: times(7, 0.271) },
      'click_through_rate',
      'Click-through rate is 27.1% (95% interval 24.4% to 29.8%; 5,000 impressions), below its limit of 28.9% (15% below 34%) for 7 days in a row; 7 are enough.',
    ],
    [
      'pending',
      { click_through_rate: times(3, 0.271) },
      'click_through_rate',
      'Click-through rate is 27.1% (95% interval 24.4% to 29.8%; 5,000 impressions), below its limit of 28.9% (15% below 34%) for 3 days in a row; it fires after 7, so not today.',
    ],
    [
      'fine',
      { feature_drift: [0.03] },
      'feature_drift',
      'Feature drift is 0.030 nats (95% interval 0.027 nats to 0.033 nats; 5,000 interactions in 14 days), on the healthy side of its limit of 0.100 nats.',
    ],
    [
      'without people where none are asked for',
      { new_user_share: [reading(0.2, { samples: 7, people: 7 })] },
      'new_user_share',
      'New user share cannot be judged: 7 people on 2026-06-30, where 50 are needed.',
    ],
    [
      "against the champion's own figure",
      { ndcg_at_10: times(2, 0.1) },
      'ndcg_at_10',
      "NDCG@10 is 0.1000 (95% interval 0.0900 to 0.1100; 5,000 people), below its limit of 0.1840 (8% below the champion's 0.2000) for 2 days in a row; 2 are enough.",
    ],
    [
      'against the usual',
      { interaction_volume: [...times(40, 1000), ...times(7, 600)] },
      'interaction_volume',
      'Interaction volume is 600 (95% interval 540 to 660; 5,000 interactions in 7 days), below its limit of 700 (30% from the usual 1,000).',
    ],
    [
      'counted, not estimated',
      { days_since_data: [{ value: 5, samples: 1 }] },
      'days_since_data',
      'Age of the data is 5 days, above its limit of 3 days.',
    ],
  ])('%s', (_, told, name, sentence) => {
    expect(readingOf(decideOn(told).rules, name).sentence).toBe(sentence);
  });
});
