// From rows of an item-item matrix, one at a time, to the sparse model that is served. What the rows hold is each
// algorithm's own.

import type { NeighbourModel } from '../serving/models.ts';
import { topK } from '../serving/score.ts';

/** A limit of the file: more than this is a dense matrix, not a list of neighbours. */
export const MOST_NEIGHBOURS = 512;

/** The parameter of every algorithm whose model is neighbours. */
export function neighboursParameter<const D extends number>(byDefault: D, about: string) {
  return { type: 'integer', default: byDefault, min: 1, max: MOST_NEIGHBOURS, about } as const;
}

/**
 * A row of the matrix.
 * @param row where it is written, float64 [items]; it still holds what the row before left there.
 * @returns the columns that may differ from zero, ascending; null = any.
 */
export type FillRow = (item: number, row: Float64Array) => Int32Array | null;

/**
 * Keeps the strongest entries of each row, by size whatever the sign; equal ones by item. Never the item itself, and
 * no zeros. A sparse row costs its entries, not the items there are.
 */
export function strongestEntries(
  items: number,
  neighbours: number,
  fillRow: FillRow,
): Pick<NeighbourModel, 'pointers' | 'indices' | 'weights'> {
  const most = items * Math.min(neighbours, Math.max(0, items - 1));
  const pointers = new Int32Array(items + 1);
  const indices = new Int32Array(most);
  const weights = new Float32Array(most);
  const row = new Float64Array(items);
  const all = Int32Array.from(row.keys());
  const strength = new Float64Array(items);
  const excluded = new Uint8Array(items);
  let kept = 0;
  for (let item = 0; item < items; item++) {
    const columns = fillRow(item, row) ?? all;
    for (let at = 0; at < columns.length; at++) {
      // As it will be stored, so that what rounds to nothing takes no place.
      strength[at] = Math.abs(Math.fround(row[columns[at]]));
      excluded[at] = columns[at] === item || strength[at] === 0 ? 1 : 0;
    }
    for (const at of topK(strength.subarray(0, columns.length), neighbours, excluded).sort()) {
      indices[kept] = columns[at];
      weights[kept++] = row[columns[at]];
    }
    pointers[item + 1] = kept;
  }
  return { pointers, indices: indices.slice(0, kept), weights: weights.slice(0, kept) };
}
