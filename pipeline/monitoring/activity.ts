// What arrived and from whom: interactions a day, newcomers among people and films, and how old things are. From the
// folded interactions, so a repeat counts once, on the day of a pair's newest signal.

import type { Interactions } from '../data/interactions.ts';
import { type Calendar, dayName, dayNumber, mapDays } from './days.ts';
import { type DayReading, missingDay } from './facts.ts';
import { meanInterval, ratioVariance, shareInterval } from './intervals.ts';

/** The folded interactions by day: entry numbers, for the days a history needs. */
export interface InteractionDays {
  readonly interactions: Interactions;
  readonly entries: ReadonlyMap<number, readonly number[]>;
  /** Day on which each user and each item was first seen; int32 [users], int32 [items]. */
  readonly firstSeen: { readonly user: Int32Array; readonly item: Int32Array };
}

/** @param reach days before the calendar's first that windows reach back to */
export function byDay(interactions: Interactions, calendar: Calendar, reach: number): InteractionDays {
  const { user, item, timestamp, userIds, itemIds } = interactions;
  const entries = new Map<number, number[]>();
  const firstSeen = {
    user: new Int32Array(userIds.length).fill(2 ** 31 - 1),
    item: new Int32Array(itemIds.length).fill(2 ** 31 - 1),
  };
  for (let entry = 0; entry < timestamp.length; entry++) {
    const day = dayNumber(timestamp[entry]);
    if (day > calendar.last) continue;
    firstSeen.user[user[entry]] = Math.min(firstSeen.user[user[entry]], day);
    firstSeen.item[item[entry]] = Math.min(firstSeen.item[item[entry]], day);
    if (day < calendar.first - reach) continue;
    const sameDay = entries.get(day);
    if (sameDay) sameDay.push(entry);
    else entries.set(day, [entry]);
  }
  return { interactions, entries, firstSeen };
}

/** Interactions a day: the mean over the window's days that have any. */
export function interactionVolume(
  days: InteractionDays,
  calendar: Calendar,
  windowDays: number,
): DayReading[] {
  return mapDays(calendar, (day) => {
    if (!days.entries.has(day)) return missingDay(dayName(day));
    const counts = windowOf(day, windowDays).flatMap((each) => days.entries.get(each)?.length ?? []);
    const samples = counts.reduce((sum, count) => sum + count, 0);
    const value = samples / counts.length;
    const squares = counts.reduce((sum, count) => sum + (count - value) ** 2, 0);
    const interval = meanInterval(value, ratioVariance(squares, counts.length, counts.length), counts.length);
    const people = distinct(days, 'user', day, windowDays).size;
    return {
      day: dayName(day),
      value,
      low: interval.low === null ? null : Math.max(0, interval.low),
      high: interval.high,
      numerator: samples,
      denominator: counts.length,
      samples,
      people,
    };
  });
}

/** Of those active in the window, the share first seen in it. `of` is 'user' or 'item'. */
export function newcomerShare(
  days: InteractionDays,
  of: 'user' | 'item',
  calendar: Calendar,
  windowDays: number,
): DayReading[] {
  return mapDays(calendar, (day) => {
    if (!days.entries.has(day)) return missingDay(dayName(day));
    const active = distinct(days, of, day, windowDays);
    let newcomers = 0;
    for (const one of active) if (days.firstSeen[of][one] > day - windowDays) newcomers++;
    const value = newcomers / active.size;
    const variance = ratioVariance(active.size * value * (1 - value), active.size, active.size);
    const sums = { numerator: newcomers, denominator: active.size, people: active.size, variance };
    const people = of === 'user' ? active.size : distinct(days, 'user', day, windowDays).size;
    const { numerator, denominator } = sums;
    return {
      day: dayName(day),
      value,
      ...shareInterval(sums),
      numerator,
      denominator,
      samples: denominator,
      people,
    };
  });
}

/** Days from the newest of `daysWithData` to each day; missing before there was any. */
export function daysSinceData(daysWithData: Iterable<number>, calendar: Calendar): DayReading[] {
  const sorted = Int32Array.from(daysWithData).sort();
  let next = 0;
  return mapDays(calendar, (day) => {
    while (next < sorted.length && sorted[next] <= day) next++;
    return next === 0 ? missingDay(dayName(day)) : exactDay(day, day - sorted[next - 1], next);
  });
}

/** Days from the champion's training to each day; missing before it, and without a champion. */
export function daysSinceTraining(trainedAt: number | null, calendar: Calendar): DayReading[] {
  return mapDays(calendar, (day) => {
    if (trainedAt === null || day < dayNumber(trainedAt)) return missingDay(dayName(day));
    return exactDay(day, day - dayNumber(trainedAt), 1);
  });
}

/** Interactions after `trainedAt` up to the end of each day. */
export function newFeedback(
  { timestamp }: Interactions,
  trainedAt: number | null,
  calendar: Calendar,
): DayReading[] {
  const daily = new Map<number, number>();
  for (const instant of timestamp) {
    if (trainedAt === null || instant <= trainedAt) continue;
    daily.set(dayNumber(instant), (daily.get(dayNumber(instant)) ?? 0) + 1);
  }
  let total = 0;
  for (const [day, count] of daily) if (day < calendar.first) total += count;
  return mapDays(calendar, (day) => {
    if (trainedAt === null || day < dayNumber(trainedAt)) return missingDay(dayName(day));
    total += daily.get(day) ?? 0;
    return exactDay(day, total, total);
  });
}

/** A figure that was counted, not estimated: no interval, and nobody behind it to be counted. */
function exactDay(day: number, value: number, samples: number): DayReading {
  return { ...missingDay(dayName(day)), value, samples };
}

function windowOf(last: number, windowDays: number): number[] {
  return Array.from({ length: windowDays }, (_, i) => last - windowDays + 1 + i);
}

/** Entries of the window's days, oldest day first. */
export function* entriesIn(days: InteractionDays, last: number, windowDays: number): Generator<number> {
  for (const day of windowOf(last, windowDays)) yield* days.entries.get(day) ?? [];
}

function distinct(days: InteractionDays, of: 'user' | 'item', last: number, windowDays: number): Set<number> {
  const seen = new Set<number>();
  for (const entry of entriesIn(days, last, windowDays)) seen.add(days.interactions[of][entry]);
  return seen;
}
