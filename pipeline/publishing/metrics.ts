// What was measured over time: each score of a run with its protocol and ground, and the value of each rule by day. Read
// from the record alone; nothing is measured here.

import type { StoredDecision } from '../registry/decisions.ts';
import type { RetrainingDecision, Verdict } from '../rules/outcomes.ts';
import type { MetricScore, MetricsFile, RuleHistory } from './contract.ts';

/** @param decisions newest first, as they are on record. */
export function metricsHistory(decisions: readonly StoredDecision[]): MetricsFile {
  const rules = new Map<string, RuleHistory>();
  const days = new Map<string, Map<string, number | null>>();
  for (const { id, record } of decisions) {
    if (record.kind === 'decision') addDecision(rules, days, id, record);
  }
  return {
    format: 1,
    scores: decisions.flatMap(({ id, at, record }) =>
      record.kind === 'verdict' ? scoresOf(id, new Date(at).toISOString(), record) : [],
    ),
    rules: [...rules.values()].map((rule) => ({
      ...rule,
      days: [...(days.get(rule.rule) ?? [])]
        .map(([day, value]) => ({ day, value }))
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
    })),
  };
}

/** Everything that a verdict scored, all on one ground. */
function scoresOf(decision: string, at: string, verdict: Verdict): MetricScore[] {
  const { protocols, ground_sha256, metrics, candidate, champion, challengers = [] } = verdict;
  const shared = { at, decision, as_of: verdict.as_of, protocols, ground_sha256 };
  const scored: Pick<MetricScore, 'role' | 'run' | 'values'>[] = [
    { role: 'candidate', run: candidate, values: metrics.candidate },
    ...challengers.map(({ run, metrics: values }) => ({ role: 'challenger' as const, run, values })),
    ...(metrics.champion ? [{ role: 'champion' as const, run: champion, values: metrics.champion }] : []),
    { role: 'floor', run: null, values: metrics.floor },
  ];
  return scored.map((score) => ({ ...shared, ...score }));
}

/** The newest decision comes first, and what it says of a day stands. */
function addDecision(
  rules: Map<string, RuleHistory>,
  days: Map<string, Map<string, number | null>>,
  decision: string,
  { as_of, rules: readings }: RetrainingDecision,
): void {
  for (const { rule, title, unit, protocol, trend, state, value, limit, samples } of readings) {
    const known = rules.get(rule) ?? { rule, title, unit, protocol, days: [], readings: [] };
    known.readings.push({ decision, as_of, state, value, limit, samples });
    rules.set(rule, known);
    const byDay = days.get(rule) ?? new Map<string, number | null>();
    for (const { day, value: ofDay } of trend) if (!byDay.has(day)) byDay.set(day, ofDay);
    days.set(rule, byDay);
  }
}
