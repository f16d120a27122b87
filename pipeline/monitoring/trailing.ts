// Sums by person over a trailing window, for every day of a history: the one place where windows are walked. Gets
// rows that name a day and a person, and knows nothing of what they mean.

import { type Calendar, mapDays } from './days.ts';
import { type PeopleSums, ratioVariance } from './intervals.ts';

/** What one row adds: 3 clicks of 10 impressions by a person on a day. */
export interface DailyRow {
  /** Day number. */
  readonly day: number;
  readonly user: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** No person counts for more than this share of what a window holds: a bot may look at everything and moves little. */
const MOST_INFLUENCE = 0.05;
/** With fewer people than this everybody is above that share, and nothing is evened out. */
const FEWEST_TO_EVEN_OUT = 1 / MOST_INFLUENCE;

interface PersonSums {
  numerator: number;
  denominator: number;
}

/** The rows of a day by person, numbered in order of appearance. */
export interface DailyPeople {
  readonly people: number;
  readonly days: ReadonlyMap<number, ReadonlyMap<number, PersonSums>>;
}

/** Adds rows up by day and person. */
export function byDayAndPerson(rows: Iterable<DailyRow>): DailyPeople {
  const numbers = new Map<string, number>();
  const days = new Map<number, Map<number, PersonSums>>();
  for (const { day, user, numerator, denominator } of rows) {
    const person = numbers.get(user) ?? numbers.size;
    numbers.set(user, person);
    const people = days.get(day) ?? new Map<number, PersonSums>();
    days.set(day, people);
    const before = people.get(person) ?? { numerator: 0, denominator: 0 };
    people.set(person, {
      numerator: before.numerator + numerator,
      denominator: before.denominator + denominator,
    });
  }
  return { people: numbers.size, days };
}

/** Every person's denominator of a day becomes 1: quotients are then by person and active day. */
export function perActiveDay(daily: DailyPeople): DailyPeople {
  const days = new Map(
    [...daily.days].map(([day, people]) => [
      day,
      new Map([...people].map(([person, { numerator }]) => [person, { numerator, denominator: 1 }])),
    ]),
  );
  return { people: daily.people, days };
}

/**
 * For every day of the calendar the sums over the `windowDays` up to it, people apart; null for a day that has no
 * rows of its own, even when days before it have: a day without data is missing, not a repeat of yesterday.
 */
export function trailingSums(
  daily: DailyPeople,
  calendar: Calendar,
  windowDays: number,
): (PeopleSums | null)[] {
  const scratch = {
    numerator: new Float64Array(daily.people),
    denominator: new Float64Array(daily.people),
  };
  return mapDays(calendar, (day) =>
    daily.days.has(day) ? windowSums(daily, day, windowDays, scratch) : null,
  );
}

function windowSums(
  { days }: DailyPeople,
  last: number,
  windowDays: number,
  { numerator, denominator }: { numerator: Float64Array; denominator: Float64Array },
): PeopleSums {
  const touched: number[] = [];
  for (let day = last - windowDays + 1; day <= last; day++) {
    for (const [person, sums] of days.get(day) ?? []) {
      if (denominator[person] === 0) touched.push(person);
      numerator[person] += sums.numerator;
      denominator[person] += sums.denominator;
    }
  }
  evenOut(touched, numerator, denominator);
  const total = { numerator: 0, denominator: 0 };
  for (const person of touched) {
    total.numerator += numerator[person];
    total.denominator += denominator[person];
  }
  const share = total.numerator / total.denominator;
  let squares = 0;
  for (const person of touched) {
    squares += (numerator[person] - share * denominator[person]) ** 2;
    numerator[person] = 0;
    denominator[person] = 0;
  }
  const people = touched.length;
  return { ...total, people, variance: ratioVariance(squares, total.denominator, people) };
}

/** Whoever has more than their share is scaled down to it, so that their own quotient stays what it was. */
function evenOut(people: readonly number[], numerator: Float64Array, denominator: Float64Array): void {
  const most = largestAllowed(people.map((person) => denominator[person]));
  for (const person of people) {
    if (denominator[person] <= most) continue;
    numerator[person] *= most / denominator[person];
    denominator[person] = most;
  }
}

/** The largest size that is within the share once all larger ones are cut to it. */
function largestAllowed(sizes: number[]): number {
  if (sizes.length < FEWEST_TO_EVEN_OUT) return Number.POSITIVE_INFINITY;
  let rest = sizes.reduce((sum, size) => sum + size, 0);
  const sorted = sizes.sort((a, b) => b - a);
  for (let cut = 0; cut < FEWEST_TO_EVEN_OUT; cut++) {
    const most = (MOST_INFLUENCE * rest) / (1 - MOST_INFLUENCE * cut);
    // A share of exactly a twentieth is within it, whatever rounding says.
    if (sorted[cut] <= most * (1 + 1e-12)) return Math.max(most, sorted[cut]);
    rest -= sorted[cut];
  }
  return sorted[sorted.length - 1];
}
