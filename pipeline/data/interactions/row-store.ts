// Rows in growing typed columns: 21 bytes each, whatever their number.

export interface RowStore {
  /** Rows held. */
  readonly length: number;
  /** Columns; what lies beyond `length` is not a row. */
  readonly user: Int32Array;
  readonly item: Int32Array;
  readonly signal: Uint8Array;
  readonly rating: Float32Array;
  /** Epoch milliseconds. */
  readonly timestamp: Float64Array;
  /** Overwrites a row, or appends one where `row` is `length`. */
  set(row: number, user: number, item: number, signal: number, rating: number, timestamp: number): void;
}

const FIRST_CAPACITY = 1024;
const GROWTH = 1.5;

export function createRowStore(): RowStore {
  const store = {
    length: 0,
    user: new Int32Array(FIRST_CAPACITY),
    item: new Int32Array(FIRST_CAPACITY),
    signal: new Uint8Array(FIRST_CAPACITY),
    rating: new Float32Array(FIRST_CAPACITY),
    timestamp: new Float64Array(FIRST_CAPACITY),
    set(row: number, user: number, item: number, signal: number, rating: number, timestamp: number): void {
      if (row === store.user.length) grow(Math.ceil(row * GROWTH));
      store.user[row] = user;
      store.item[row] = item;
      store.signal[row] = signal;
      store.rating[row] = rating;
      store.timestamp[row] = timestamp;
      if (row === store.length) store.length++;
    },
  };

  function grow(capacity: number): void {
    store.user = enlarged(store.user, new Int32Array(capacity));
    store.item = enlarged(store.item, new Int32Array(capacity));
    store.signal = enlarged(store.signal, new Uint8Array(capacity));
    store.rating = enlarged(store.rating, new Float32Array(capacity));
    store.timestamp = enlarged(store.timestamp, new Float64Array(capacity));
  }

  return store;
}

function enlarged<T extends Int32Array | Uint8Array | Float32Array | Float64Array>(small: T, large: T): T {
  large.set(small);
  return large;
}
