// The geometry of a rule's trend with its limit. What it shows is said in words/rules.ts.

import { limitsOf } from '../data/rule-limits.ts';
import type { RuleReading } from '../data/types.ts';
import { shortDay } from '../words/format.ts';
import { onAxis, trend as words } from '../words/rules.ts';

import type { Axis, Limit, Plot } from './frame.ts';
import { extent, linear, pathThrough, place, ticks, timeTicks } from './scale.ts';

export interface TrendChart {
  readonly path: string;
  readonly x: Axis;
  readonly y: Axis;
  /** The limits that fit the picture: one, or two where the value should stay within a band. */
  readonly limits: readonly Limit[];
  /** The part past the limit, as rectangles. */
  readonly unhealthy: readonly { y: number; height: number }[];
  /** A day each; null on a day without a value. */
  readonly points: readonly ({ x: number; y: number } | null)[];
  readonly last: { x: number; y: number } | null;
}

/** Null when there are fewer than two days to draw a line through. */
export function trendChart(rule: RuleReading, { width, height }: Plot): TrendChart | null {
  const values = rule.trend.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  const limits = limitsOf(rule);
  const domain = extent([...values, ...limits], 0.08);
  const x = linear([0, rule.trend.length - 1], [0, width]);
  const y = linear(domain, [height, 0]);
  const points = rule.trend.map(({ value }, i) =>
    value === null ? null : { x: place(x(i)), y: place(y(value)) },
  );
  const heights = limits.map((limit) => place(y(limit)));
  return {
    path: pathThrough(points),
    x: {
      name: words.columns[0],
      ticks: [0, rule.trend.length - 1].map((i) => ({ at: place(x(i)), text: shortDay(rule.trend[i].day) })),
    },
    y: {
      name: words.axis(rule),
      ticks: (rule.unit === 'seconds' ? timeTicks : ticks)(domain, 3).map((value) => ({
        at: place(y(value)),
        text: onAxis(value, rule.unit),
      })),
    },
    limits: heights.map((at) => ({ at, text: at === Math.min(...heights) ? words.limit : '' })),
    unhealthy: unhealthyParts(rule.healthy_side, heights, height),
    points,
    last: points.findLast((point) => point !== null) ?? null,
  };
}

function unhealthyParts(side: RuleReading['healthy_side'], limits: readonly number[], height: number) {
  if (limits.length === 0) return [];
  const [lowest, highest] = [Math.max(...limits), Math.min(...limits)];
  const below = { y: lowest, height: place(height - lowest) };
  const above = { y: 0, height: highest };
  if (side === 'above') return [below];
  return side === 'below' || limits.length === 1 ? [above] : [above, below];
}
