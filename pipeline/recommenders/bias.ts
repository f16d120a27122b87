// The floor of the rating head: mean + user bias + item bias. Users are folded in, so a model keeps the items'.

import type { Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import type { RatingModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { type Csr, csrByUser, transpose } from './csr.ts';

/** Sweeps over users and items: the biases settle to seven digits well before. */
const SWEEPS = 30;

/** Parameters of the biases, for every algorithm that starts from them. */
export const BIAS_PARAMETERS = {
  user_regularisation: {
    type: 'number',
    default: 5,
    min: 0,
    max: 1e6,
    search: { min: 1, max: 30, scale: 'log' },
    about: 'Ratings of the average user that every user starts with.',
  },
  item_regularisation: {
    type: 'number',
    default: 4,
    min: 0,
    max: 1e6,
    search: { min: 1, max: 30, scale: 'log' },
    about: 'Ratings of the average film that every film starts with.',
  },
} as const satisfies ParameterSpecs;

export const bias: Algorithm<RatingModel> = {
  name: 'bias',
  head: 'rating',
  about:
    'Mean plus how the user rates and how the film is rated. The floor every other rating model must beat.',
  parameters: BIAS_PARAMETERS,
  async train(data, given) {
    const parameters = resolveParameters('bias', BIAS_PARAMETERS, given);
    const fit = fitBiases(collectRatings(data), {
      user: parameters.user_regularisation,
      item: parameters.item_regularisation,
    });
    return {
      model: {
        kind: 'rating',
        itemIds: data.itemIds,
        mean: fit.mean,
        itemBias: fit.itemBias,
        k: 0,
        factors: new Float32Array(0),
        biasRegularisation: parameters.user_regularisation,
        factorRegularisation: 0,
        scale: fit.scale,
      },
      loss: fit.loss,
    };
  },
};

/**
 * Users as rows, items as columns, ratings as values; what was not rated is left out.
 * @throws InputError when nothing was rated.
 */
export function collectRatings(data: Interactions): Csr {
  const byUser = csrByUser(data, (entry) => (Number.isNaN(data.rating[entry]) ? null : data.rating[entry]));
  if (byUser.values.length > 0) return byUser;
  throw new InputError({
    problem: `None of ${data.user.length} interactions is a rating, so there are no ratings to predict from.`,
    legal: 'Legal: data with ratings.',
  });
}

export interface BiasFit {
  readonly mean: number;
  /** float32 [users] and [items] */
  readonly userBias: Float32Array;
  readonly itemBias: Float32Array;
  /** The lowest and the highest rating there is. */
  readonly scale: { min: number; max: number };
  /** Mean squared error with the penalties, a sweep. */
  readonly loss: number[];
}

/**
 * Biases that minimise Σ (r − mean − b_user − b_item)² + user·Σ b_user² + item·Σ b_item², by exact alternating
 * least squares (Koren 2010, "Factor in the Neighbors", section 2.1, solved jointly).
 */
export function fitBiases(byUser: Csr, regularisation: { user: number; item: number }): BiasFit {
  const byItem = transpose(byUser);
  const mean = byUser.values.reduce((sum, rating) => sum + rating, 0) / byUser.values.length;
  const userBias = new Float32Array(byUser.rows);
  const itemBias = new Float32Array(byUser.columns);
  const loss: number[] = [];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    solveBiases(byItem, userBias, itemBias, mean, regularisation.item);
    const error = solveBiases(byUser, itemBias, userBias, mean, regularisation.user);
    const penalty = regularisation.item * itemBias.reduce((sum, value) => sum + value * value, 0);
    loss.push((error + penalty) / byUser.values.length);
  }
  const scale = byUser.values.reduce(
    ({ min, max }, rating) => ({ min: Math.min(min, rating), max: Math.max(max, rating) }),
    { min: Infinity, max: -Infinity },
  );
  return { mean, userBias, itemBias, scale, loss };
}

/** Solves every row's bias against fixed ones of the columns; returns Σ (residual)² + regularisation·Σ bias². */
function solveBiases(
  { rows, pointers, indices, values }: Csr,
  fixed: Float32Array,
  solved: Float32Array,
  mean: number,
  regularisation: number,
): number {
  let error = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let squares = 0;
    for (let entry = pointers[row]; entry < pointers[row + 1]; entry++) {
      const residual = values[entry] - mean - fixed[indices[entry]];
      sum += residual;
      squares += residual * residual;
    }
    const weight = pointers[row + 1] - pointers[row] + regularisation;
    solved[row] = weight > 0 ? sum / weight : 0;
    // At the solution Σ(residual − b)² + regularisation·b² is Σ residual² − b·Σ residual.
    error += squares - solved[row] * sum;
  }
  return error;
}
