// The steps of a replay as instants: whole days, weeks, months, quarters or years of UTC that cover the data on record.

import { DAY_MS } from '../../data/time.ts';

export const STEPS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];

/** Days of the longest step of a kind. */
export const STEP_DAYS: Readonly<Record<Step, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
};

const MONTHS: Readonly<Partial<Record<Step, number>>> = { month: 1, quarter: 3, year: 12 };

/**
 * First milliseconds of every step that the interval touches, and of the one after the last. Weeks begin on Monday, the
 * others as the calendar has them.
 * @param first epoch milliseconds of the oldest data, @param last of the newest
 */
export function stepInstants(step: Step, first: number, last: number): number[] {
  const instants = [startOf(step, first)];
  while (instants[instants.length - 1] <= last) instants.push(next(step, instants[instants.length - 1]));
  return instants;
}

function startOf(step: Step, instant: number): number {
  const day = Math.floor(instant / DAY_MS);
  // Day 0 was a Thursday.
  if (step === 'day' || step === 'week') return (step === 'day' ? day : day - ((day + 3) % 7)) * DAY_MS;
  const date = new Date(instant);
  const months = MONTHS[step] ?? 1;
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months);
}

function next(step: Step, instant: number): number {
  const months = MONTHS[step];
  if (months === undefined) return instant + STEP_DAYS[step] * DAY_MS;
  const date = new Date(instant);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
}
