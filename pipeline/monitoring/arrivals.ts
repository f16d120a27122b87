// What arrived on each day, counted: rows, what is kept of them, who and what was new. Counts only; what is unusual is for
// activity.ts to measure and for rules/ to say.

import type { InteractionDays } from './activity.ts';
import { type Calendar, dayName, dayNumber, mapDays } from './days.ts';

/** Counts of one UTC day. */
export interface DayCounts {
  day: string;
  /** Rows told, repeats included. */
  rows: number;
  /** Pairs of person and film whose newest signal is of the day, and of them those without a rating. */
  kept: number;
  unrated: number;
  people: number;
  new_people: number;
  films: number;
  new_films: number;
  sessions: number;
}

/**
 * Every day of the calendar, oldest first; a day without anything is zeros.
 * @param told epoch milliseconds of every row; @param started of every session
 */
export function arrivalsByDay(
  days: InteractionDays,
  calendar: Calendar,
  { told, started }: { told: Float64Array; started: Float64Array },
): DayCounts[] {
  const [rows, sessions] = [countByDay(told, calendar), countByDay(started, calendar)];
  const { rating } = days.interactions;
  return mapDays(calendar, (day) => {
    const entries = days.entries.get(day) ?? [];
    const [people, films] = [seenOn(days, 'user', entries), seenOn(days, 'item', entries)];
    return {
      day: dayName(day),
      rows: rows[day - calendar.first],
      kept: entries.length,
      unrated: entries.filter((entry) => Number.isNaN(rating[entry])).length,
      people: people.size,
      new_people: newOn(days, 'user', people, day),
      films: films.size,
      new_films: newOn(days, 'item', films, day),
      sessions: sessions[day - calendar.first],
    };
  });
}

function countByDay(instants: Float64Array, { first, last }: Calendar): Int32Array {
  const counts = new Int32Array(last - first + 1);
  for (const instant of instants) {
    const day = dayNumber(instant);
    if (day >= first && day <= last) counts[day - first]++;
  }
  return counts;
}

function seenOn({ interactions }: InteractionDays, of: 'user' | 'item', entries: readonly number[]) {
  return new Set(entries.map((entry) => interactions[of][entry]));
}

function newOn({ firstSeen }: InteractionDays, of: 'user' | 'item', seen: ReadonlySet<number>, day: number) {
  let fresh = 0;
  for (const one of seen) if (firstSeen[of][one] === day) fresh++;
  return fresh;
}
