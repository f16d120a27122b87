// The order in which rules want attention: by state, then by how near they are to their limit.

import { STATE_ORDER } from '../words/labels.ts';
import type { RuleReading } from './types.ts';

const SEVEREST = ['critical', 'scheduled', 'investigate'];

/** Loudest first; of equals the more severe, then the one with the least margin. What has no margin comes last. */
export function inOrderOfAttention(rules: readonly RuleReading[]): RuleReading[] {
  const keys = (rule: RuleReading) => [
    STATE_ORDER.indexOf(rule.state),
    rule.state === 'fired' ? SEVEREST.indexOf(rule.severity) : 0,
    rule.margin ?? Number.MAX_VALUE,
  ];
  return rules
    .map((rule) => ({ rule, key: keys(rule) }))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
    .map(({ rule }) => rule);
}

/** How many rules are in each state, in the same order; states without any are left out. */
export function countStates(rules: readonly RuleReading[]): { state: RuleReading['state']; rules: number }[] {
  return STATE_ORDER.map((state) => ({
    state,
    rules: rules.filter((rule) => rule.state === state).length,
  })).filter((each) => each.rules > 0);
}
