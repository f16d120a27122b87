// The geometry of a metric of many runs over time: a line a protocol, a whisker a run, the champion marked. Never a line
// from one protocol to another.

import { shortDay } from '../words/format.ts';
import { day } from '../words/run-history.ts';
import type { Axis, Plot } from './frame.ts';
import { extent, linear, pathThrough, place, ticks } from './scale.ts';

export interface JudgedPoint {
  readonly run: string;
  /** ISO 8601. */
  readonly at: string;
  readonly value: number;
  /** Place of the protocol among all. */
  readonly protocol: number;
  readonly isChampion: boolean;
  /** Against the champion of its day, on the same ground; null where it was not held against one, or nobody knows. */
  readonly duel: { readonly other: number; readonly low: number; readonly high: number } | null;
}

export interface PlacedPoint {
  readonly point: JudgedPoint;
  readonly x: number;
  readonly y: number;
  /** The champion's figure, and the ends of the whisker: its figure and the interval of the difference. */
  readonly duel: { readonly other: number; readonly low: number; readonly high: number } | null;
}

export interface RunHistoryChart {
  /** In the order of the runs in time. */
  readonly points: readonly PlacedPoint[];
  readonly lines: readonly { readonly protocol: number; readonly path: string }[];
  readonly x: Axis;
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
}

/** @param judged in any order. @returns null where there is nothing to draw. */
export function runHistoryChart(
  judged: readonly JudgedPoint[],
  { width, height }: Plot,
): RunHistoryChart | null {
  if (judged.length === 0) return null;
  const sorted = judged.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.run < b.run ? -1 : 1));
  const times = sorted.map(({ at }) => Date.parse(at));
  const x = linear([times[0], times[times.length - 1]], [INSET, width - INSET]);
  const values = sorted.flatMap(({ value, duel }) =>
    duel === null ? [value] : [value, duel.other, duel.other + duel.low, duel.other + duel.high],
  );
  const domain = extent(values, 0.08);
  const y = linear(domain, [height, 0]);
  const points = sorted.map((point, n) => ({
    point,
    x: place(x(times[n])),
    y: place(y(point.value)),
    duel: point.duel && {
      other: place(y(point.duel.other)),
      low: place(y(point.duel.other + point.duel.low)),
      high: place(y(point.duel.other + point.duel.high)),
    },
  }));
  const protocols = [...new Set(sorted.map(({ protocol }) => protocol))].sort((a, b) => a - b);
  const ends = times[0] === times[times.length - 1] ? [points[0]] : [points[0], points[points.length - 1]];
  return {
    points,
    lines: protocols.map((protocol) => ({
      protocol,
      path: pathThrough(points.filter(({ point }) => point.protocol === protocol)),
    })),
    x: { name: day, ticks: ends.map(({ x: at, point }) => ({ at, text: shortDay(point.at) })) },
    yTicks: ticks(domain, 4).map((value) => ({ value, y: place(y(value)) })),
  };
}

/** Room for a mark at either end. */
const INSET = 8;

/** The outline of a protocol's mark around a point, so that colour is never the only difference. */
export function markPath(protocol: number, x: number, y: number, size: number): string {
  const s = place(size);
  const shapes = [
    `M${x - s} ${y}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0`,
    `M${x - s} ${y - s}h${2 * s}v${2 * s}h${-2 * s}z`,
    `M${x} ${place(y - 1.3 * s)}l${place(1.3 * s)} ${place(1.3 * s)}l${place(-1.3 * s)} ${place(1.3 * s)}l${place(-1.3 * s)} ${place(-1.3 * s)}z`,
    `M${x} ${place(y - 1.2 * s)}l${place(1.2 * s)} ${place(2.2 * s)}h${place(-2.4 * s)}z`,
  ];
  return shapes[protocol % shapes.length];
}
