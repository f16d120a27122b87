// Everything people told us, read once and folded as often as asked: up to one instant, after another. Made for tens
// of millions of rows: a fold looks at numbers alone. What a fold is worth is fold.ts's definition, which this equals.

import type { InteractionRows, Interactions } from '../interactions.ts';
import { compareText } from '../order.ts';
import type { FoldOptions } from './fold.ts';
import { codeOf } from './fold.ts';
import { countRepeatsInPairs, groupByPair } from './grouping.ts';
import { createIdTable } from './ids.ts';
import { createRowStore } from './row-store.ts';
import { settle } from './settle.ts';
import { RATING_CODE } from './signals.ts';

export interface Told {
  /** Rows, repeats included. */
  readonly rows: number;
  /** The newest instant among them, epoch milliseconds; -Infinity when there are none. */
  readonly newest: number;
  /** The oldest; Infinity when there are none. */
  readonly oldest: number;
  /** Epoch milliseconds, float64 [rows]. */
  readonly timestamps: Float64Array;
  /** Rows that tell nothing new: an event again, or all but the event id as in another row. */
  countRepeats(): number;
  /** The state they add up to, as foldInteractions says. */
  fold(options?: FoldOptions): Interactions;
}

/** Rows under way: batches can be added one by one and forgotten. */
export interface Telling {
  add(rows: InteractionRows): void;
  /** Nothing may be added after this. */
  finish(): Told;
}

export function createTelling(): Telling {
  const users = createIdTable();
  const items = createIdTable();
  const store = createRowStore();
  // Of the rows that have an event id, which are few beside an imported data set: the row, and the event's number.
  const eventRows: number[] = [];
  const eventNumbers: number[] = [];
  const numberOf = new Map<string, number>();
  let newest = -Infinity;
  let oldest = Infinity;

  function add(rows: InteractionRows): void {
    for (let i = 0; i < rows.user_id.length; i++) {
      const code = codeOf(rows, i);
      const rating = code === RATING_CODE ? rows.rating[i] : Number.NaN;
      const event = rows.event_id[i];
      if (event !== null) {
        eventRows.push(store.length);
        eventNumbers.push(numberFor(event));
      }
      const user = users.indexOf(rows.user_id[i]);
      store.set(store.length, user, items.indexOf(rows.item_id[i]), code, rating, rows.timestamp[i]);
      if (rows.timestamp[i] > newest) newest = rows.timestamp[i];
      if (rows.timestamp[i] < oldest) oldest = rows.timestamp[i];
    }
  }

  function numberFor(event: string): number {
    const number = numberOf.get(event) ?? numberOf.size;
    numberOf.set(event, number);
    return number;
  }

  /** 1 at rows that repeat an event of a smaller row up to an instant; null when no event is told at all. */
  function repeatsUpTo(until: number): Uint8Array | null {
    if (eventRows.length === 0) return null;
    const repeats = new Uint8Array(store.length);
    const kept = new Int32Array(numberOf.size).fill(-1);
    eventRows.forEach((row, at) => {
      if (!(store.timestamp[row] <= until)) return;
      const earlier = kept[eventNumbers[at]];
      const smaller = earlier < 0 || isSmaller(row, earlier) ? row : earlier;
      if (earlier >= 0) repeats[smaller === row ? earlier : row] = 1;
      kept[eventNumbers[at]] = smaller;
    });
    return repeats;
  }

  function isSmaller(row: number, other: number): boolean {
    return (
      (store.timestamp[row] - store.timestamp[other] ||
        store.signal[row] - store.signal[other] ||
        compareRatings(store.rating[row], store.rating[other]) ||
        compareText(users.ids[store.user[row]], users.ids[store.user[other]]) ||
        compareText(items.ids[store.item[row]], items.ids[store.item[other]])) < 0
    );
  }

  function finish(): Told {
    let grouped: Int32Array | null = null;
    const inOrder = () => {
      grouped ??= groupByPair(store, users, items);
      return grouped;
    };
    return {
      rows: store.length,
      newest,
      oldest,
      timestamps: store.timestamp.subarray(0, store.length),
      countRepeats() {
        const repeats = repeatsUpTo(Infinity);
        const told = repeats === null ? inOrder() : inOrder().filter((row) => repeats[row] === 0);
        return store.length - told.length + countRepeatsInPairs(store, told);
      },
      fold({ from = -Infinity, until = Infinity } = {}) {
        return settle(store, users, items, { order: inOrder(), from, until, repeats: repeatsUpTo(until) });
      },
    };
  }

  return { add, finish };
}

/** NaN, which is no rating, comes first. */
function compareRatings(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
  return a - b;
}
