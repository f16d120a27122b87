// EASE as it is trained, against the n³ additions and multiplications of its inverse at the speed of a dense matrix
// product: half the float32 rate, since a vector holds half as many float64.

import type { Interactions } from '../pipeline/data/interactions.ts';
import { ease } from '../pipeline/recommenders/ease.ts';
import { silent } from '../pipeline/reporter.ts';
import { ITEMS, skewedPreferences, USERS } from './generated.ts';
import { leastOf, multiplyRate, printAgainst } from './yardstick.ts';

/** The generated preferences as ratings of five stars. */
function interactions(): Interactions {
  const { pointers, indices } = skewedPreferences();
  const ids = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, row) => `${prefix}${String(row).padStart(5, '0')}`);
  const user = new Int32Array(indices.length);
  for (let row = 0; row < USERS; row++) user.fill(row, pointers[row], pointers[row + 1]);
  return {
    userIds: ids('u', USERS),
    itemIds: ids('i', ITEMS),
    user,
    item: indices,
    rating: new Float32Array(indices.length).fill(5),
    opinion: new Int8Array(indices.length),
    timestamp: new Float64Array(indices.length),
  };
}

/** Prints a line a number of threads. */
export async function printEase(): Promise<void> {
  const data = interactions();
  console.log(`EASE, ${data.item.length} preferences, ${ITEMS} items: Gram matrix, inverse, pruned rows`);
  for (const threads of [1, 2]) {
    const rate = (await multiplyRate(threads)) / 2;
    const { seconds, processors } = await leastOf(3, () =>
      ease.train(data, {}, { threads, seed: 1, reporter: silent }),
    );
    printAgainst(ITEMS ** 3, rate, threads, seconds, processors);
  }
}
