// The audience's time: whole weeks of UTC from the start day, counted from 0. No clock is read here.

import type { DatasetCard } from '../data/dataset.ts';
import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { InputError, quoted } from '../errors.ts';

/**
 * What the audience is derived from, with the catalogue; kept in data/dataset.json as `simulation`. `people` have
 * arrived by the end of `weeks`; on the first day of `shift_week`, counted from 0, part of them change taste.
 */
export type AudienceSettings = NonNullable<DatasetCard['simulation']>;

export const WEEK_MS = 7 * DAY_MS;

/** 26 whole weeks that end on Sunday 2026-11-15; taste shifts on Monday 2026-10-19. */
export const DEFAULT_SETTINGS: AudienceSettings = {
  seed: 42,
  start: '2026-05-18',
  people: 2400,
  weeks: 26,
  shift_week: 22,
};

/** The first millisecond of a week. */
export function startOfWeek({ start }: AudienceSettings, week: number): number {
  const first = parseDay(start);
  if (first === null) throw refused('start', start, 'Legal: a day of the calendar as YYYY-MM-DD.');
  return first + week * WEEK_MS;
}

/** The first day of the changed taste, YYYY-MM-DD. */
export function shiftDay(settings: AudienceSettings): string {
  return dayOf(startOfWeek(settings, settings.shift_week));
}

/**
 * The week to play next: the one after the newest session's.
 * @param newestSession start of the newest session on record, or null when there is none. Sessions tell, not
 * ratings: feedback of real people may be newer than what has been played.
 */
export function nextWeek(settings: AudienceSettings, newestSession: number | null): number {
  if (newestSession === null) return 0;
  return Math.max(0, Math.floor((newestSession - startOfWeek(settings, 0)) / WEEK_MS) + 1);
}

/** @throws InputError naming the field of data/dataset.json and what is legal. */
export function checkSettings(settings: AudienceSettings): void {
  startOfWeek(settings, 0);
  checkWhole('seed', settings.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkWhole('people', settings.people, 1, 99_999);
  checkWhole('weeks', settings.weeks, 1, 9999);
  checkWhole('shift_week', settings.shift_week, 0, 9999);
}

function checkWhole(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw refused(field, value, `Legal: a whole number from ${min} to ${max}.`);
}

function refused(field: string, value: unknown, legal: string): InputError {
  const place = `simulation.${field}`;
  return new InputError({ file: 'data/dataset.json', place, problem: `${quoted(value)} is refused.`, legal });
}
