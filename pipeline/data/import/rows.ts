// Foreign interactions, row by row: each is kept or refused with a reason. Made for tens of millions of rows: nothing
// is kept of a row but its place in a batch and 11 to 16 bytes of fingerprint.

import { isOnScale, type RatingScale } from '../dataset.ts';
import { createIdTable } from '../interactions/ids.ts';
import type { Batcher } from './batcher.ts';
import type { InteractionColumns } from './options.ts';
import type { Field } from './records.ts';
import { createRepeatCounter } from './repeats.ts';
import type { Tally } from './report.ts';
import { createRatingCounter, type RatingCounter } from './scale.ts';
import type { Table } from './table.ts';
import { readId, readInstant, readNumber, type TimeUnit } from './values.ts';

export interface RowRules {
  /** Legal ratings; null when any finite number is. */
  scale: RatingScale | null;
  timeUnit: TimeUnit | null;
  /** Epoch milliseconds, both legal. */
  earliest: number;
  latest: number;
  /** Known films; null when every id makes one. */
  filmIds: readonly string[] | null;
}

/** What the kept rows add up to. */
export interface RowTotals {
  kept: number;
  repeated: number;
  people: number;
  /** Ids of the films somebody has an interaction with, in the order they came. */
  filmIds: readonly string[];
  /** Epoch milliseconds of the oldest and newest kept row. */
  oldest: number;
  newest: number;
  ratings: RatingCounter;
}

/**
 * Reads every row of a table into `batcher`; bad ones are noted in `tally`.
 * @param onBlock called after each block of rows, for progress.
 */
export async function readInteractions(
  table: Table,
  columns: InteractionColumns,
  rules: RowRules,
  { tally, batcher, onBlock }: { tally: Tally; batcher: Batcher; onBlock: (kept: number) => void },
): Promise<RowTotals> {
  const users = createIdTable();
  const films = createFilmTable(rules.filmIds);
  const repeats = createRepeatCounter();
  const ratings = createRatingCounter();
  const totals = { kept: 0, repeated: 0, oldest: Number.POSITIVE_INFINITY, newest: Number.NEGATIVE_INFINITY };
  const isRated = columns.rating !== null;
  const wanted = [columns.user, columns.item, columns.time];
  if (columns.rating !== null) wanted.splice(2, 0, columns.rating);
  const timeAt = wanted.length - 1;

  /** Keeps or refuses a row; true when the batch is full. */
  function take(row: readonly Field[], number: number): boolean {
    const refuse = (reason: Parameters<Tally['refuse']>[0], field: Field) => {
      tally.refuse(reason, `${table.unit} ${number}`, String(field ?? ''));
      return false;
    };
    const userId = readId(row[0]);
    if (userId === null) return refuse('bad_id', row[0]);
    const itemId = readId(row[1]);
    if (itemId === null) return refuse('bad_id', row[1]);
    const rating = isRated ? readNumber(row[2]) : Number.NaN;
    if (isRated && Number.isNaN(rating)) return refuse('bad_rating', row[2]);
    if (isRated && rules.scale !== null && !isOnScale(rating, rules.scale))
      return refuse('off_scale', row[2]);
    const timestamp = readInstant(row[timeAt], rules.timeUnit);
    if (Number.isNaN(timestamp)) return refuse('bad_time', row[timeAt]);
    if (timestamp < rules.earliest || timestamp > rules.latest)
      return refuse('time_out_of_range', row[timeAt]);
    const film = films.indexOf(itemId);
    if (film < 0) return refuse('unknown_film', itemId);
    return keep(users.indexOf(userId), film, rating, timestamp);
  }

  function keep(user: number, film: number, rating: number, timestamp: number): boolean {
    tally.read++;
    totals.kept++;
    totals.oldest = Math.min(totals.oldest, timestamp);
    totals.newest = Math.max(totals.newest, timestamp);
    if (isRated) ratings.add(rating);
    if (repeats.isRepeat(user, film, timestamp)) totals.repeated++;
    return batcher.add(users.ids[user], films.ids[film], rating, timestamp);
  }

  for await (const { rows, numbers } of table.read(wanted, tally)) {
    for (let i = 0; i < rows.length; i++) {
      if (take(rows[i], numbers[i])) await batcher.flush();
    }
    onBlock(totals.kept);
  }
  await batcher.flush();
  return { ...totals, people: users.ids.length, filmIds: films.ids, ratings };
}

interface FilmTable {
  /** Ids of the films that were asked for, by index. */
  readonly ids: readonly string[];
  /** -1 for an unknown film. */
  indexOf(id: string): number;
}

function createFilmTable(known: readonly string[] | null): FilmTable {
  const used = createIdTable();
  if (known === null) return used;
  const legal = new Set(known);
  return { ids: used.ids, indexOf: (id) => (legal.has(id) ? used.indexOf(id) : -1) };
}
