// The slices of a verdict as a table of a run's report. Pure.

import type { SliceComparison } from '../rules/outcomes.ts';
import { code, prose, table } from './markdown.ts';

/** Nothing where no slice was looked at. */
export function sliceSection(head: SliceComparison['head'], slices: readonly SliceComparison[]): string[] {
  const own = slices.filter((slice) => slice.head === head);
  if (own.length === 0) return [];
  const opponent = own[0].opponent === 'champion' ? 'Champion' : 'Floor';
  const rows = own.map(({ slice, about, metric, users, candidate, other, ...rest }) => [
    `${code(slice)}: ${prose(about)}`,
    String(users),
    code(metric),
    candidate.toFixed(4),
    other.toFixed(4),
    differenceOf(rest),
  ]);
  return [
    '### Slices',
    'Some people, and some films, by themselves. With many slices one or the other differs by luck; intervals are 95 % over people.',
    table(['Slice', 'People', 'Metric', 'Candidate', opponent, 'Difference'], rows),
  ];
}

function differenceOf({
  difference,
  low,
  high,
  result,
}: Pick<SliceComparison, 'difference' | 'low' | 'high' | 'result'>): string {
  const interval = low === null || high === null ? '' : ` [${signed(low)}, ${signed(high)}]`;
  return `${signed(difference)}${interval} ${result}`;
}

/** A difference with four decimals and its sign; what rounds to nothing has none. */
export function signed(value: number): string {
  const text = value.toFixed(4);
  if (Number(text) === 0) return '0.0000';
  return value > 0 ? `+${text}` : text;
}
