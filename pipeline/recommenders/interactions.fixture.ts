// Interactions for the tests of this folder, written as triples or drawn at random. Nothing of the product imports
// it; data/interactions.ts folds real batches.

import type { Interactions } from '../data/interactions.ts';
import { createRandom } from '../random.ts';

/** User, item, rating; pairs must not repeat. */
export type Triple = readonly [user: string, item: string, rating: number];

export function interactionsFrom(triples: readonly Triple[]): Interactions {
  const userIds = [...new Set(triples.map(([user]) => user))].sort();
  const itemIds = [...new Set(triples.map(([, item]) => item))].sort();
  const userRows = new Map(userIds.map((id, row) => [id, row]));
  const itemRows = new Map(itemIds.map((id, row) => [id, row]));
  const rows = triples
    .map(([user, item, rating]) => ({ user: userRows.get(user)!, item: itemRows.get(item)!, rating }))
    .sort((a, b) => a.user - b.user || a.item - b.item);
  return {
    userIds,
    itemIds,
    user: Int32Array.from(rows, (row) => row.user),
    item: Int32Array.from(rows, (row) => row.item),
    rating: Float32Array.from(rows, (row) => row.rating),
    opinion: new Int8Array(rows.length),
    timestamp: Float64Array.from(rows, (_, at) => at),
  };
}

/** Ratings 1 to 5 by people with two opposite tastes over items of two kinds; popular items come first. */
export function twoTastes({
  users,
  items,
  seed,
}: {
  users: number;
  items: number;
  seed: number;
}): Interactions {
  const random = createRandom(seed);
  const triples: Triple[] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items; item++) {
      const fits = user % 2 === item % 2;
      if (random.uniform() > (fits ? 0.6 : 0.15) / (1 + item / items)) continue;
      const rating = Math.min(5, Math.max(1, Math.round((fits ? 4.2 : 2.3) + 0.7 * random.normal())));
      triples.push([`u${String(user).padStart(4, '0')}`, `i${String(item).padStart(4, '0')}`, rating]);
    }
  }
  return interactionsFrom(triples);
}
