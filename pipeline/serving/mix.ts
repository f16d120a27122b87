// One order out of several: the personal score, what is popular, what is new. Each is brought to zero mean and unit
// standard deviation first, so that a share means the same for every person and model. Plain arithmetic: the same
// bits in every engine.

import { naturalLog } from './logarithm.ts';
import type { ServingOptions } from './options.ts';
import { standardise } from './standardise.ts';

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
 * @param among means and deviations are of so many first items; of all where it is not given.
 */
export function createMixer(
  popularity: Float32Array,
  { freshness, recency, among }: { freshness: Float64Array; recency: number; among?: number },
): Mixer {
  const popular = standardise(
    Float64Array.from(popularity, (people) => naturalLog(1 + people)),
    among,
  );
  const fresh = recency > 0 ? standardise(freshness, among) : null;
  return (scores, personal) => {
    if (personal === 1 && !fresh) return scores;
    const own = standardise(scores, among);
    const mixed = new Float32Array(scores.length);
    for (let item = 0; item < mixed.length; item++) {
      const score = personal * own[item] + (1 - personal) * popular[item];
      mixed[item] = fresh ? (1 - recency) * score + recency * fresh[item] : score;
    }
    return mixed;
  };
}
