// How a comparison is told: "ndcg_at_10 0.1042 against 0.0981: +0.0061 (95% interval +0.0012 to +0.0110, 812 people)".

import { count } from './figures.ts';
import type { Comparison } from './outcomes.ts';

/** Figures, difference and interval of a comparison. */
export function told({ metric, candidate, other, difference, low, high, users }: Comparison): string {
  const people = users === 1 ? '1 person' : `${count(users)} people`;
  const interval = `95% interval ${signed(low)} to ${signed(high)}, ${people}`;
  return `${metric} ${candidate.toFixed(4)} against ${other.toFixed(4)}: ${signed(difference)} (${interval})`;
}

/** +0.0061, -0.0061, 0.0000 */
export function signed(value: number): string {
  const text = value.toFixed(4);
  if (Number(text) === 0) return '0.0000';
  return value > 0 ? `+${text}` : text;
}
