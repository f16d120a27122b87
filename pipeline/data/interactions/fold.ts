// The fold behind `foldInteractions`, made for tens of millions of rows: typed columns, two counting sorts and one
// sweep, no object a row. Not a validator: batches.ts has checked what comes from files.

import { OPINION } from '../../serving/signals.ts';
import type { InteractionRows, Interactions, Signal } from '../interactions.ts';
import { compareText } from '../order.ts';
import { createIdTable, type IdTable } from './ids.ts';
import { createRowStore, type RowStore } from './row-store.ts';

export interface FoldOptions {
  /** Rows at or before this instant are left out; epoch milliseconds. */
  from?: number;
  /** Rows after this instant are left out. */
  until?: number;
}

/** A fold under way: batches can be added one by one and forgotten. */
export interface Fold {
  add(rows: InteractionRows): void;
  /** The state so far. Call it once, at the end. */
  finish(): Interactions;
}

/** A signal's place in SIGNALS. */
const CODES: Readonly<Record<Signal, number>> = {
  rating: 0,
  love: 1,
  thumb_up: 2,
  thumb_down: 3,
  not_interested: 4,
  undo: 5,
};
const RATING = CODES.rating;
const UNDO = CODES.undo;
/** By code; a rating and an undo are no opinion. */
const OPINIONS = [
  OPINION.none,
  OPINION.love,
  OPINION.thumbUp,
  OPINION.thumbDown,
  OPINION.notInterested,
  OPINION.none,
];

/**
 * `until` is applied before repeats of an event are told apart, `from` after: so a fold up to an instant knows
 * nothing of what came later, and a repeat that arrives later cannot bring an old event into a newer window.
 */
export function createFold({ from = -Infinity, until = Infinity }: FoldOptions = {}): Fold {
  const users = createIdTable();
  const items = createIdTable();
  const store = createRowStore();
  const rowOfEvent = new Map<string, number>();

  function add(rows: InteractionRows): void {
    for (let i = 0; i < rows.user_id.length; i++) {
      const timestamp = rows.timestamp[i];
      if (!(timestamp <= until)) continue;
      const event = rows.event_id[i];
      if (event !== null) addEvent(rows, i, event);
      else if (timestamp > from) put(rows, i, store.length);
    }
  }

  /** Of the rows with one event id the smallest counts, so it does not matter which was read first. */
  function addEvent(rows: InteractionRows, i: number, event: string): void {
    const earlier = rowOfEvent.get(event);
    if (earlier === undefined) {
      rowOfEvent.set(event, store.length);
      put(rows, i, store.length);
    } else if (isSmaller(rows, i, earlier)) {
      put(rows, i, earlier);
    }
  }

  function isSmaller(rows: InteractionRows, i: number, row: number): boolean {
    return (
      (rows.timestamp[i] - store.timestamp[row] ||
        codeOf(rows, i) - store.signal[row] ||
        compareRatings(rows.rating[i], store.rating[row]) ||
        compareText(rows.user_id[i], users.ids[store.user[row]]) ||
        compareText(rows.item_id[i], items.ids[store.item[row]])) < 0
    );
  }

  function put(rows: InteractionRows, i: number, row: number): void {
    const code = codeOf(rows, i);
    const user = users.indexOf(rows.user_id[i]);
    const item = items.indexOf(rows.item_id[i]);
    store.set(row, user, item, code, code === RATING ? rows.rating[i] : Number.NaN, rows.timestamp[i]);
  }

  return { add, finish: () => settle(store, users, items, from) };
}

function codeOf(rows: InteractionRows, i: number): number {
  const code = CODES[rows.signal[i]];
  if (code === undefined || (code === RATING && !Number.isFinite(rows.rating[i]))) {
    throw new RangeError(`row ${i + 1}: signal ${rows.signal[i]} with rating ${rows.rating[i]}`);
  }
  return code;
}

/** NaN, which is no rating, comes first. The store holds float32. */
function compareRatings(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
  return Math.fround(a) - b;
}

