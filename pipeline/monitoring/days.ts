// Whole UTC days as numbers, so that a window is a subtraction. Day 0 is 1970-01-01; UTC has no daylight saving.

import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { InputError, quoted } from '../errors.ts';

/** The days of a history, oldest first; `last` is as_of. */
export interface Calendar {
  readonly first: number;
  readonly last: number;
}

/** Number of the day an instant (epoch milliseconds) lies in. */
export function dayNumber(timestamp: number): number {
  return Math.floor(timestamp / DAY_MS);
}

/** YYYY-MM-DD of a day number. */
export function dayName(day: number): string {
  return dayOf(day * DAY_MS);
}

/** The newest day that has wholly passed at an instant: facts about half a day would mistake morning for a drop. */
export function lastWholeDay(now: number): string {
  return dayName(dayNumber(now) - 1);
}

/** `days` whole days up to and including `asOf`. @throws InputError when `asOf` is no day of the calendar */
export function calendarUpTo(asOf: string, days: number): Calendar {
  const start = parseDay(asOf);
  if (start === null) {
    const legal = 'Legal: a UTC day as YYYY-MM-DD.';
    throw new InputError({ place: 'as of', problem: `${quoted(asOf)} is no day of the calendar.`, legal });
  }
  const last = dayNumber(start);
  return { first: last - days + 1, last };
}

/** One value a day of the calendar, oldest first. */
export function mapDays<T>({ first, last }: Calendar, read: (day: number) => T): T[] {
  return Array.from({ length: last - first + 1 }, (_, i) => read(first + i));
}
