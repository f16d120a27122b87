// The fold behind `foldInteractions`, made for tens of millions of rows: typed columns, no object a row. Here rows
// come in and repeats of an event are recognised; settle.ts resolves them. Not a validator: batches.ts has checked
// what comes from files.

import type { InteractionRows, Interactions } from '../interactions.ts';
import { compareText } from '../order.ts';
import { groupByPair } from './grouping.ts';
import { createIdTable } from './ids.ts';
import { createRowStore } from './row-store.ts';
import { settle } from './settle.ts';
import { RATING_CODE, signalCode } from './signals.ts';

export interface FoldOptions {
  /** Rows at or before this instant are left out; epoch milliseconds. */
  from?: number;
  /** Rows after this instant are left out. */
  until?: number;
}

/** A fold under way: batches can be added one by one and forgotten. */
export interface Fold {
  add(rows: InteractionRows): void;
  /** The state so far. */
  finish(): Interactions;
}

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
      return;
    }
    if (isSmaller(rows, i, earlier)) put(rows, i, earlier);
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
    store.set(row, user, item, code, code === RATING_CODE ? rows.rating[i] : Number.NaN, rows.timestamp[i]);
  }

  return {
    add,
    finish: () =>
      settle(store, users, items, { order: groupByPair(store, users, items), from, until, repeats: null }),
  };
}

/** The number of a row's signal. @throws RangeError for one that is none, and a rating without a number. */
export function codeOf(rows: InteractionRows, i: number): number {
  const code = signalCode(rows.signal[i]);
  if (code === undefined || (code === RATING_CODE && !Number.isFinite(rows.rating[i]))) {
    throw new RangeError(`row ${i + 1}: signal ${rows.signal[i]} with rating ${rows.rating[i]}`);
  }
  return code;
}

/** NaN, which is no rating, comes first. The store holds float32. */
function compareRatings(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
  return Math.fround(a) - b;
}
