// What an import says of itself: plain data that the terminal renders and a test compares. Not the import.

import type { RatingScale } from '../dataset.ts';

/** Why a row was not taken. A closed list: each has a sentence in docs/import-your-data.md. */
export type RefusalReason =
  | 'line_too_long'
  | 'invalid_utf8'
  | 'broken_quotes'
  | 'wrong_columns'
  | 'bad_id'
  | 'unknown_film'
  | 'repeated_film'
  | 'bad_rating'
  | 'off_scale'
  | 'bad_time'
  | 'time_out_of_range';

/** One refused row, so that a person can look at it. */
export interface RefusedPlace {
  file: string;
  /** "line 12", "row 12", and where in it when known: "line 12, byte 4096". */
  place: string;
  value: string;
}

export interface Refusal {
  reason: RefusalReason;
  rows: number;
  /** The first few. */
  examples: RefusedPlace[];
}

/** What was read from one file: `read` = taken + refused. */
export interface FileTally {
  file: string;
  read: number;
  refused: number;
}

export type ImportFormat = 'movielens-csv' | 'movielens-1m' | 'movielens-100k' | 'csv' | 'parquet';

export interface ImportReport {
  format: ImportFormat;
  /** Name of the new set, as in data/dataset.json. */
  name: string;
  /** Base name of the path it came from. */
  source: string;
  /** True when nothing was written. */
  dry_run: boolean;
  /** True when data/ now holds this set: models of the old one are to be retired. */
  dataset_changed: boolean;
  /** The set that stood there before; null at a first import. */
  replaced: { name: string; kind: 'simulated' | 'imported' } | null;
  files: FileTally[];
  /** Interactions. `repeated` are kept rows that tell the same pair at the same instant again; the fold counts them once. */
  rows: { read: number; kept: number; refused: number; repeated: number };
  refused: Refusal[];
  /** Films in the new catalogue, and how many of them anybody has an interaction with. */
  films: number;
  films_used: number;
  films_without_year: number;
  people: number;
  /** ISO 8601, of the oldest and newest kept row. */
  from: string;
  until: string;
  rating_scale: RatingScale;
  /** Whether the scale was found in the values, because nobody stated it. */
  rating_scale_inferred: boolean;
  /** The ratings that occur, lowest first, with their rows; empty for an implicit set; the first 100 where there are more. */
  ratings: { rating: number; rows: number }[];
  licence: { text: string; file: string } | null;
  batches: number;
  /** Bytes of the new batches; 0 in a dry run. */
  bytes: number;
  /** Waiting feedback of the old set: where it was moved. */
  archived_feedback: { file: string; archived_as: string }[];
}

const EXAMPLES = 5;

/** Counts what one file's rows came to. */
export interface Tally {
  readonly file: string;
  read: number;
  refused: number;
  /** Notes a refused row; it counts as read. */
  refuse(reason: RefusalReason, place: string, value: string): void;
  refusals(): Refusal[];
}

/** @param file as shown to people. */
export function createTally(file: string): Tally {
  const byReason = new Map<RefusalReason, Refusal>();
  const tally: Tally = {
    file,
    read: 0,
    refused: 0,
    refuse(reason, place, value) {
      tally.read++;
      tally.refused++;
      const refusal = byReason.get(reason) ?? { reason, rows: 0, examples: [] };
      byReason.set(reason, refusal);
      refusal.rows++;
      if (refusal.examples.length < EXAMPLES) refusal.examples.push({ file, place, value: shorten(value) });
    },
    refusals: () => [...byReason.values()],
  };
  return tally;
}

function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}

/** Refusals of several files as one list, most rows first. */
export function mergeRefusals(tallies: readonly Tally[]): Refusal[] {
  const merged = new Map<RefusalReason, Refusal>();
  for (const { reason, rows, examples } of tallies.flatMap((tally) => tally.refusals())) {
    const into = merged.get(reason) ?? { reason, rows: 0, examples: [] };
    merged.set(reason, into);
    into.rows += rows;
    into.examples = [...into.examples, ...examples].slice(0, EXAMPLES);
  }
  return [...merged.values()].sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

/** "line 12 of ratings.csv (7.5): 3 rows off_scale", for a message or a log line. */
export function describeRefusal({ reason, rows, examples }: Refusal): string {
  const shown = examples.map(({ file, place, value }) => `${file}, ${place}: ${JSON.stringify(value)}`);
  return `${rows} × ${reason.replaceAll('_', ' ')} (${shown.join('; ')}${rows > examples.length ? '; …' : ''})`;
}
