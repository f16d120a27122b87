// Verdicts as a job summary. Text only.

import { code, prose, table } from '../../pipeline/registry/markdown.ts';
import type { Comparison, Verdict } from '../../pipeline/rules/outcomes.ts';
import { barChart, paragraphs } from '../summary.ts';

/** Markdown: the best first, with its reasons and every comparison; then the others. */
export function summary(verdicts: readonly Verdict[], best: Verdict | null): string {
  if (best === null) return '## There was no candidate to judge';
  const others = verdicts.filter((one) => one !== best);
  return paragraphs(
    `## ${best.verdict}: ${code(best.candidate)}`,
    verdictText(best),
    others.length === 0 ? '' : '### The other candidates',
    ...others.map((one) => `**${one.verdict}: ${code(one.candidate)}.** ${prose(one.reasons[0] ?? '')}`),
  );
}

/** One verdict without its heading: reasons, a row a comparison, the figures side by side. */
export function verdictText(verdict: Verdict): string {
  const { reasons, comparisons, metrics, champion } = verdict;
  const bars = ['ndcg_at_10', 'precision_at_10', 'recall_at_10', 'map_at_10'];
  return paragraphs(
    reasons.map((reason) => `- ${prose(reason)}`).join('\n'),
    table(
      ['metric', 'against', 'candidate', 'other', 'difference, 95 % interval', ''],
      comparisons.map(rowOf),
    ),
    barChart(
      champion === null ? 'Candidate' : 'Candidate, as a share of the champion',
      bars.flatMap((name) => barOf(name, metrics)),
    ),
  );
}

function barOf(name: string, { candidate, champion }: Verdict['metrics']): { name: string; value: number }[] {
  const value = candidate[name];
  const other = champion === null ? 1 : champion[name];
  return value === undefined || !other ? [] : [{ name: name.replace('_at_', '@'), value: value / other }];
}

function rowOf({ metric, opponent, candidate, other, difference, low, high, result }: Comparison): string[] {
  const sign = (value: number) => `${value > 0 ? '+' : ''}${value.toFixed(4)}`;
  const change = `${sign(difference)} (${sign(low)} to ${sign(high)})`;
  return [
    prose(metric.replace('_at_', '@')),
    opponent,
    candidate.toFixed(4),
    other.toFixed(4),
    change,
    result,
  ];
}
