// The stage "decide": facts and policy → one of four outcomes, with every rule's reading. Pure: any past day can be
// decided again. Trains nothing and writes nothing.

import type { Fact, FactName, Facts } from '../monitoring/facts.ts';
import { FACT_NAMES } from '../monitoring/facts.ts';
import { combinedReading } from './combined.ts';
import { type ChampionRecord, type MeasureContext, measure, nearestLimit, seriesUpTo } from './measure.ts';
import type { Outcome, RetrainingDecision, RuleReading } from './outcomes.ts';
import type { MeasuredRule, Policy } from './policy-types.ts';
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
  const rules = [...measured, combinedReading(policy.rules.scheduled_retraining, measured, asOf)];
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
  return rules.some(({ state }) => state === 'ok' || state === 'pending') ? 'healthy' : 'investigate';
}

function readRule(name: FactName, fact: Fact, policy: Policy, context: DecisionContext): RuleReading {
  const rule = policy.rules[name];
  const series = seriesUpTo(fact.series, context.asOf);
  const measureContext: MeasureContext = {
    champion: context.champion,
    staleAfterDays: policy.data_quality.stale_after_days,
  };
  const measurement = measure(rule, fact, series, measureContext);
  const { current, newest, limits, past, heldDays, baseline } = measurement;
  const state = stateOf(rule, { judged: current !== null && limits !== null, past, heldDays });
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
    healthy_side: HEALTHY_SIDE[name],
    margin: near?.margin ?? null,
    unit: fact.unit,
    window_days: rule.window_days,
    held_days: heldDays,
    sustained_days: rule.sustained_days,
    samples: shown?.samples ?? 0,
    protocol: fact.protocol,
    trend: trendOf(fact, context.asOf),
    sentence: sentenceOf({ rule, fact, measurement, state, asOf, hasChampion: champion !== null }),
  };
}

function intervalOf(reading: { low: number | null; high: number | null } | null): RuleReading['interval'] {
  if (reading === null || reading.low === null || reading.high === null) return null;
  return { low: reading.low, high: reading.high };
}

function stateOf(
  rule: MeasuredRule,
  { judged, past, heldDays }: { judged: boolean; past: boolean; heldDays: number },
): RuleReading['state'] {
  if (!rule.enabled) return 'off';
  if (!judged) return 'no-data';
  if (!past) return 'ok';
  return heldDays >= rule.sustained_days ? 'fired' : 'pending';
}

/** The recent past for the eye, whatever run served; six digits are enough for a line. */
function trendOf({ series, all_runs }: Fact, asOf: string): RuleReading['trend'] {
  return seriesUpTo(all_runs ?? series, asOf)
    .slice(-TREND_DAYS)
    .map(({ day, value }) => ({ day, value: value === null ? null : Number(value.toPrecision(6)) }));
}
