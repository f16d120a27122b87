// The rule over rules: several technical ones past their limits on the same day. Counts readings; measures nothing.

import { listed, plural } from './figures.ts';
import type { RuleReading } from './outcomes.ts';
import type { CombinedRule } from './policy-types.ts';
import type { Quiet } from './quiet.ts';

/** Fires when at least `needs` of the rules are past their limits, fired or pending. */
export function combinedReading(
  rule: CombinedRule,
  readings: readonly RuleReading[],
  asOf: string,
  quiet: Quiet | null = null,
): RuleReading {
  const members = readings.filter(({ rule: name }) => (rule.of as string[]).includes(name));
  const judged = members.filter(({ state }) => state !== 'off' && state !== 'no-data');
  const past = judged.filter(({ held_days }) => held_days > 0);
  const fires = past.length >= rule.needs;
  // Too few judged to reach the number, and too few to rule it out: that is not healthy, it is unknown.
  const unknown = !fires && judged.length < rule.needs;
  const speaks = quiet === null ? 'fired' : 'quiet';
  const state = !rule.enabled ? 'off' : unknown ? 'no-data' : fires ? speaks : 'ok';
  return {
    rule: 'scheduled_retraining',
    title: 'Scheduled retraining',
    severity: rule.severity,
    state,
    value: judged.length === 0 ? null : past.length,
    interval: null,
    measured_on: judged.length === 0 ? null : asOf,
    baseline: null,
    limit: rule.needs,
    healthy_side: 'below',
    margin: judged.length === 0 ? null : (rule.needs - past.length) / rule.needs,
    unit: 'count',
    window_days: 1,
    held_days: fires ? 1 : 0,
    sustained_days: 1,
    samples: judged.length,
    protocol: null,
    trend: [],
    sentence: `${sentence(rule, state, judged, past)}${state === 'quiet' && quiet ? ` ${quiet.why}` : ''}`,
  };
}

function sentence(
  { needs }: CombinedRule,
  state: RuleReading['state'],
  judged: readonly RuleReading[],
  past: readonly RuleReading[],
): string {
  if (state === 'off') return 'Scheduled retraining is switched off in thresholds.yaml.';
  if (state === 'no-data') {
    return `Scheduled retraining cannot be judged: ${plural(judged.length, 'technical rule')} with data, ${needs} are needed.`;
  }
  const names = listed(past.map(({ title }) => title));
  const of = plural(judged.length, 'technical rule');
  if (past.length === 0) return `None of ${of} is past its limit; ${needs} at once schedule a retraining.`;
  const found = `${names} ${past.length === 1 ? 'is' : 'are'} past ${past.length === 1 ? 'its limit' : 'their limits'}`;
  return `${found}, ${past.length} of ${of}; ${needs} are enough${state === 'ok' ? ', so not today' : ''}.`;
}
