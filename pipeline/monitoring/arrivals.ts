// What arrived on each day, counted: rows, what is kept of them, who and what was new. Counts only; what is unusual is for
// activity.ts to measure and for rules/ to say.

import type { InteractionDays } from './activity.ts';
import { type Calendar, dayName, dayNumber, mapDays } from './days.ts';

/** What arrived on a day. */
export interface DayCounts {
  /** YYYY-MM-DD (UTC). */
  day: string;
  /** Rows of interactions told that day, repeats included. */
  rows: number;
  /** Pairs of person and film whose newest signal is of that day: what counts. */
  kept: number;
  /** Of the kept ones, those without a rating. */
  unrated: number;
  /** People active that day, and of them those never seen before; films alike. */
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
  const [countPeople, countFilms] = [counterOf(days, 'user'), counterOf(days, 'item')];
  return mapDays(calendar, (day) => {
    const entries = days.entries.get(day) ?? [];
    const [people, films] = [countPeople(entries, day), countFilms(entries, day)];
    return {
      day: dayName(day),
      rows: rows[day - calendar.first],
      kept: entries.length,
      unrated: entries.filter((entry) => Number.isNaN(rating[entry])).length,
      people: people.active,
      new_people: people.fresh,
      films: films.active,
      new_films: films.fresh,
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

/** Counts distinct people or films of a day at a time; days in any order. */
function counterOf({ interactions, firstSeen }: InteractionDays, of: 'user' | 'item') {
  const seenOn = new Int32Array(firstSeen[of].length).fill(-(2 ** 31));
  return (entries: readonly number[], day: number): { active: number; fresh: number } => {
    let [active, fresh] = [0, 0];
    for (const entry of entries) {
      const one = interactions[of][entry];
      if (seenOn[one] === day) continue;
      seenOn[one] = day;
      active++;
      if (firstSeen[of][one] === day) fresh++;
    }
    return { active, fresh };
  };
}
