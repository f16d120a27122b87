// Collects accepted rows into batches of a set size and hands full ones on. Holds one batch at a time.

import type { InteractionRows, Signal } from '../interactions.ts';

export interface Batcher {
  /** Takes a row; true when the batch is full, and `flush` must be awaited before the next row. */
  add(userId: string, itemId: string, rating: number, timestamp: number): boolean;
  /** Hands on what there is, if anything. */
  flush(): Promise<void>;
}

/** @param signal what every row is: a rating, or a thumb_up (then ratings are NaN). */
export function createBatcher(
  signal: Signal,
  batchRows: number,
  write: (rows: InteractionRows) => Promise<void>,
): Batcher {
  let users: string[] = [];
  let items: string[] = [];
  let ratings = new Float64Array(batchRows);
  let timestamps = new Float64Array(batchRows);

  async function flush(): Promise<void> {
    const rows = users.length;
    if (rows === 0) return;
    const batch: InteractionRows = {
      user_id: users,
      item_id: items,
      signal: new Array<Signal>(rows).fill(signal),
      rating: ratings.subarray(0, rows),
      timestamp: timestamps.subarray(0, rows),
      event_id: new Array<null>(rows).fill(null),
    };
    users = [];
    items = [];
    ratings = new Float64Array(batchRows);
    timestamps = new Float64Array(batchRows);
    await write(batch);
  }

  return {
    flush,
    add(userId, itemId, rating, timestamp) {
      ratings[users.length] = rating;
      timestamps[users.length] = timestamp;
      users.push(userId);
      items.push(itemId);
      return users.length === batchRows;
    },
  };
}
