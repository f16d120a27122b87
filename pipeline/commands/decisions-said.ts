// Decisions of many days as Markdown tables for people. Pure text.

import { plural } from '../rules/figures.ts';
import type { Outcome, RetrainingDecision, RuleReading } from '../rules/outcomes.ts';

/** A row a day: who served, the outcome, and the rules that fired, called, were silenced or are on their way. */
export function everyDaySaid(decisions: readonly RetrainingDecision[]): string[] {
  return [
    '| day | served | outcome | fired | past the limit, not yet | too little data |',
    '|---|---|---|---|---|---:|',
    ...decisions.map((decision) => {
      const { as_of, champion, outcome } = decision;
      const silent = decision.rules.filter(({ state }) => state === 'no-data').length;
      const cells = [as_of, champion ?? 'none', outcome, spoken(decision), waiting(decision), String(silent)];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    tally(decisions),
  ];
}

/** Two policies over the same days: the days on which they differ, and how often each would have spoken. */
export function whatIfSaid(
  now: readonly RetrainingDecision[],
  other: readonly RetrainingDecision[],
  name: string,
): string[] {
  const differing = now.flatMap((decision, at) => {
    const [ours, theirs] = [spoken(decision), spoken(other[at])];
    if (decision.outcome === other[at].outcome && ours === theirs) return [];
    const cells = [decision.as_of, decision.outcome, ours, other[at].outcome, theirs];
    return [`| ${cells.join(' | ')} |`];
  });
  return [
    `| day | thresholds.yaml | fired | ${name} | fired |`,
    '|---|---|---|---|---|',
    ...differing,
    '',
    `${plural(differing.length, 'day')} of ${now.length} differ`,
    `thresholds.yaml: ${tally(now)}`,
    `${name}: ${tally(other)}`,
  ];
}

/** "2 critical, 40 investigate, 84 healthy; fired: click_through_rate 22, feature_drift 3" */
function tally(decisions: readonly RetrainingDecision[]): string {
  const outcomes = (['critical', 'scheduled', 'investigate', 'healthy'] as const).flatMap(
    (outcome: Outcome) => {
      const days = decisions.filter((decision) => decision.outcome === outcome).length;
      return days === 0 ? [] : [`${plural(days, 'day')} ${outcome}`];
    },
  );
  const fired = new Map<string, number>();
  for (const { rules } of decisions) {
    for (const { rule, state } of rules) if (state === 'fired') fired.set(rule, (fired.get(rule) ?? 0) + 1);
  }
  const rules = [...fired].map(([rule, days]) => `${rule} ${days}`);
  return `${outcomes.join(', ')}; days fired: ${rules.join(', ') || 'none'}`;
}

function spoken({ rules }: RetrainingDecision): string {
  const words = { fired: '', alert: ' (alert)', quiet: ' (silenced)' } as const;
  return (Object.keys(words) as (keyof typeof words)[])
    .flatMap((state) => named(rules, state).map((rule) => `${rule}${words[state]}`))
    .join(', ');
}

function waiting({ rules }: RetrainingDecision): string {
  return rules
    .filter(({ state }) => state === 'pending')
    .map(({ rule, held_days, sustained_days }) => `${rule} ${held_days} of ${sustained_days}`)
    .join(', ');
}

function named(rules: readonly RuleReading[], wanted: RuleReading['state']): string[] {
  return rules.filter(({ state }) => state === wanted).map(({ rule }) => rule);
}
