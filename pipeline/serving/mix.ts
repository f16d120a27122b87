// One order out of several: the personal score, what is popular, what is new. Each is brought to zero mean and unit
// standard deviation first, so that a share means the same for every person and model. Plain arithmetic: the same
// bits in every engine.

import { naturalLog } from './logarithm.ts';
import type { ServingOptions } from './options.ts';

/** The part of the order that is personal after so many preferences: none without any. */
export function personalPart(
  { personalShare, evidence }: Pick<ServingOptions, 'personalShare' | 'evidence'>,
  preferences: number,
): number {
  return preferences === 0 ? 0 : (personalShare * preferences) / (preferences + evidence);
}

/** A person's scores by which a list is ordered, float32 [items]. */
export type Mixer = (scores: Float32Array, personal: number) => Float32Array;

/**
 * (1 − recency)·(personal·z(scores) + (1 − personal)·z(ln(1 + popularity))) + recency·z(freshness). With nothing to
 * mix in, the scores as they are.
 * @param freshness float64 [items]; read only where recency is above 0.
 */
export function createMixer(
  popularity: Float32Array,
  { freshness, recency }: { freshness: Float64Array; recency: number },
): Mixer {
  const popular = standardise(Float64Array.from(popularity, (people) => naturalLog(1 + people)));
  const fresh = recency > 0 ? standardise(freshness) : null;
  return (scores, personal) => {
    if (personal === 1 && !fresh) return scores;
    const own = standardise(scores);
    return Float32Array.from(own, (z, item) => {
      const mixed = personal * z + (1 - personal) * popular[item];
      return fresh ? (1 - recency) * mixed + recency * fresh[item] : mixed;
    });
  };
}

/** Zero mean, unit standard deviation; all zeros when the values do not vary. */
export function standardise(values: Float32Array | Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const deviation = Math.sqrt(squares / values.length);
  return Float64Array.from(values, (value) => (deviation > 0 ? (value - mean) / deviation : 0));
}
