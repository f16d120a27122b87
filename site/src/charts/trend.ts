// The geometry of a rule's trend with its limit, and the sentence that says what it shows.

import { limitsOf } from '../data/rule-limits.ts';
import type { RuleReading } from '../data/types.ts';
import { shortDay } from '../words/format.ts';
import { inUnit } from '../words/rules.ts';
import { extent, linear, pathThrough, place } from './scale.ts';

export interface TrendChart {
  readonly path: string;
  /** Heights of the limits that fit the picture: one, or two where the value should stay within a band. */
  readonly limits: readonly number[];
  /** The part past the limit, as rectangles. */
  readonly unhealthy: readonly { y: number; height: number }[];
  readonly last: { x: number; y: number } | null;
  readonly highest: string;
  readonly lowest: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Null when there are fewer than two days to draw a line through. */
export function trendChart(rule: RuleReading, { width, height }: Size): TrendChart | null {
  const values = rule.trend.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  const limits = limitsOf(rule);
  const domain = extent([...values, ...limits], 0.08);
  const x = linear([0, rule.trend.length - 1], [0, width]);
  const y = linear(domain, [height, 0]);
  const points = rule.trend.map(({ value }, i) => (value === null ? null : { x: x(i), y: y(value) }));
  const heights = limits.map((limit) => place(y(limit)));
  return {
    path: pathThrough(points),
    limits: heights,
    unhealthy: unhealthyParts(rule.healthy_side, heights, height),
    last: points.findLast((point) => point !== null) ?? null,
    highest: inUnit(Math.max(...values), rule.unit),
    lowest: inUnit(Math.min(...values), rule.unit),
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

/** What to write at the upper limit, and where: above its line, or below it where there is no room. */
export function limitLabel(limits: readonly number[]): { text: string; y: number } | null {
  if (limits.length === 0) return null;
  const top = Math.min(...limits);
  return { text: limits.length === 1 ? 'limit' : 'limits', y: place(top < 14 ? top + 13 : top - 4) };
}

/** One sentence for people who do not see the line. */
export function trendSentence(rule: RuleReading): string {
  const known = rule.trend.filter((point): point is { day: string; value: number } => point.value !== null);
  if (known.length === 0) return 'No value has been recorded yet.';
  const [first, last] = [known[0], known[known.length - 1]];
  const values = known.map(({ value }) => value);
  const span = `From ${inUnit(first.value, rule.unit)} on ${shortDay(first.day)} to ${inUnit(last.value, rule.unit)} on ${shortDay(last.day)}`;
  return `${span}; lowest ${inUnit(Math.min(...values), rule.unit)}, highest ${inUnit(Math.max(...values), rule.unit)}.`;
}
