// Scoring by projection: a person is the sum of the directions of what they prefer, a score how far an item lies along
// it. No training; that is recommenders/truncated-svd.ts.

import { checkEntry } from './fold-in.ts';
import type { HistoryEntry, ProjectionModel } from './models.ts';

/**
 * Σ w·f_h / p_h^β over a history, float64 [k]. An item that nobody preferred in training has no direction.
 * @throws RangeError when an entry names no item of the model or its weight is not a number > 0.
 */
export function projectHistory(model: ProjectionModel, history: readonly HistoryEntry[]): Float64Array {
  const { k, factors } = model;
  const vector = new Float64Array(k);
  for (const entry of history) {
    checkEntry(model, entry);
    const scale = shareOf(model, entry);
    for (let j = 0; j < k; j++) vector[j] += scale * factors[entry.item * k + j];
  }
  return vector;
}

/** w / p^β: what an entry of a history is multiplied by; 0 for an item that nobody preferred in training. */
export function shareOf(
  { popularity, itemExponent }: ProjectionModel,
  { item, weight }: HistoryEntry,
): number {
  return popularity[item] > 0 ? weight / popularity[item] ** itemExponent : 0;
}

/** p^β of each item, float64 [items]: what its dot product with a person is multiplied by. */
export function reachOf({ popularity, itemExponent }: ProjectionModel): Float64Array {
  return Float64Array.from(popularity, (people) => (people > 0 ? people ** itemExponent : 0));
}
