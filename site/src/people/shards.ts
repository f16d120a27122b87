// Which file of the static API somebody is in.

import type { PeopleIndex } from '#pipeline/publishing/contract.ts';

/** The number of an id's shard: the last whose first id does not come after it; null before all. */
export function shardOf({ first }: Pick<PeopleIndex, 'first'>, userId: string): number | null {
  let [low, high] = [0, first.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (first[middle] <= userId) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}

/** "0007.json" and the like. */
export const shardFile = (shard: number): string => `${String(shard).padStart(4, '0')}.json`;
