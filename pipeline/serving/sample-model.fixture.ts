// A small random factor model for tests. Nothing of the product imports it.

import { createRandom } from '../random.ts';
import type { FactorModel, HistoryEntry } from './models.ts';

/** The same model every time: 50 items, 6 factors. */
export function sampleModel(over: Partial<FactorModel> = {}): FactorModel {
  const random = createRandom(3);
  const items = 50;
  const k = 6;
  return {
    kind: 'factors',
    itemIds: Array.from({ length: items }, (_, i) => `film-${String(i).padStart(3, '0')}`),
    popularity: Float32Array.from({ length: items }, (_, i) => 1 + ((i * 17) % items)),
    k,
    factors: Float32Array.from({ length: items * k }, () => random.normal() * 0.3),
    unobservedWeight: 0.1,
    regularisation: 0.02,
    frequencyExponent: 1,
    positiveRating: 4,
    weighting: null,
    ...over,
  };
}

/** Four preferences of one person in it. */
export const sampleHistory: HistoryEntry[] = [
  { item: 3, weight: 1 },
  { item: 17, weight: 4 },
  { item: 40, weight: 3 },
  { item: 41, weight: 1 },
];
