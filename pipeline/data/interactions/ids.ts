// Opaque ids to small integers in the order of arrival, and to their rank among the sorted ids. Ids live in a Map:
// "__proto__" is an id like any other.

export interface IdTable {
  /** By index. */
  readonly ids: readonly string[];
  /** The index of an id; a new id gets the next one. */
  indexOf(id: string): number;
  /** Sorted by code unit, which is the same on every machine and in every locale. */
  sortedIds(): string[];
  /** int32 [ids]: place of each index in `sortedIds`. */
  ranks(): Int32Array;
}

export function createIdTable(): IdTable {
  const ids: string[] = [];
  const indices = new Map<string, number>();
  // Batches are sorted by user: most look-ups ask for the id before.
  let last = '';
  let lastIndex = -1;

  function indexOf(id: string): number {
    if (id === last && lastIndex >= 0) return lastIndex;
    let index = indices.get(id);
    if (index === undefined) {
      index = ids.length;
      ids.push(id);
      indices.set(id, index);
    }
    last = id;
    lastIndex = index;
    return index;
  }

  function sortedIds(): string[] {
    return ids.slice().sort();
  }

  function ranks(): Int32Array {
    const ranks = new Int32Array(ids.length);
    sortedIds().forEach((id, rank) => {
      ranks[indexOf(id)] = rank;
    });
    return ranks;
  }

  return { ids, indexOf, sortedIds, ranks };
}