/** Rows grouped by pair, then each pair's registers resolved. */
function settle(store: RowStore, users: IdTable, items: IdTable, from: number): Interactions {
  const userRank = users.ranks();
  const itemRank = items.ranks();
  let order: Int32Array = new Int32Array(store.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  // Least significant key first: each pass is stable, so the second keeps the first's order within a user.
  order = sortByKey(order, store.item, itemRank);
  order = sortByKey(order, store.user, userRank);
  const pairs = resolvePairs(store, order, from);
  const user = relabel(pairs.user, userRank, users.sortedIds());
  const item = relabel(pairs.item, itemRank, items.sortedIds());
  return {
    userIds: user.ids,
    itemIds: item.ids,
    user: user.index,
    item: item.index,
    rating: pairs.rating,
    opinion: pairs.opinion,
    timestamp: pairs.timestamp,
  };
}

/** Counting sort of `order` by rank[key[row]]. */
function sortByKey(order: Int32Array, key: Int32Array, rank: Int32Array): Int32Array {
  const next = new Int32Array(rank.length + 1);
  for (let i = 0; i < order.length; i++) next[rank[key[order[i]]] + 1]++;
  for (let r = 0; r < rank.length; r++) next[r + 1] += next[r];
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[next[rank[key[order[i]]]]++] = order[i];
  return sorted;
}

interface Pairs {
  /** Indices of the id tables, in the order of their ranks. */
  user: Int32Array;
  item: Int32Array;
  rating: Float32Array;
  opinion: Int8Array;
  timestamp: Float64Array;
}

/** One sweep over the grouped rows. The arrays are cut to the pairs that are left with something. */
function resolvePairs(store: RowStore, order: Int32Array, from: number): Pairs {
  const user = new Int32Array(order.length);
  const item = new Int32Array(order.length);
  const rating = new Float32Array(order.length);
  const opinion = new Int8Array(order.length);
  const timestamp = new Float64Array(order.length);
  let pairs = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    end = endOfPair(store, order, start);
    const registers = resolveRegisters(store, order, start, end, from);
    if (registers.timestamp === -Infinity) continue;
    user[pairs] = store.user[order[start]];
    item[pairs] = store.item[order[start]];
    rating[pairs] = registers.rating;
    opinion[pairs] = registers.opinion;
    timestamp[pairs] = registers.timestamp;
    pairs++;
  }
  const isWhole = pairs === order.length;
  return isWhole
    ? { user, item, rating, opinion, timestamp }
    : {
        user: user.slice(0, pairs),
        item: item.slice(0, pairs),
        rating: rating.slice(0, pairs),
        opinion: opinion.slice(0, pairs),
        timestamp: timestamp.slice(0, pairs),
      };
}

function endOfPair(store: RowStore, order: Int32Array, start: number): number {
  const user = store.user[order[start]];
  const item = store.item[order[start]];
  let end = start + 1;
  while (end < order.length && store.user[order[end]] === user && store.item[order[end]] === item) end++;
  return end;
}

interface Registers {
  rating: number;
  opinion: number;
  /** -Infinity when nothing counts. */
  timestamp: number;
}

/** Only the newest of each kind matters, so a pair's rows need no sorting. An undo of the same instant wins. */
function resolveRegisters(
  store: RowStore,
  order: Int32Array,
  start: number,
  end: number,
  from: number,
): Registers {
  let ratedAt = -Infinity;
  let rating = Number.NaN;
  let saidAt = -Infinity;
  let said = RATING;
  let undoneAt = -Infinity;
  for (let i = start; i < end; i++) {
    const row = order[i];
    const at = store.timestamp[row];
    const code = store.signal[row];
    if (at <= from) continue;
    if (code === UNDO) {
      undoneAt = Math.max(undoneAt, at);
    } else if (code !== RATING) {
      if (at > saidAt || (at === saidAt && code > said)) {
        saidAt = at;
        said = code;
      }
    } else if (at > ratedAt || (at === ratedAt && store.rating[row] > rating)) {
      ratedAt = at;
      rating = store.rating[row];
    }
  }
  const isRated = ratedAt > undoneAt;
  const isSaid = saidAt > undoneAt;
  return {
    rating: isRated ? rating : Number.NaN,
    opinion: isSaid ? OPINIONS[said] : OPINION.none,
    timestamp: Math.max(isRated ? ratedAt : -Infinity, isSaid ? saidAt : -Infinity),
  };
}

/** Table indices to positions among the ids that are left, which stay sorted. */
function relabel(
  index: Int32Array,
  rank: Int32Array,
  sortedIds: readonly string[],
): { index: Int32Array; ids: string[] } {
  const occurs = new Uint8Array(sortedIds.length);
  for (let pair = 0; pair < index.length; pair++) occurs[rank[index[pair]]] = 1;
  const position = new Int32Array(sortedIds.length);
  const ids: string[] = [];
  for (let r = 0; r < sortedIds.length; r++) {
    position[r] = ids.length;
    if (occurs[r] === 1) ids.push(sortedIds[r]);
  }
  return { index: index.map((id) => position[rank[id]]), ids };
}
