// What an interaction is, as it is stored and as it counts. Not where batches lie (batches.ts) and not what a
// signal is worth to a model (serving/signals.ts).

import { createFold, type FoldOptions } from './interactions/fold.ts';
import type { Signal } from './interactions/signals.ts';
import { createTelling, type Told } from './interactions/told.ts';

export { createFold, type Fold, type FoldOptions } from './interactions/fold.ts';
export { isSignal, SIGNALS, type Signal } from './interactions/signals.ts';
export { createTelling, type Told } from './interactions/told.ts';

/** Rows as they were told, column by column; all columns are equally long. */
export interface InteractionRows {
  user_id: string[];
  item_id: string[];
  signal: Signal[];
  /** NaN unless the signal is `rating`. */
  rating: Float64Array;
  /** Epoch milliseconds. */
  timestamp: Float64Array;
  /** Makes a repeat of the same event harmless; null where the source has none. */
  event_id: (string | null)[];
}

/**
 * What counts: one entry a (user, item) pair, sorted by user, then item. A pair of which everything was undone
 * is not there, and neither is a user or an item without a pair.
 */
export interface Interactions {
  /** Sorted by code unit; `user` counts in them. */
  readonly userIds: readonly string[];
  /** Sorted by code unit; only items that occur. */
  readonly itemIds: readonly string[];
  /** int32 [pairs] */
  readonly user: Int32Array;
  /** int32 [pairs] */
  readonly item: Int32Array;
  /** float32 [pairs]; NaN = not rated. */
  readonly rating: Float32Array;
  /** int8 [pairs]: 0 none, 1 thumb_up, 2 love, -1 thumb_down, -2 not_interested. */
  readonly opinion: Int8Array;
  /** float64 [pairs], epoch milliseconds of the newest signal that counts. */
  readonly timestamp: Float64Array;
}

/**
 * The state that batches add up to. Order-free and idempotent: the same rows in any order, split over any batches
 * and any number of times, give the same answer.
 *
 * A pair has two registers, its rating and its opinion; the newest signal of each counts, and an undo clears what
 * both held before it. Signals of one instant are ordered as in `SIGNALS`, ratings of one instant by size.
 */
export function foldInteractions(batches: ToldRows, options: FoldOptions = {}): Interactions {
  if ('fold' in batches) return batches.fold(options);
  const fold = createFold(options);
  for (const rows of batches) fold.add(rows);
  return fold.finish();
}

/** Rows as they come from batches, or read once for several folds. */
export type ToldRows = Iterable<InteractionRows> | Told;

/** The same rows for several folds: read once, by numbers alone after that. */
export function tellAll(batches: Iterable<InteractionRows>): Told {
  const telling = createTelling();
  for (const rows of batches) telling.add(rows);
  return telling.finish();
}

/** Where each user's pairs begin: int32 [users + 1]; user u has the pairs [pointers[u], pointers[u + 1]). */
export function userPointers({ userIds, user }: Pick<Interactions, 'userIds' | 'user'>): Int32Array {
  const pointers = new Int32Array(userIds.length + 1);
  for (let pair = 0; pair < user.length; pair++) pointers[user[pair] + 1]++;
  for (let u = 0; u < userIds.length; u++) pointers[u + 1] += pointers[u];
  return pointers;
}

/** Rows one after the other. */
export function joinRows(parts: readonly InteractionRows[]): InteractionRows {
  return {
    user_id: parts.flatMap((part) => part.user_id),
    item_id: parts.flatMap((part) => part.item_id),
    signal: parts.flatMap((part) => part.signal),
    rating: joinNumbers(parts.map((part) => part.rating)),
    timestamp: joinNumbers(parts.map((part) => part.timestamp)),
    event_id: parts.flatMap((part) => part.event_id),
  };
}

function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** The rows at these positions, in this order. */
export function takeRows(rows: InteractionRows, positions: ArrayLike<number>): InteractionRows {
  const take = <T>(values: ArrayLike<T>) => Array.from(positions, (position) => values[position]);
  return {
    user_id: take(rows.user_id),
    item_id: take(rows.item_id),
    signal: take(rows.signal),
    rating: Float64Array.from(positions, (position) => rows.rating[position]),
    timestamp: Float64Array.from(positions, (position) => rows.timestamp[position]),
    event_id: take(rows.event_id),
  };
}
