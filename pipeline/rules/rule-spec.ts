// What is legal under `rules:` in thresholds.yaml: which keys each rule has and what they may hold.

import { FACTS, type FactName } from '../monitoring/facts.ts';
import type { CombinedRule, MeasuredRule, TechnicalRule } from './policy-types.ts';
import { choice, days, type Field, type FieldsOf, integer, number, object, type ValueSpec } from './spec.ts';

/** Which side of its limit a rule is healthy on: the sign of `change` follows from it. */
export type HealthySide = 'above' | 'below' | 'within';

/** By fact, for every rule about one. */
export const HEALTHY_SIDE: Readonly<Record<FactName, HealthySide>> = {
  click_through_rate: 'above',
  session_duration_lift: 'above',
  revenue_per_user: 'above',
  rmse: 'below',
  precision_at_10: 'above',
  ndcg_at_10: 'above',
  interaction_volume: 'within',
  new_user_share: 'within',
  new_item_share: 'within',
  feature_drift: 'below',
  days_since_data: 'below',
  days_since_training: 'below',
  new_feedback: 'below',
};

/** The rules that `scheduled_retraining` may count. */
export const TECHNICAL_RULES: readonly TechnicalRule[] = ['rmse', 'precision_at_10', 'ndcg_at_10'];

/** Days of the recent past that a reading carries as its trend. */
export const TREND_DAYS = 42;

const FIELD = {
  enabled: {
    about: 'false switches the rule off; it stays listed.',
    value: { kind: 'boolean' },
    fallback: true,
  },
  severity: {
    about: 'What to do when it fires: retrain now, retrain, or have a person look.',
    value: choice('critical', 'scheduled', 'investigate'),
  },
  change: {
    about: 'Where the limit lies, as a share of the baseline: -0.15 is 15 % below it.',
    value: number(-1, 10),
  },
  alert_change: {
    about:
      'A nearer limit in the same terms: past it for as long, a person is called and nothing is trained.',
    value: number(-1, 10),
    fallback: null,
  },
  cooldown_days: {
    about: 'Days of quiet after it had its way: a candidate was judged, or a person was called.',
    value: integer(0, 366),
    fallback: 0,
  },
  baseline_days: {
    about: 'Days before the window whose median is the baseline `history`.',
    value: integer(7, 366),
    fallback: 28,
  },
  window_days: { about: 'Days, up to the day in question, whose data make one value.', value: days },
  sustained_days: {
    about: 'Days in a row the value must be past its limit before the rule fires.',
    value: days,
    fallback: 1,
  },
  evidence: {
    about: 'Whether the value must be past the limit, or its whole 95 % interval.',
    value: choice('value', 'interval'),
    fallback: 'value',
  },
  minimum_samples: {
    about: 'With fewer observations in the window the day says nothing.',
    value: integer(0, 1e9),
    fallback: 0,
  },
  minimum_people: {
    about: 'With fewer people behind them the day says nothing.',
    value: integer(0, 1e9),
    fallback: 0,
  },
  sessions: {
    about: 'Whose sessions count: those with lists of the run now serving, or of every run so far.',
    value: choice('current_run', 'all_runs'),
    fallback: 'current_run',
  },
} satisfies FieldsOf<MeasuredRule>;

const { enabled, severity, change, alert_change, cooldown_days } = FIELD;
const { baseline_days, window_days, sustained_days, evidence } = FIELD;
const { minimum_samples, minimum_people, sessions } = FIELD;
const counted = { minimum_samples, minimum_people };
const held = { sustained_days, evidence };

function measured(fields: FieldsOf<MeasuredRule>): ValueSpec {
  return { kind: 'object', fields: { enabled, severity, cooldown_days, ...fields } as Record<string, Field> };
}

/** About sessions: a figure of the business is the baseline. */
function engagement(min: number, max: number): ValueSpec {
  const baseline = { about: 'The figure it is held against.', value: number(min, max) };
  return measured({ baseline, change, alert_change, window_days, ...held, ...counted, sessions });
}

/** About the champion scored now: its own figure at promotion is the baseline, or a number. */
function technical(max: number): ValueSpec {
  const value = { kind: 'number-or-word', number: number(0, max), words: ['champion'] } as const;
  const about = "`champion`: the run's own figure under the same protocol when it was promoted; or a number.";
  return measured({ baseline: { about, value }, change, alert_change, ...held, ...counted });
}

/** About what arrives: the days before the window are the baseline, or a number. */
function arrival(max: number): ValueSpec {
  const value = { kind: 'number-or-word', number: number(0, max), words: ['history'] } as const;
  const about = '`history`: the median of the days before the window; or a number.';
  return measured({
    baseline: { about, value },
    baseline_days,
    change,
    alert_change,
    window_days,
    ...held,
    ...counted,
  });
}

/** A limit of its own, in the fact's unit. */
function limited(max: number, more: FieldsOf<MeasuredRule> = {}): ValueSpec {
  const limit = { about: 'Fires above this.', value: number(0, max) };
  const about = 'A nearer limit: above it a person is called and nothing is trained.';
  return measured({ limit, alert_limit: { about, value: number(0, max), fallback: null }, ...more });
}

const MEASURED: Record<FactName, ValueSpec> = {
  click_through_rate: engagement(0, 1),
  session_duration_lift: engagement(-1, 100),
  revenue_per_user: engagement(0, 1e9),
  rmse: technical(100),
  precision_at_10: technical(1),
  ndcg_at_10: technical(1),
  interaction_volume: arrival(1e9),
  new_user_share: arrival(1),
  new_item_share: arrival(1),
  feature_drift: limited(100, { window_days, ...held, ...counted }),
  days_since_data: limited(36_500),
  days_since_training: limited(36_500),
  new_feedback: limited(1e12),
};

const combined: FieldsOf<CombinedRule> = {
  enabled,
  severity,
  needs: { about: 'How many of them must be past their limits on the same day.', value: integer(1, 3) },
  of: { about: 'The technical rules that count.', value: { kind: 'choices', choices: TECHNICAL_RULES } },
  cooldown_days,
};

const measuredFields = Object.entries(MEASURED).map(([name, value]) => {
  return [name, { about: FACTS[name as FactName].about, value }] as const;
});

/** All rules, by their key in the file. */
export const RULES: Readonly<Record<string, Field>> = {
  ...Object.fromEntries(measuredFields),
  scheduled_retraining: {
    about: 'Several technical rules past their limits at once, without waiting for their sustained days.',
    value: object(combined),
  },
};
