// Small invented histories for tests: sessions and interactions that do exactly what a test says. Not the embedded
// audience, and nothing random.

import { foldInteractions, type Interactions } from '../data/interactions.ts';
import { DAY_MS, parseDay } from '../data/time.ts';
import type { EngagementSessions } from './engagement.ts';
import { FACT_NAMES, type FactName } from './facts.ts';
import type { Observation, ObservationPlan } from './observe.ts';

export const FIRST_DAY = '2026-03-01';

/** YYYY-MM-DD of the nth day of the history, counted from 0. */
export function day(n: number): string {
  return new Date(instant(n)).toISOString().slice(0, 10);
}

/** Epoch milliseconds of an hour of the nth day. */
export function instant(n: number, hour = 0): number {
  return (parseDay(FIRST_DAY) ?? Number.NaN) + n * DAY_MS + (hour * DAY_MS) / 24;
}

export interface ToldSession {
  day: number;
  hour?: number;
  user: string;
  arm?: string;
  run?: string | null;
  shown?: number;
  clicks?: number;
  seconds?: number;
  revenue?: number;
}

export function sessionsOf(told: readonly ToldSession[]): EngagementSessions {
  return {
    user_id: told.map(({ user }) => user),
    started_at: Float64Array.from(told, (each) => instant(each.day, each.hour ?? 12)),
    seconds: Int32Array.from(told, ({ seconds }) => seconds ?? 60),
    arm: told.map(({ arm }) => arm ?? 'champion'),
    run: told.map(({ run, arm }) => (run !== undefined ? run : arm === 'control' ? null : 'run_a')),
    shown: told.map(({ shown = 10 }) => Array.from({ length: shown }, (_, i) => `film-${i}`)),
    clicked: told.map(({ clicks = 0 }) => Array.from({ length: clicks }, (_, i) => `film-${i}`)),
    revenue: Float64Array.from(told, ({ revenue }) => revenue ?? 0),
  };
}

export interface ToldRating {
  day: number;
  hour?: number;
  user: string;
  item: string;
  rating?: number;
}

export function interactionsOf(told: readonly ToldRating[]): Interactions {
  return foldInteractions([
    {
      user_id: told.map(({ user }) => user),
      item_id: told.map(({ item }) => item),
      // Told without a rating, it is a thumb.
      signal: told.map(({ rating }) => (Number.isNaN(rating) ? 'thumb_up' : 'rating')),
      rating: Float64Array.from(told, ({ rating }) => rating ?? 4),
      timestamp: Float64Array.from(told, (each) => instant(each.day, each.hour ?? 12)),
      event_id: told.map(() => null),
    },
  ]);
}

/** A plan with one window for every fact. */
export function planOf(windowDays: number, historyDays: number): ObservationPlan {
  const windows = Object.fromEntries(FACT_NAMES.map((name) => [name, windowDays]));
  return {
    historyDays,
    windows: windows as Record<FactName, number>,
    scopes: {
      click_through_rate: 'current_run',
      session_duration_lift: 'current_run',
      revenue_per_user: 'current_run',
    },
  };
}

/** An observation in which nothing has happened yet, but for what is told. */
export function observationOf(told: Partial<Observation>): Observation {
  return {
    asOf: day(9),
    plan: planOf(1, 10),
    sessions: sessionsOf([]),
    interactions: interactionsOf([]),
    genres: new Map(),
    figures: [],
    champion: { run: 'run_a', trainedAt: instant(0), trainedUntil: instant(0) },
    ...told,
  };
}

/** `count` sessions of as many people on a day. */
export function crowd(count: number, told: Omit<ToldSession, 'user'>): ToldSession[] {
  return Array.from({ length: count }, (_, i) => ({ user: `person-${i}`, ...told }));
}
