// The classic linear baseline of ranking: people are projected onto the leading singular directions of the matrix of
// preferences, its rows and columns scaled down by their degrees where wanted. Not the SVD of the rating head.

import { setImmediate } from 'node:timers/promises';
import { createRandom } from '../random.ts';
import type { ProjectionModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters, type TrainingContext } from './algorithm.ts';
import type { Csr } from './csr.ts';
import { collectPreferences, PREFERENCE_PARAMETERS } from './preferences.ts';
import { multiply, multiplyTransposed, orthonormalise } from './subspace.ts';

/** Directions beyond k that are carried along, so that the last of the k settle soon (Halko et al. 2011). */
const SPARE = 12;

const PARAMETERS = {
  k: {
    type: 'integer',
    default: 100,
    min: 1,
    max: 512,
    search: { values: [16, 32, 64, 128, 256] },
    about: 'Singular directions kept.',
  },
  iterations: {
    type: 'integer',
    default: 6,
    min: 1,
    max: 100,
    about:
      'Times the directions are multiplied by the matrix and its transpose; more are nearer to the exact ones.',
  },
  user_exponent: {
    type: 'number',
    default: 0,
    min: 0,
    max: 2,
    search: { min: 0, max: 0.7, scale: 'linear' },
    about:
      'How much people with long histories are scaled down: 0 not at all, 0.5 by the root of their length.',
  },
  item_exponent: {
    type: 'number',
    default: 0,
    min: 0,
    max: 2,
    search: { min: 0, max: 0.7, scale: 'linear' },
    about: 'How much popular films are scaled down: 0 not at all, 0.5 by the root of their popularity.',
  },
  ...PREFERENCE_PARAMETERS,
} as const satisfies ParameterSpecs;

/** PureSVD (Cremonesi, Koren and Turrin 2010); with both exponents ½ the ideal low-pass filter of Shen et al. (2021). */
export const truncatedSvd: Algorithm<ProjectionModel> = {
  name: 'truncated_svd',
  head: 'ranking',
  about: 'Projection onto the leading singular directions of the preferences. The classic linear baseline.',
  parameters: PARAMETERS,
  async train(data, given, context) {
    const parameters = resolveParameters('truncated_svd', PARAMETERS, given);
    const { byUser, popularity, positiveRating } = collectPreferences(data, {
      positiveRating: parameters.positive_rating,
      weighting: 'none',
    });
    const sparse = scaledByDegree(byUser, popularity, {
      user: parameters.user_exponent,
      item: parameters.item_exponent,
    });
    const k = Math.min(parameters.k, data.itemIds.length);
    const factors = await leadingDirections(
      { byUser, sparse, k, iterations: parameters.iterations },
      context,
    );
    const itemExponent = parameters.item_exponent;
    return {
      model: {
        kind: 'projection',
        itemIds: data.itemIds,
        popularity,
        k,
        factors,
        itemExponent,
        positiveRating,
      },
      loss: [],
    };
  },
};

/** x_ui / (n_u^user · p_i^item), float64 [entries]. */
function scaledByDegree(
  { rows, pointers, indices, values }: Csr,
  popularity: Float32Array,
  exponents: { user: number; item: number },
): Float64Array {
  const scaled = new Float64Array(values.length);
  const itemScale = Float64Array.from(popularity, (people) => people ** -exponents.item);
  for (let row = 0; row < rows; row++) {
    const userScale = (pointers[row + 1] - pointers[row]) ** -exponents.user;
    for (let entry = pointers[row]; entry < pointers[row + 1]; entry++) {
      scaled[entry] = values[entry] * userScale * itemScale[indices[entry]];
    }
  }
  return scaled;
}

/**
 * The k leading right singular vectors by subspace iteration over items, float32 [items × k]; zeros beyond the matrix's
 * rank. Two matrices of items × (k + a few) and one of people × as many are all that is dense.
 */
async function leadingDirections(
  { byUser, sparse, k, iterations }: { byUser: Csr; sparse: Float64Array; k: number; iterations: number },
  { seed, reporter }: TrainingContext,
): Promise<Float32Array> {
  const empty = new Float64Array(0);
  const matrix = { pattern: byUser, sparse, left: empty, right: empty, rank: 0 };
  const items = byUser.columns;
  const width = Math.min(items, k + SPARE);
  const random = createRandom(seed).fork('truncated_svd');
  let basis: Float64Array = Float64Array.from({ length: items * width }, () => random.uniform() - 0.5);
  for (let number = 1; number <= iterations; number++) {
    const product = multiplyTransposed(matrix, multiply(matrix, basis, width), width);
    basis = orthonormalise(product, width).vectors;
    // Lets the terminal draw and signals arrive: nothing else here waits.
    await setImmediate();
    reporter.progress(`Truncated SVD, iteration ${number}/${iterations}`);
  }
  return Float32Array.from({ length: items * k }, (_, at) => basis[Math.floor(at / k) * width + (at % k)]);
}
