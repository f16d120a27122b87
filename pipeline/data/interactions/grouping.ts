// Rows brought together by pair: two counting sorts, so tens of millions of rows take seconds. Not what a pair's
// rows add up to; settle.ts knows that.

import type { IdTable } from './ids.ts';
import type { RowStore } from './row-store.ts';

/** Row numbers by rank of the user, then of the item; rows of one pair stand together in the order of arrival. */
export function groupByPair(store: RowStore, users: IdTable, items: IdTable): Int32Array {
  const order = new Int32Array(store.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  // Least significant key first: each pass is stable, so the second keeps the first's order within a user.
  return sortByKey(sortByKey(order, store.item, items.ranks()), store.user, users.ranks());
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

/** Where the pair that begins at `start` ends. */
export function endOfPair(store: RowStore, order: Int32Array, start: number): number {
  const user = store.user[order[start]];
  const item = store.item[order[start]];
  let end = start + 1;
  while (end < order.length && store.user[order[end]] === user && store.item[order[end]] === item) end++;
  return end;
}

/** Rows that say what another row of their pair says, at the same instant. */
export function countRepeatsInPairs(store: RowStore, order: Int32Array): number {
  let repeats = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    end = endOfPair(store, order, start);
    if (end - start > 1) repeats += end - start - distinctRows(store, order.subarray(start, end));
  }
  return repeats;
}

function distinctRows(store: RowStore, rows: Int32Array): number {
  const contents = new Set<string>();
  for (const row of rows) contents.add(`${store.timestamp[row]} ${store.signal[row]} ${store.rating[row]}`);
  return contents.size;
}
