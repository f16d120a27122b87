// Rows of a benchmark file on their way into columns. Each id is kept once, however many rows name it.

import { createIdTable } from '../../data/interactions/ids.ts';
import type { InteractionRows, Signal } from '../../data/interactions.ts';

export interface RowCollector {
  /** Whether the file tells ratings; without, each row carries 1. */
  readonly isRated: boolean;
  /** Whether it tells when; without, each row carries 0. */
  readonly hasTimes: boolean;
  /** @param time epoch milliseconds */
  add(user: string, item: string, rating: number, time: number): void;
  rows(): InteractionRows;
}

export function createRowCollector({
  isRated,
  hasTimes,
}: Pick<RowCollector, 'isRated' | 'hasTimes'>): RowCollector {
  const users = createIdTable();
  const items = createIdTable();
  const user_id: string[] = [];
  const item_id: string[] = [];
  const ratings: number[] = [];
  const times: number[] = [];
  return {
    isRated,
    hasTimes,
    add(user, item, rating, time) {
      user_id.push(users.ids[users.indexOf(user)]);
      item_id.push(items.ids[items.indexOf(item)]);
      ratings.push(rating);
      times.push(time);
    },
    rows: () => ({
      user_id,
      item_id,
      signal: new Array<Signal>(user_id.length).fill('rating'),
      rating: Float64Array.from(ratings),
      timestamp: Float64Array.from(times),
      event_id: new Array<null>(user_id.length).fill(null),
    }),
  };
}
