import { expect, it } from 'vitest';
import { countStates, inOrderOfAttention } from './rule-order.ts';
import type { RuleReading } from './types.ts';

function rule(name: string, changes: Partial<RuleReading>): RuleReading {
  return { rule: name, state: 'ok', severity: 'scheduled', margin: null, ...changes } as RuleReading;
}

const RULES = [
  rule('off', { state: 'off', margin: -5 }),
  rule('far', { margin: 0.9 }),
  rule('unknown', {}),
  rule('near', { margin: 0.01 }),
  rule('late', { state: 'fired', severity: 'investigate', margin: -9 }),
  rule('waits', { state: 'pending', margin: -0.1 }),
  rule('grave', { state: 'fired', severity: 'critical', margin: -0.1 }),
];

it('puts the loudest first, of those that fired the gravest, then the nearest to its limit', () => {
  const names = inOrderOfAttention(RULES).map(({ rule }) => rule);
  expect(names).toEqual(['grave', 'late', 'waits', 'near', 'far', 'unknown', 'off']);
});

it('counts states in the same order, and only those there are', () => {
  expect(countStates(RULES)).toEqual([
    { state: 'fired', rules: 2 },
    { state: 'pending', rules: 1 },
    { state: 'ok', rules: 3 },
    { state: 'off', rules: 1 },
  ]);
});
