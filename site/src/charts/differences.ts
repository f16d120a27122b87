// The geometry of differences with their intervals beside "no difference", a row each. Shares of the other's figure, so that
// metrics of any size stand in one picture; turned so that right is better.

import type { Comparison } from '../data/types.ts';
import { signedShare } from '../words/format.ts';
import type { Axis } from './frame.ts';
import { APART, middleOf } from './rows.ts';
import { extent, linear, place, ticks } from './scale.ts';

export interface DifferenceRow {
  /** Middle of the row. */
  readonly y: number;
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** The most that the metric may lose; null where it is not guarded. */
  readonly allowed: number | null;
}

export interface DifferencesChart {
  /** One to each comparison; null where the other's figure is zero, of which nothing is a share. */
  readonly rows: readonly (DifferenceRow | null)[];
  /** Where nothing differs. */
  readonly zero: number;
  readonly ticks: Axis['ticks'];
}

/** @param guarded by metric, how much worse it may be, as a share */
export function differencesChart(
  comparisons: readonly Comparison[],
  guarded: Readonly<Record<string, number>>,
  width: number,
): DifferencesChart {
  const shares = comparisons.map((comparison) => sharesOf(comparison, guarded[comparison.metric] ?? null));
  const known = shares.filter((each) => each !== null);
  const domain = extent([0, ...known.flatMap(({ low, high, allowed }) => [low, high, allowed ?? 0])], 0.04);
  const x = linear(domain, [0, width]);
  const at = (value: number): number => place(x(value));
  return {
    rows: shares.map(
      (each, row) =>
        each && {
          y: middleOf(row, APART),
          point: at(each.point),
          low: at(each.low),
          high: at(each.high),
          allowed: each.allowed === null ? null : at(each.allowed),
        },
    ),
    zero: at(0),
    ticks: ticks(domain, 3).map((value) => ({ at: at(value), text: signedShare(value) })),
  };
}

function sharesOf(
  { difference, low, high, other, higher_is_better }: Comparison,
  margin: number | null,
): (Record<'point' | 'low' | 'high', number> & { allowed: number | null }) | null {
  if (other === 0) return null;
  const better = higher_is_better ? 1 : -1;
  const [point, ...ends] = [difference, low, high].map((value) => (better * value) / Math.abs(other));
  return {
    point,
    low: Math.min(...ends),
    high: Math.max(...ends),
    allowed: margin === null ? null : -margin,
  };
}
