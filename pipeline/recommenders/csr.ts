// Interactions as compressed sparse rows, by user and by item: the two ways training walks them. Built once a
// training; typed arrays only, so that 25 million entries cost 8 bytes each and direction.

import type { Interactions } from '../data/interactions.ts';
import { InputError, quoted } from '../errors.ts';

export interface Csr {
  readonly rows: number;
  readonly columns: number;
  /** int32 [rows + 1]: row r's entries are pointers[r] … pointers[r + 1]. */
  readonly pointers: Int32Array;
  /** int32 [entries]: the column of each entry, ascending within a row. */
  readonly indices: Int32Array;
  /** float32 [entries] */
  readonly values: Float32Array;
}

/**
 * Users as rows, items as columns.
 * @param valueAt the value of entry e of the interactions; null leaves the entry out.
 * @throws InputError naming user and item when a value is not finite.
 */
export function csrByUser(data: Interactions, valueAt: (entry: number) => number | null): Csr {
  const entries = data.user.length;
  const values = new Float32Array(entries);
  const indices = new Int32Array(entries);
  const pointers = new Int32Array(data.userIds.length + 1);
  let kept = 0;
  for (let entry = 0; entry < entries; entry++) {
    const value = valueAt(entry);
    if (value === null) continue;
    if (!Number.isFinite(value)) throw notFinite(data, entry, value);
    indices[kept] = data.item[entry];
    values[kept++] = value;
    pointers[data.user[entry] + 1]++;
  }
  accumulate(pointers);
  return {
    rows: data.userIds.length,
    columns: data.itemIds.length,
    pointers,
    indices: indices.subarray(0, kept),
    values: values.subarray(0, kept),
  };
}

function notFinite(data: Interactions, entry: number, value: number): InputError {
  const user = quoted(data.userIds[data.user[entry]]);
  const item = quoted(data.itemIds[data.item[entry]]);
  return new InputError({
    place: `user ${user}, item ${item}`,
    problem: `${value} cannot be learned from.`,
    legal: 'Legal: finite numbers.',
  });
}

/** The same entries with rows and columns exchanged, by counting sort: columns ascend within each new row. */
export function transpose({ rows, columns, pointers, indices, values }: Csr): Csr {
  const turnedPointers = new Int32Array(columns + 1);
  for (const column of indices) turnedPointers[column + 1]++;
  accumulate(turnedPointers);
  const next = turnedPointers.slice(0, columns);
  const turnedIndices = new Int32Array(indices.length);
  const turnedValues = new Float32Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let entry = pointers[row]; entry < pointers[row + 1]; entry++) {
      const to = next[indices[entry]]++;
      turnedIndices[to] = row;
      turnedValues[to] = values[entry];
    }
  }
  return {
    rows: columns,
    columns: rows,
    pointers: turnedPointers,
    indices: turnedIndices,
    values: turnedValues,
  };
}

/** Counts to running totals, in place. */
function accumulate(pointers: Int32Array): void {
  for (let row = 1; row < pointers.length; row++) pointers[row] += pointers[row - 1];
}
