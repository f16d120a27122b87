// Engagement: what people did with the lists they were shown. From sessions alone; not a comparison of the arms with
// a significance test (experiments/ does that), only the daily figures the rules watch.

import type { SessionRows } from '../data/events.ts';
import { type Calendar, dayName, dayNumber, mapDays } from './days.ts';
import type { DayReading, SessionScope } from './facts.ts';
import { missingDay } from './facts.ts';
import { liftInterval, meanInterval, type PeopleSums, shareInterval } from './intervals.ts';
import { byDayAndPerson, type DailyPeople, perActiveDay, trailingSums } from './trailing.ts';

/** The columns of sessions that are read; each session once (`foldSessions`). */
export type EngagementSessions = Pick<
  SessionRows,
  'user_id' | 'started_at' | 'seconds' | 'arm' | 'run' | 'shown' | 'clicked' | 'revenue'
>;

/** What an engagement fact is asked of, and for whom. */
export interface EngagementQuestion {
  readonly sessions: EngagementSessions;
  readonly calendar: Calendar;
  readonly windowDays: number;
  readonly scope: SessionScope;
  /** The run now serving; with null and the scope `current_run` nobody speaks. */
  readonly run: string | null;
}

/** Clicks by impressions in the champion arm. A click on a film that was not in the list is no click on the list. */
export function clickThroughRate(question: EngagementQuestion): DayReading[] {
  const { sessions } = question;
  const rows = championRows(question).map((row) => {
    const shown = new Set(sessions.shown[row]);
    const clicked = new Set(sessions.clicked[row].filter((item) => shown.has(item)));
    return rowOf(sessions, row, clicked.size, shown.size);
  });
  const listed = rows.filter(({ denominator }) => denominator > 0);
  return readings(question, byDayAndPerson(listed), (sums) => shareInterval(sums));
}

/**
 * Revenue by person and active day in the champion arm. By active day, not by window: a run that has served for a
 * week can then be held against a projection without waiting a month.
 */
export function revenuePerUser(question: EngagementQuestion): DayReading[] {
  const { sessions } = question;
  const rows = championRows(question).map((row) => rowOf(sessions, row, sessions.revenue[row], 1));
  return readings(question, perActiveDay(byDayAndPerson(rows)), (sums) =>
    meanInterval(sums.numerator / sums.denominator, sums.variance, sums.people),
  );
}

/**
 * Mean seconds of a session in the champion arm by that of the control arm, minus 1. Control sessions from before
 * the first session of the champion arm in question are left out: they lived through other days.
 */
export function sessionDurationLift(question: EngagementQuestion): DayReading[] {
  const { sessions, calendar, windowDays } = question;
  const champion = championRows(question);
  const since = champion.reduce(
    (first, row) => Math.min(first, dayNumber(sessions.started_at[row])),
    Infinity,
  );
  const control = rowsWhere(
    sessions,
    (row) => sessions.arm[row] === 'control' && dayNumber(sessions.started_at[row]) >= since,
  );
  const [served, compared] = [champion, control].map((rows) =>
    trailingSums(
      byDayAndPerson(rows.map((row) => rowOf(sessions, row, sessions.seconds[row], 1))),
      calendar,
      windowDays,
    ),
  );
  return mapDays(calendar, (day) => {
    const at = day - calendar.first;
    return liftReading(dayName(day), served[at], compared[at]);
  });
}

function liftReading(day: string, served: PeopleSums | null, compared: PeopleSums | null): DayReading {
  if (served === null || compared === null) return missingDay(day);
  const { value, low, high } = liftInterval(served, compared);
  if (value === null) return missingDay(day);
  const numerator = served.numerator / served.denominator;
  const denominator = compared.numerator / compared.denominator;
  // The smaller arm limits what can be said, so it is the one that is counted.
  const samples = Math.min(served.denominator, compared.denominator);
  const people = Math.min(served.people, compared.people);
  return { day, value, low, high, numerator, denominator, samples, people };
}

function readings(
  { calendar, windowDays }: EngagementQuestion,
  daily: DailyPeople,
  interval: (sums: PeopleSums) => { low: number | null; high: number | null },
): DayReading[] {
  return trailingSums(daily, calendar, windowDays).map((sums, at) => {
    const day = dayName(calendar.first + at);
    if (sums === null) return missingDay(day);
    const { numerator, denominator, people } = sums;
    const value = numerator / denominator;
    return { day, value, ...interval(sums), numerator, denominator, samples: denominator, people };
  });
}

function championRows({ sessions, scope, run }: EngagementQuestion): number[] {
  return rowsWhere(
    sessions,
    (row) =>
      sessions.arm[row] === 'champion' &&
      (scope === 'all_runs' || (run !== null && sessions.run[row] === run)),
  );
}

function rowsWhere({ user_id }: EngagementSessions, passes: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < user_id.length; row++) if (passes(row)) rows.push(row);
  return rows;
}

function rowOf(
  { user_id, started_at }: EngagementSessions,
  row: number,
  numerator: number,
  denominator: number,
) {
  return { day: dayNumber(started_at[row]), user: user_id[row], numerator, denominator };
}
