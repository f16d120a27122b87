// Facts and policies for tests: a policy that differs from thresholds.yaml in what a test says, and facts whose values
// a test writes down day by day.

import { readFileSync } from 'node:fs';
import type { DayReading, FactName, Facts } from '../monitoring/facts.ts';
import { missingDay } from '../monitoring/facts.ts';
import { observationOf } from '../monitoring/history.fixture.ts';
import { observe } from '../monitoring/observe.ts';
import { observationPlan, parsePolicy } from './policy.ts';
import type { CombinedRule, MeasuredRule, Policy } from './policy-types.ts';

export const THRESHOLDS = readFileSync(new URL('../../thresholds.yaml', import.meta.url), 'utf8');

export const AS_OF = '2026-06-30';

/** The repository's own policy. */
export function policyOf(): Policy {
  return parsePolicy(THRESHOLDS, 'thresholds.yaml');
}

export interface Changes {
  rules?: Partial<Record<FactName, Partial<MeasuredRule>>>;
  combined?: Partial<CombinedRule>;
}

/** The repository's policy with some rules changed. */
export function policyWith({ rules = {}, combined = {} }: Changes): Policy {
  const policy = policyOf();
  for (const [name, changes] of Object.entries(rules)) Object.assign(policy.rules[name as FactName], changes);
  Object.assign(policy.rules.scheduled_retraining, combined);
  return policy;
}

/** A reading with enough behind it: value ± 10 % of itself. */
export function reading(value: number | null, changes: Partial<DayReading> = {}): Partial<DayReading> {
  if (value === null) return {};
  const spread = Math.abs(value) * 0.1;
  return { value, low: value - spread, high: value + spread, samples: 5000, people: 500, ...changes };
}

/** Days of a series, newest last; null is a missing day. */
export type Told = readonly (number | null | Partial<DayReading>)[];

/** Facts of a champion `run_a` up to AS_OF in which only what is told has data. */
export function factsOf(
  told: Partial<Record<FactName, Told>>,
  { run = 'run_a' as string | null, protocol = 'p1' } = {},
): Facts {
  const facts = observe(
    observationOf({
      asOf: AS_OF,
      plan: observationPlan(policyOf()),
      champion: run === null ? null : { run, trainedAt: 0, trainedUntil: 0 },
    }),
  );
  facts.facts.days_since_training.series = facts.facts.days_since_training.series.map(({ day }) =>
    missingDay(day),
  );
  facts.facts.new_feedback.series = facts.facts.new_feedback.series.map(({ day }) => missingDay(day));
  for (const [name, days] of Object.entries(told)) {
    const fact = facts.facts[name as FactName];
    const start = fact.series.length - days.length;
    days.forEach((each, i) => {
      const values = typeof each === 'object' ? (each ?? {}) : reading(each);
      fact.series[start + i] = { ...fact.series[start + i], ...values };
    });
    if (['rmse', 'precision_at_10', 'ndcg_at_10'].includes(name)) fact.protocol = protocol;
  }
  return facts;
}

/** n times the same. */
export function times<T>(n: number, value: T): T[] {
  return Array.from({ length: n }, () => value);
}
