// The data that kernels are timed on: preferences of the size of MovieLens 1M and as skewed as people's. Generated, so
// that anybody has it.

import { createRandom } from '../pipeline/random.ts';
import type { Csr } from '../pipeline/recommenders/csr.ts';

export const USERS = 6040;
export const ITEMS = 3706;
const ENTRIES = 1_000_000;

/** Preferences as skewed as people's: few films have most of them, and few people gave most. */
export function skewedPreferences(): Csr {
  const random = createRandom(1);
  const cumulative: number[] = [];
  for (let item = 0; item < ITEMS; item++) cumulative.push((cumulative[item - 1] ?? 0) + (item + 30) ** -0.9);
  const draw = () => {
    const at = random.uniform() * cumulative[ITEMS - 1];
    let low = 0;
    for (let high = ITEMS - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const activity = Array.from({ length: USERS }, () => Math.exp(1.1 * random.normal()));
  const total = activity.reduce((sum, value) => sum + value, 0);
  const histories = activity.map((value) => {
    const length = Math.round(Math.min(ITEMS / 2, Math.max(10, (1.03 * ENTRIES * value) / total)));
    const items = new Set<number>();
    while (items.size < length) items.add(draw());
    return Int32Array.from(items).sort();
  });
  const pointers = new Int32Array(USERS + 1);
  histories.forEach((items, user) => {
    pointers[user + 1] = pointers[user] + items.length;
  });
  const indices = new Int32Array(pointers[USERS]);
  histories.forEach((items, user) => {
    indices.set(items, pointers[user]);
  });
  return { rows: USERS, columns: ITEMS, pointers, indices, values: new Float32Array(indices.length).fill(1) };
}

/** The same pairs with ratings of 1 to 5. */
export function skewedRatings(): Csr {
  const random = createRandom(3);
  const pairs = skewedPreferences();
  return { ...pairs, values: pairs.values.map(() => 1 + random.integer(5)) };
}
