// What a played week leaves behind, as rows first and as columns to be stored. Not the storing.

import type { SessionRows } from '../data/events.ts';
import type { InteractionRows } from '../data/interactions.ts';
import type { Reaction } from './behaviour.ts';

export interface ToldRow {
  user_id: string;
  item_id: string;
  signal: Reaction['signal'];
  /** NaN unless the signal is a rating. */
  rating: number;
  timestamp: number;
}

export interface SessionRow {
  session_id: string;
  user_id: string;
  started_at: number;
  seconds: number;
  arm: string;
  run: string | null;
  shown: string[];
  clicked: string[];
  revenue: number;
}

/** What happened so far in a week that is being played. */
export interface WeekRecord {
  readonly told: ToldRow[];
  readonly sessions: SessionRow[];
}

export interface PlayedWeek {
  interactions: InteractionRows;
  sessions: SessionRows;
}

/** No row has an event id: the same pair is never told twice, so a repeat is harmless without. */
export function toColumns({ told, sessions }: WeekRecord): PlayedWeek {
  return {
    interactions: {
      user_id: told.map((row) => row.user_id),
      item_id: told.map((row) => row.item_id),
      signal: told.map((row) => row.signal),
      rating: Float64Array.from(told, (row) => row.rating),
      timestamp: Float64Array.from(told, (row) => row.timestamp),
      event_id: told.map(() => null),
    },
    sessions: {
      session_id: sessions.map((row) => row.session_id),
      user_id: sessions.map((row) => row.user_id),
      started_at: Float64Array.from(sessions, (row) => row.started_at),
      seconds: Int32Array.from(sessions, (row) => row.seconds),
      arm: sessions.map((row) => row.arm),
      run: sessions.map((row) => row.run),
      shown: sessions.map((row) => row.shown),
      clicked: sessions.map((row) => row.clicked),
      revenue: Float64Array.from(sessions, (row) => row.revenue),
    },
  };
}
