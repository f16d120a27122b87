// The stage "decide": facts and policy → one of four outcomes, with every rule's reading. Pure: any past day can be
// decided again. Trains nothing and writes nothing.

import type { Fact, FactName, Facts } from '../monitoring/facts.ts';
import { FACT_NAMES } from '../monitoring/facts.ts';
import { combinedReading } from './combined.ts';
import {
  type ChampionRecord,
  type Limits,
  type MeasureContext,
  type Measurement,
  measure,
  nearestLimit,
  seriesUpTo,
} from './measure.ts';
import type { Outcome, RetrainingDecision, RuleReading } from './outcomes.ts';
import type { MeasuredRule, Policy } from './policy-types.ts';
import { type EarlierDecision, type Quiet, quietOn, windowOn } from './quiet.ts';
import { HEALTHY_SIDE, TREND_DAYS } from './rule-spec.ts';
import { sentenceOf } from './sentences.ts';
import { whyOf } from './why.ts';

/** What a decision needs beside facts and policy. */
export interface DecisionContext {
  /** What serves now; null before the first promotion. */
  readonly champion: ChampionRecord | null;
  readonly hold: RetrainingDecision['hold'];
  /** The last whole day to know of, YYYY-MM-DD; at most the facts' own. */
  readonly asOf: string;
  /** Decisions before, for cool-downs; none are known when left out. */
  readonly earlier?: readonly EarlierDecision[];
}

/**
 * Every rule looked at, and the most severe that fired. Without a champion the first training is due; when no rule
 * has data, a person should look: silence is never healthy. A hold changes no outcome, it forbids acting on it.
 * @throws RangeError when facts and context speak of different champions, or the facts do not reach `asOf`
 */
export function decide(facts: Facts, policy: Policy, context: DecisionContext): RetrainingDecision {
  const { champion, hold, asOf } = context;
  if (facts.champion !== (champion?.run ?? null)) {
    throw new RangeError(
      `The facts are about ${facts.champion}, the decision about ${champion?.run ?? null}`,
    );
  }
  const measured = FACT_NAMES.map((name) => readRule(name, facts.facts[name], policy, context));
  const combined = policy.rules.scheduled_retraining;
  const quiet = quietFor('scheduled_retraining', combined, policy, context);
  const rules = [...measured, combinedReading(combined, measured, asOf, quiet)];
  const outcome = outcomeOf(rules, champion);
  const why = whyOf({ outcome, rules, hasChampion: champion !== null, hold });
  return { kind: 'decision', outcome, as_of: asOf, champion: champion?.run ?? null, hold, rules, why };
}

/** Whether a decision asks for a training that nothing forbids. */
export function mayRetrain({ outcome, hold }: Pick<RetrainingDecision, 'outcome' | 'hold'>): boolean {
  return hold === null && (outcome === 'critical' || outcome === 'scheduled');
}

function outcomeOf(rules: readonly RuleReading[], champion: ChampionRecord | null): Outcome {
  if (champion === null) return 'scheduled';
  const fired = rules.filter(({ state }) => state === 'fired').map(({ severity }) => severity);
  for (const severity of ['critical', 'scheduled', 'investigate'] as const) {
    if (fired.includes(severity)) return severity;
  }
  if (rules.some(({ state }) => state === 'alert')) return 'investigate';
  return rules.some(speaksOfToday) ? 'healthy' : 'investigate';
}

/** A model's age, and a count of what came since, are known without any data about today: they are no sign of health. */
function speaksOfToday({ rule, state }: RuleReading): boolean {
  if (rule === 'days_since_training' || rule === 'new_feedback') return false;
  return SAYS_SOMETHING.includes(state);
}

const SAYS_SOMETHING: readonly RuleReading['state'][] = ['ok', 'pending', 'quiet'];

function quietFor(
  rule: string,
  { severity, cooldown_days }: Pick<MeasuredRule, 'severity' | 'cooldown_days'>,
  { maintenance }: Policy,
  { asOf, earlier = [] }: DecisionContext,
): Quiet | null {
  return quietOn({ rule, severity, cooldownDays: cooldown_days, asOf, earlier, maintenance });
}

function readRule(name: FactName, fact: Fact, policy: Policy, context: DecisionContext): RuleReading {
  const rule = policy.rules[name];
  const series = seriesUpTo(fact.series, context.asOf);
  const measureContext: MeasureContext = {
    champion: context.champion,
    staleAfterDays: policy.data_quality.stale_after_days,
    isSilenced: (day) => windowOn(policy.maintenance, day) !== null,
  };
  const measurement = measure(rule, fact, series, measureContext);
  const { current, newest, limits, heldDays, baseline, alertLimits } = measurement;
  const loud = stateOf(rule, measurement);
  // An alert calls a person, whatever its rule would do further on.
  const as = loud === 'alert' ? { ...rule, severity: 'investigate' as const } : rule;
  const quiet = loud === 'fired' || loud === 'alert' ? quietFor(name, as, policy, context) : null;
  const state = quiet === null ? loud : 'quiet';
  const shown = current ?? newest;
  const value = shown?.value ?? null;
  const near = value === null || limits === null ? null : nearestLimit(value, limits);
  const { asOf, champion } = context;
  return {
    rule: name,
    title: fact.title,
    severity: rule.severity,
    state,
    value,
    interval: intervalOf(shown),
    measured_on: shown?.day ?? null,
    baseline,
    limit: near?.limit ?? limits?.low ?? limits?.high ?? null,
    ...alertOf(alertLimits, value),
    healthy_side: HEALTHY_SIDE[name],
    margin: near?.margin ?? null,
    unit: fact.unit,
    window_days: rule.window_days,
    held_days: heldDays,
    sustained_days: rule.sustained_days,
    samples: shown?.samples ?? 0,
    protocol: fact.protocol,
    trend: trendOf(fact, context.asOf),
    sentence: sentenceOf({
      rule,
      fact,
      measurement,
      state,
      loud,
      quiet,
      asOf,
      hasChampion: champion !== null,
    }),
  };
}

function intervalOf(reading: { low: number | null; high: number | null } | null): RuleReading['interval'] {
  if (reading === null || reading.low === null || reading.high === null) return null;
  return { low: reading.low, high: reading.high };
}

function alertOf(limits: Limits | null, value: number | null): Pick<RuleReading, 'alert_limit'> {
  return limits === null || value === null ? {} : { alert_limit: nearestLimit(value, limits).limit };
}

/** What the rule says before anything silences it. */
function stateOf(
  { enabled, sustained_days }: MeasuredRule,
  { current, limits, heldDays, alertDays }: Measurement,
): RuleReading['state'] {
  if (!enabled) return 'off';
  if (current === null || limits === null) return 'no-data';
  if (heldDays >= sustained_days) return 'fired';
  if (alertDays >= sustained_days) return 'alert';
  return heldDays > 0 ? 'pending' : 'ok';
}

/** The recent past for the eye, whatever run served; six digits are enough for a line. */
function trendOf({ series, all_runs }: Fact, asOf: string): RuleReading['trend'] {
  return seriesUpTo(all_runs ?? series, asOf)
    .slice(-TREND_DAYS)
    .map(({ day, value }) => ({ day, value: value === null ? null : Number(value.toPrecision(6)) }));
}
