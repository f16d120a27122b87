// Scoring with a sparse item-item matrix: a person is the weights of their history, a score the sum of its rows. No
// training and no other kind of model.

import { checkEntry } from './fold-in.ts';
import type { HistoryEntry, NeighbourModel } from './models.ts';

/** What the most popular item that no row reaches is scored: less than any weight that says something. */
const UNREACHED = 1e-6;

/**
 * A history as the vector of a neighbour model, float64 [items]: its weights, and 0 elsewhere.
 * @throws RangeError when an entry names no item of the model or its weight is not a number > 0.
 */
export function historyVector(model: NeighbourModel, history: readonly HistoryEntry[]): Float64Array {
  const vector = new Float64Array(model.itemIds.length);
  for (const entry of history) {
    checkEntry(model, entry);
    vector[entry.item] += entry.weight;
  }
  return vector;
}

/** Σ vector[h]·B[h,i] for every item, float64 [items]. */
export function sumRows(
  { pointers, indices, weights, itemIds }: NeighbourModel,
  vector: Float64Array,
): Float64Array {
  const sums = new Float64Array(itemIds.length);
  for (let h = 0; h < vector.length; h++) {
    if (vector[h] === 0) continue;
    for (let at = pointers[h]; at < pointers[h + 1]; at++) sums[indices[at]] += vector[h] * weights[at];
  }
  return sums;
}

/**
 * The sums of the rows, float32 [items]. Items that no row reaches would all be 0: they are ordered by popularity, at most
 * a millionth, so that a short history still gets a list.
 */
export function scoreNeighbours(model: NeighbourModel, vector: Float64Array): Float32Array {
  const { popularity } = model;
  const most = popularity.reduce((a, b) => Math.max(a, b), 1);
  return Float32Array.from(sumRows(model, vector), (sum, item) =>
    sum === 0 ? (UNREACHED * popularity[item]) / most : sum,
  );
}

/** B[from, to]; 0 where the row keeps no such entry. */
export function weightBetween(
  { pointers, indices, weights }: NeighbourModel,
  from: number,
  to: number,
): number {
  for (let at = pointers[from]; at < pointers[from + 1]; at++) if (indices[at] === to) return weights[at];
  return 0;
}

/** The k strongest entries above zero of an item's row, strongest first. */
export function nearestNeighbours(
  { pointers, indices, weights }: NeighbourModel,
  item: number,
  k: number,
): { item: number; similarity: number }[] {
  const entries = [];
  for (let at = pointers[item]; at < pointers[item + 1]; at++) {
    if (weights[at] > 0) entries.push({ item: indices[at], similarity: weights[at] });
  }
  return entries.sort((a, b) => b.similarity - a.similarity || a.item - b.item).slice(0, k);
}

/** Entries of the longest row: the neighbours that are kept. */
export function longestRow({ pointers }: NeighbourModel): number {
  let longest = 0;
  for (let row = 1; row < pointers.length; row++) {
    longest = Math.max(longest, pointers[row] - pointers[row - 1]);
  }
  return longest;
}
