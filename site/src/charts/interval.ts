// The geometry of a difference and its interval beside "no difference", one row of a table of comparisons.

import type { Comparison } from '../data/types.ts';
import { linear, place } from './scale.ts';

export interface IntervalBar {
  readonly low: number;
  readonly high: number;
  readonly point: number;
}

/** Differences as shares of the other's value, turned so that up is better. Null where the other is zero. */
function relative({ difference, low, high, other, higher_is_better }: Comparison) {
  if (other === 0) return null;
  const sign = higher_is_better ? 1 : -1;
  const ends = [low, high].map((end) => (sign * end) / Math.abs(other)).sort((a, b) => a - b);
  return { point: (sign * difference) / Math.abs(other), low: ends[0], high: ends[1] };
}

/** Half the width of the axis that holds all rows, as a share: at least 1 %, at most 50 %. */
export function intervalReach(comparisons: readonly Comparison[]): number {
  const ends = comparisons.flatMap((comparison) => {
    const shares = relative(comparison);
    return shares === null ? [] : [Math.abs(shares.low), Math.abs(shares.high)];
  });
  return Math.min(0.5, Math.max(0.01, ...ends) * 1.05);
}

/** Positions on an axis of `width` whose middle is "no difference"; what lies beyond the axis ends at its end. */
export function intervalBar(comparison: Comparison, reach: number, width: number): IntervalBar | null {
  const shares = relative(comparison);
  if (shares === null) return null;
  const x = linear([-reach, reach], [0, width]);
  const onAxis = (value: number): number => place(Math.min(width, Math.max(0, x(value))));
  return { low: onAxis(shares.low), high: onAxis(shares.high), point: onAxis(shares.point) };
}
