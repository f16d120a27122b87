// A rule's figures in words: its value, its limit and what "healthy" means for it.

import { limitsOf } from '../data/rule-limits.ts';
import type { RuleReading } from '../data/types.ts';
import { count, counted, duration, fixed, NOTHING, share, shortDay } from './format.ts';
import { SEVERITIES } from './labels.ts';

/** A figure in the rule's own unit; long enough to see it move, short enough to read. */
export function inUnit(value: number | null, unit: RuleReading['unit']): string {
  if (value === null) return NOTHING;
  switch (unit) {
    case 'share':
      return share(value, 1);
    case 'score':
      return fixed(value, 3);
    case 'stars':
      return `${fixed(value, 3)} stars`;
    case 'seconds':
      return duration(value);
    case 'currency':
      return fixed(value, 2);
    case 'count':
      return Number.isInteger(value) || Math.abs(value) >= 100 ? count(value) : fixed(value, 2);
    case 'days':
      return counted(value, 'day');
    case 'nats':
      return `${fixed(value, 3)} nats`;
  }
}

/** What a figure counts, for the name of an axis. */
const UNITS: Readonly<Record<RuleReading['unit'], string>> = {
  share: 'share',
  score: 'score from 0 to 1',
  stars: 'stars',
  seconds: 'time',
  currency: 'currency',
  count: 'count',
  days: 'days',
  nats: 'nats',
};

/** A figure beside an axis that names the unit already. */
export function onAxis(value: number, unit: RuleReading['unit']): string {
  if (unit === 'stars' || unit === 'nats') return fixed(value, 3);
  return unit === 'days' ? String(value) : inUnit(value, unit);
}

/** "at least 12.1%", "at most 0.910 stars", "between 395 and 1,185". */
export function limitInWords(rule: RuleReading): string {
  const limits = limitsOf(rule).map((limit) => inUnit(limit, rule.unit));
  if (limits.length === 0) return 'no limit';
  // The one rule that fires at its limit: so many others at once are enough.
  if (rule.rule === 'scheduled_retraining') return `fewer than ${limits[0]}`;
  if (limits.length === 2) return `between ${limits[0]} and ${limits[1]}`;
  return `${rule.healthy_side === 'above' ? 'at least' : 'at most'} ${limits[0]}`;
}

/** "12% to spare", "4% past the limit". */
export function marginInWords(margin: number): string {
  const size = share(Math.abs(margin), 1);
  return margin < 0 ? `${size} past the limit` : `${size} to spare`;
}

/** How far the value is on the healthy side, in the rule's unit; negative when past the limit. Null without either. */
function marginInUnit({ value, limit, margin, healthy_side }: RuleReading): number | null {
  if (value === null || limit === null) return null;
  if (healthy_side === 'above') return value - limit;
  if (healthy_side === 'below') return limit - value;
  return margin !== null && margin < 0 ? -Math.abs(value - limit) : Math.abs(value - limit);
}

/** A distance of two shares is in percentage points: "4.1 points" is not 4.1% of anything. */
function sizeInWords(distance: number, unit: RuleReading['unit']): string {
  return unit === 'share'
    ? `${fixed(distance * 100, distance < 0.001 ? 3 : 1)} points`
    : inUnit(distance, unit);
}

/** "0.145 nats past", "4.1 points to spare" */
export function distanceInWords(rule: RuleReading): string | null {
  const distance = marginInUnit(rule);
  if (distance === null) return null;
  return `${sizeInWords(Math.abs(distance), rule.unit)} ${distance < 0 ? 'past' : 'to spare'}`;
}

/** What is known of a rule besides its value and its limit, as names with figures; what is not known is left out. */
export function ruleFacts(rule: RuleReading): [name: string, figure: string][] {
  const { interval, unit, baseline, samples, measured_on } = rule;
  const facts: [string, string | null][] = [
    ['Baseline', baseline === null ? null : inUnit(baseline, unit)],
    ['95% interval', interval && `${inUnit(interval.low, unit)} to ${inUnit(interval.high, unit)}`],
    ['Measured on', measured_on && `${shortDay(measured_on)}, over ${counted(rule.window_days, 'day')}`],
    ['Observations', samples === 0 ? null : count(samples)],
    ['When it fires', SEVERITIES[rule.severity]],
  ];
  return facts.flatMap(([name, figure]) => (figure === null ? [] : [[name, figure]]));
}

/** The line of a rule; its parts are named, the rest is in words above. */
export const row = {
  rule: 'Rule',
  now: 'Now',
  limit: 'Limit',
  margin: 'Margin',
  trend: 'Trend',
  trendBelow: 'drawn with its limit below',
  daysPast: 'Days past it',
  daysOf: ({ limit, held_days, sustained_days }: RuleReading): string =>
    limit === null ? NOTHING : `${count(held_days)} of ${count(sustained_days)}`,
  lastFired: 'Last fired',
  neverFired: 'never on record',
  key: 'Key',
  protocol: 'Protocol',
};

/** A rule by day. */
export const trend = {
  title: ({ title }: RuleReading): string => `${title} by day`,
  columns: ['Day', 'Value'],
  axis: ({ title, unit }: RuleReading): string => `${title}, ${UNITS[unit]}`,
  limit: 'limit',
};

/** What the line of a rule shows, in one sentence. */
export function trendInWords({ trend: days, unit }: RuleReading): string {
  const known = days.filter((point): point is { day: string; value: number } => point.value !== null);
  if (known.length === 0) return 'No value has been recorded yet.';
  const [first, last] = [known[0], known[known.length - 1]];
  const values = known.map(({ value }) => value);
  const shown = (value: number): string => inUnit(value, unit);
  return `From ${shown(first.value)} on ${shortDay(first.day)} to ${shown(last.value)} on ${shortDay(last.day)}; lowest ${shown(Math.min(...values))}, highest ${shown(Math.max(...values))}.`;
}
