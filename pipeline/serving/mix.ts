// One order out of several: the personal score, what is popular, what is new. Each is brought to zero mean and unit
// standard deviation first, so that a share means the same for every person and model. Plain arithmetic: the same
// bits in every engine.

import { naturalLog } from './logarithm.ts';
import type { ServingOptions } from './options.ts';
import { spread, standardise } from './standardise.ts';

/** The part of the order that is personal after so many preferences: none without any. */
export function personalPart(
  { personalShare, evidence }: Pick<ServingOptions, 'personalShare' | 'evidence'>,
  preferences: number,
): number {
  return preferences === 0 ? 0 : (personalShare * preferences) / (preferences + evidence);
}

/** A person's scores by which a list is ordered, float32 [items]; parts from 0 to 1. */
export type Mixer = (
  scores: Float32Array,
  parts: { readonly personal: number; readonly recency: number },
) => Float32Array;

/**
 * (1 − recency)·(personal·z(scores) + (1 − personal)·z(ln(1 + popularity))) + recency·z(freshness). With nothing to
 * mix in, the scores as they are. What people share is computed once.
 * @param freshness float64 [items]; asked for once, when a recency is above 0.
 * @param among means and deviations are of so many first items; of all where it is not given.
 */
export function createMixer(
  popularity: Float32Array,
  { freshness, among }: { freshness: () => Float64Array; among?: number },
): Mixer {
  const popular = standardise(
    Float64Array.from(popularity, (people) => naturalLog(1 + people)),
    among,
  );
  let known: Float64Array | null = null;
  const fresh = (): Float64Array => {
    known ??= standardise(freshness(), among);
    return known;
  };
  return (scores, { personal, recency }) => {
    if (personal === 1 && recency === 0) return scores;
    const newness = recency > 0 ? fresh() : null;
    const { mean, deviation } = spread(scores.subarray(0, among));
    const mixed = new Float32Array(scores.length);
    for (let item = 0; item < mixed.length; item++) {
      const own = deviation > 0 ? (scores[item] - mean) / deviation : 0;
      const score = personal * own + (1 - personal) * popular[item];
      mixed[item] = newness ? (1 - recency) * score + recency * newness[item] : score;
    }
    return mixed;
  };
}
