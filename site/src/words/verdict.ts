// What judged a run: slices of people and of films, and runs that lost before.

import { counted, listed, signed } from './format.ts';

/** Heads of columns. */
export const columns = {
  run: 'Run',
  slice: 'Slice',
  result: 'Result',
  metric: 'Metric',
  candidate: 'Candidate',
  champion: 'Champion',
  floor: 'Floor',
  difference: 'Difference',
  interval: '95% interval',
  people: 'People',
} as const;

export const interval = ({ low, high }: { low: number; high: number }): string =>
  `${signed(low, 4)} to ${signed(high, 4)}`;

export const slices = {
  title: 'Slices',
  /** Of the results: what got worse comes first. */
  order: ['worse', 'better', 'no difference shown', 'too few people'],
  /** @param results how many slices came to what: "worse in 2" */
  lead: (results: readonly string[]): string =>
    `Some people, and some films, by themselves: ${listed(results)}. With many slices one or the other differs by luck; intervals are 95% over people.`,
  result: (result: string, number: number): string => `${result} in ${number}`,
  worse: 'Slices that are worse',
  all: 'All slices',
  allOf: (number: number): string => (number === 1 ? 'The slice' : `All ${counted(number, 'slice')}`),
} as const;

export const challengers = {
  title: 'Challengers',
  lead: 'Earlier runs scored again on this ground. One that had learned from what judges is flattered by it.',
  table: 'Figures of challengers',
  against: 'This run against it',
  seen: 'Had seen of what judges',
  nobodyPaired: 'nobody could be paired',
  difference: (comparison: { difference: number; low: number; high: number }): string =>
    `${signed(comparison.difference, 4)} (${interval(comparison)})`,
};
