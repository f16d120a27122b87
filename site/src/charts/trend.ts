// The geometry of a rule's trend with its limit, and the sentence that says what it shows.

import { limitsOf } from '../data/rule-limits.ts';
import type { RuleReading } from '../data/types.ts';
import { shortDay } from '../words/format.ts';
import { inUnit, onAxis, UNITS } from '../words/rules.ts';
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
      name: 'Day',
      ticks: [0, rule.trend.length - 1].map((i) => ({ at: place(x(i)), text: shortDay(rule.trend[i].day) })),
    },
    y: {
      name: `${rule.title}, ${UNITS[rule.unit]}`,
      ticks: (rule.unit === 'seconds' ? timeTicks : ticks)(domain, 3).map((value) => ({
        at: place(y(value)),
        text: onAxis(value, rule.unit),
      })),
    },
    limits: heights.map((at) => ({ at, text: at === Math.min(...heights) ? 'limit' : '' })),
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

/** One sentence that says what the line shows. */
export function trendSentence(rule: RuleReading): string {
  const known = rule.trend.filter((point): point is { day: string; value: number } => point.value !== null);
  if (known.length === 0) return 'No value has been recorded yet.';
  const [first, last] = [known[0], known[known.length - 1]];
  const values = known.map(({ value }) => value);
  const span = `From ${inUnit(first.value, rule.unit)} on ${shortDay(first.day)} to ${inUnit(last.value, rule.unit)} on ${shortDay(last.day)}`;
  return `${span}; lowest ${inUnit(Math.min(...values), rule.unit)}, highest ${inUnit(Math.max(...values), rule.unit)}.`;
}
