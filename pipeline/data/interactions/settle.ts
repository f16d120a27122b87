// Grouped rows to what counts: each pair's two registers resolved, ids that are left relabelled.

import { OPINION } from '../../serving/signals.ts';
import type { Interactions } from '../interactions.ts';
import { endOfPair } from './grouping.ts';
import type { IdTable } from './ids.ts';
import type { RowStore } from './row-store.ts';
import { RATING_CODE, SIGNALS, type Signal, UNDO_CODE } from './signals.ts';

/** A rating and an undo are no opinion. */
const OPINIONS: Readonly<Record<Signal, number>> = {
  rating: OPINION.none,
  love: OPINION.love,
  thumb_up: OPINION.thumbUp,
  thumb_down: OPINION.thumbDown,
  not_interested: OPINION.notInterested,
  undo: OPINION.none,
};

/** Which rows count. */
export interface SettleOptions {
  /** Row numbers as groupByPair gives them. */
  readonly order: Int32Array;
  /** Rows at or before this instant do not count, nor those after `until`. */
  readonly from: number;
  readonly until: number;
  /** 1 at rows that do not count whatever their instant; null = none. */
  readonly repeats: Uint8Array | null;
}

export function settle(
  store: RowStore,
  users: IdTable,
  items: IdTable,
  options: SettleOptions,
): Interactions {
  const pairs = resolvePairs(store, options);
  const user = relabel(pairs.user, users);
  const item = relabel(pairs.item, items);
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

interface Pairs {
  /** Indices of the id tables, in the order of their ranks. */
  user: Int32Array;
  item: Int32Array;
  rating: Float32Array;
  opinion: Int8Array;
  timestamp: Float64Array;
}

/** One sweep over the grouped rows. The arrays are cut to the pairs that are left with something. */
function resolvePairs(store: RowStore, options: SettleOptions): Pairs {
  const { order } = options;
  const user = new Int32Array(order.length);
  const item = new Int32Array(order.length);
  const rating = new Float32Array(order.length);
  const opinion = new Int8Array(order.length);
  const timestamp = new Float64Array(order.length);
  let pairs = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    end = endOfPair(store, order, start);
    const registers = resolveRegisters(store, start, end, options);
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

interface Registers {
  rating: number;
  opinion: number;
  /** -Infinity when nothing counts. */
  timestamp: number;
}

/** Only the newest of each kind matters, so a pair's rows need no sorting. An undo of the same instant wins. */
function resolveRegisters(
  store: RowStore,
  start: number,
  end: number,
  { order, from, until, repeats }: SettleOptions,
): Registers {
  let ratedAt = -Infinity;
  let rating = Number.NaN;
  let saidAt = -Infinity;
  let said = RATING_CODE;
  let undoneAt = -Infinity;
  for (let i = start; i < end; i++) {
    const row = order[i];
    const at = store.timestamp[row];
    const code = store.signal[row];
    if (at <= from || at > until || repeats?.[row] === 1) continue;
    if (code === UNDO_CODE) {
      undoneAt = Math.max(undoneAt, at);
    } else if (code !== RATING_CODE) {
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
    opinion: isSaid ? OPINIONS[SIGNALS[said]] : OPINION.none,
    timestamp: Math.max(isRated ? ratedAt : -Infinity, isSaid ? saidAt : -Infinity),
  };
}

/** Table indices to positions among the ids that are left, which stay sorted. */
function relabel(index: Int32Array, table: IdTable): { index: Int32Array; ids: string[] } {
  const rank = table.ranks();
  const sortedIds = table.sortedIds();
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
