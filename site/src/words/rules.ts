// A rule's figures in words: its value, its limit and what "healthy" means for it.

import type { RuleReading } from '#pipeline/rules/outcomes.ts';
import { limitsOf } from '../data/rule-limits.ts';
import { count, counted, duration, fixed, NOTHING, share } from './format.ts';

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

/** "at least 12.1%", "at most 0.910 stars", "between 395 and 1,185". */
export function limitInWords(rule: RuleReading): string {
  const limits = limitsOf(rule).map((limit) => inUnit(limit, rule.unit));
  if (limits.length === 0) return 'no limit';
  if (limits.length === 2) return `between ${limits[0]} and ${limits[1]}`;
  return `${rule.healthy_side === 'above' ? 'at least' : 'at most'} ${limits[0]}`;
}

/** "12% to spare", "4% past the limit". */
export function marginInWords(margin: number | null): string {
  if (margin === null) return NOTHING;
  const size = share(Math.abs(margin), 1);
  return margin < 0 ? `${size} past the limit` : `${size} to spare`;
}

/** "2 of 3 days" */
export const heldInWords = ({ held_days, sustained_days }: RuleReading): string =>
  `${count(held_days)} of ${counted(sustained_days, 'day')}`;
