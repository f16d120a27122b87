// From dense rows of an item-item matrix, one at a time, to the sparse model that is served. What the rows hold is
// each algorithm's own.

import type { NeighbourModel } from '../serving/models.ts';
import { topK } from '../serving/score.ts';

/** A limit of the file: more than this is a dense matrix, not a list of neighbours. */
export const MOST_NEIGHBOURS = 512;

/**
 * Keeps the strongest entries of each row, by size whatever the sign; equal ones by item. Never the item itself, and
 * no zeros.
 * @param fillRow writes row `item` into `row`, float64 [items], which still holds the row before.
 */
export function strongestEntries(
  items: number,
  neighbours: number,
  fillRow: (item: number, row: Float64Array) => void,
): Pick<NeighbourModel, 'pointers' | 'indices' | 'weights'> {
  const pointers = new Int32Array(items + 1);
  const indices: number[] = [];
  const weights: number[] = [];
  const row = new Float64Array(items);
  const strength = new Float64Array(items);
  const excluded = new Uint8Array(items);
  for (let item = 0; item < items; item++) {
    fillRow(item, row);
    for (let other = 0; other < items; other++) {
      // As it will be stored, so that what rounds to nothing takes no place.
      strength[other] = Math.abs(Math.fround(row[other]));
      excluded[other] = other === item || strength[other] === 0 ? 1 : 0;
    }
    for (const other of topK(strength, neighbours, excluded).sort()) {
      indices.push(other);
      weights.push(row[other]);
    }
    pointers[item + 1] = indices.length;
  }
  return { pointers, indices: Int32Array.from(indices), weights: Float32Array.from(weights) };
}
