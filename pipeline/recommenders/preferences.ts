// What the ranking head learns from: which (user, item) pairs are preferences, and how much each counts.

import type { Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { bm25Weight } from '../serving/bm25.ts';
import type { Bm25Weighting } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';
import type { ParameterSpecs } from './algorithm.ts';
import { type Csr, csrByUser } from './csr.ts';

/** Robertson and Zaragoza's usual choices; with weights near 1 the term saturation hardly matters. */
const BM25_K1 = 1.2;
const BM25_B = 0.75;

/** The parameter of every ranking algorithm. */
export const PREFERENCE_PARAMETERS = {
  positive_rating: {
    type: 'number',
    default: 'auto',
    auto: 'four fifths of the highest rating there is, 4 of 5 stars',
    min: 0,
    max: 1000,
    about: 'A rating from here on is a preference; 0 takes every rating as one.',
  },
} as const satisfies ParameterSpecs;

export interface Preferences {
  /** Users as rows, items as columns, weights > 0 as values. */
  readonly byUser: Csr;
  /** People who prefer each item; float32 [items]. */
  readonly popularity: Float32Array;
  readonly weighting: Bm25Weighting | null;
  /** A rating from here on was a preference. */
  readonly positiveRating: number;
}

/**
 * The preferences in a training set.
 * @throws InputError when there is none.
 */
export function collectPreferences(
  data: Interactions,
  { positiveRating: given, weighting }: { positiveRating: number | 'auto'; weighting: 'none' | 'bm25' },
): Preferences {
  const positiveRating = given === 'auto' ? usualThreshold(data) : given;
  const byUser = csrByUser(data, (entry) => {
    const weight = preferenceWeight(data.rating[entry], data.opinion[entry], { positiveRating });
    return weight === 0 ? null : weight;
  });
  if (byUser.indices.length === 0) throw nothingPreferred(data, positiveRating);
  const popularity = new Float32Array(byUser.columns);
  for (const item of byUser.indices) popularity[item]++;
  if (weighting === 'none') return { byUser, popularity, weighting: null, positiveRating };
  return { popularity, positiveRating, ...weighByBm25(byUser, popularity) };
}

/** 4 of 5 stars, 8 of 10; 0 where nothing is rated. */
function usualThreshold({ rating }: Interactions): number {
  return (4 * rating.reduce((most, value) => (value > most ? value : most), 0)) / 5;
}

function nothingPreferred(data: Interactions, positiveRating: number): InputError {
  return new InputError({
    problem:
      `None of ${data.user.length} interactions is a preference: no thumb up, no love and no rating of ` +
      `${positiveRating} or more.`,
    legal: 'Legal: a lower positive_rating (0 takes any rating), or more data.',
  });
}

/** The same entries with BM25 weights, scaled so that their mean is what it was. */
function weighByBm25(byUser: Csr, popularity: Float32Array): { byUser: Csr; weighting: Bm25Weighting } {
  const lengths = Array.from({ length: byUser.rows }, (_, u) => byUser.pointers[u + 1] - byUser.pointers[u]);
  const people = lengths.filter((length) => length > 0).length;
  const averageLength = byUser.indices.length / people;
  const unscaled = { k1: BM25_K1, b: BM25_B, people, averageLength, scale: 1 };
  const values = new Float32Array(byUser.values.length);
  let before = 0;
  let after = 0;
  lengths.forEach((length, user) => {
    for (let entry = byUser.pointers[user]; entry < byUser.pointers[user + 1]; entry++) {
      before += byUser.values[entry];
      values[entry] = bm25Weight(unscaled, byUser.values[entry], popularity[byUser.indices[entry]], length);
      after += values[entry];
    }
  });
  const scale = before / after;
  return {
    byUser: { ...byUser, values: values.map((value) => scale * value) },
    weighting: { ...unscaled, scale },
  };
}
