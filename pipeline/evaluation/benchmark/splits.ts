// Splits of folded interactions that are not by one instant: at random over all, at random within each person, and
// each person's newest. Each returns which part an entry falls into; the same data and seed give the same parts.

import { type Interactions, userPointers } from '../../data/interactions.ts';
import { createRandom } from '../../random.ts';

/** Parts of a split within each person. */
export const PART = { train: 0, valid: 1, test: 2 } as const;

/** Tenths of a person's entries that validate and that judge. */
const TENTH = 10;

/** The fold of each entry, 0 to folds − 1; uint8 [entries]. Folds differ by at most one entry. */
export function randomFolds(
  { user }: Interactions,
  { folds, seed }: { folds: number; seed: number },
): Uint8Array {
  const order = shuffled(user.length, seed, 'random-k-fold');
  const part = new Uint8Array(user.length);
  order.forEach((entry, place) => {
    part[entry] = place % folds;
  });
  return part;
}

/**
 * Of each person's entries a tenth, rounded, judges, as many validate, and the rest trains; a value of PART an entry.
 * Below five entries a person only trains.
 */
export function perUserParts(data: Interactions, { seed }: { seed: number }): Uint8Array {
  const pointers = userPointers(data);
  const random = createRandom(seed).fork('per-user-random');
  const part = new Uint8Array(data.user.length);
  for (let user = 0; user < data.userIds.length; user++) {
    const mine = Int32Array.from(
      { length: pointers[user + 1] - pointers[user] },
      (_, i) => pointers[user] + i,
    );
    shuffle(mine, random.integer);
    const each = Math.round(mine.length / TENTH);
    for (const entry of mine.subarray(0, each)) part[entry] = PART.test;
    for (const entry of mine.subarray(each, 2 * each)) part[entry] = PART.valid;
  }
  return part;
}

/** 1 for each person's newest entry, where they have two or more; of one instant the last by item. uint8 [entries] */
export function newestOfEach(data: Interactions): Uint8Array {
  const pointers = userPointers(data);
  const isLast = new Uint8Array(data.user.length);
  for (let user = 0; user < data.userIds.length; user++) {
    const [from, end] = [pointers[user], pointers[user + 1]];
    if (end - from < 2) continue;
    let newest = from;
    for (let entry = from; entry < end; entry++) {
      if (data.timestamp[entry] >= data.timestamp[newest]) newest = entry;
    }
    isLast[newest] = 1;
  }
  return isLast;
}

/** The entries that are wanted, as interactions of their own: only people and items that occur in them. */
export function takeEntries(data: Interactions, isWanted: (entry: number) => boolean): Interactions {
  const kept = Int32Array.from({ length: data.user.length }, (_, entry) => entry).filter(isWanted);
  const users = compact(data.userIds, data.user, kept);
  const items = compact(data.itemIds, data.item, kept);
  return {
    userIds: users.ids,
    itemIds: items.ids,
    user: users.rows,
    item: items.rows,
    rating: Float32Array.from(kept, (entry) => data.rating[entry]),
    opinion: Int8Array.from(kept, (entry) => data.opinion[entry]),
    timestamp: Float64Array.from(kept, (entry) => data.timestamp[entry]),
  };
}

/** Ids that the kept entries name, still sorted, and the entries in their rows. */
function compact(ids: readonly string[], rows: Int32Array, kept: Int32Array) {
  const newRow = new Int32Array(ids.length).fill(-1);
  for (const entry of kept) newRow[rows[entry]] = 0;
  const used = ids.filter((_, row) => newRow[row] === 0);
  let next = 0;
  newRow.forEach((value, row) => {
    if (value === 0) newRow[row] = next++;
  });
  return { ids: used, rows: kept.map((entry) => newRow[rows[entry]]) };
}

function shuffled(length: number, seed: number, label: string): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  shuffle(order, createRandom(seed).fork(label).integer);
  return order;
}

/** Fisher and Yates, in place. */
function shuffle(values: Int32Array, integer: (bound: number) => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = integer(last + 1);
    const kept = values[last];
    values[last] = values[other];
    values[other] = kept;
  }
}
