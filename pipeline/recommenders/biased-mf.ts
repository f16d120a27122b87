// Biased matrix factorisation, the classic: mean + biases + factors by alternating least squares (Koren, Bell and
// Volinsky, "Matrix Factorization Techniques for Recommender Systems", 2009). Both half-steps are the fold-in of
// serving/rating.ts: people are folded into films, then films into people, until little changes. With enough factors it
// has the objective of svd.ts, but for the biases, which are solved together with the factors here.

import { createRandom, type Random } from '../random.ts';
import type { RatingModel } from '../serving/models.ts';
import { foldInRating } from '../serving/rating.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { BIAS_PARAMETERS, collectRatings, fitBiases } from './bias.ts';
import { type Csr, transpose } from './csr.ts';
import { noiseLevel, residualsOf } from './svd.ts';

/** Standard deviation of the first item factors. */
const START_SPREAD = 0.1;

const PARAMETERS = {
  k: {
    type: 'integer',
    default: 16,
    min: 1,
    max: 256,
    search: { values: [8, 16, 32, 64] },
    about: 'Factors.',
  },
  sweeps: {
    type: 'integer',
    default: 10,
    min: 1,
    max: 1000,
    effort: true,
    about: 'Times people and films are solved.',
  },
  shrinkage: {
    type: 'number',
    default: 0.5,
    min: 0.01,
    max: 100,
    search: { min: 0.2, max: 1.2, scale: 'linear' },
    about: 'The ridge on factors, as a share of the largest singular value that noise alone would have.',
  },
  ...BIAS_PARAMETERS,
} as const satisfies ParameterSpecs;

/** Biases and factors of one side's rows: float32 [rows] and [rows × k]. */
interface Side {
  readonly itemBias: Float32Array;
  readonly factors: Float32Array;
}

export const biasedMf: Algorithm<RatingModel> = {
  name: 'biased_mf',
  head: 'rating',
  about:
    'Biases and factors that are solved in turn, people and films. The classic; plain, exact, deterministic.',
  parameters: PARAMETERS,
  async train(data, given, { seed, reporter }) {
    const { k, sweeps, shrinkage, ...ridges } = resolveParameters('biased_mf', PARAMETERS, given);
    const byUser = collectRatings(data);
    const byItem = transpose(byUser);
    const random = createRandom(seed).fork('biased_mf');
    const biases = fitBiases(byUser, { user: ridges.user_regularisation, item: ridges.item_regularisation });
    const shared = {
      kind: 'rating' as const,
      mean: biases.mean,
      k,
      factorRegularisation: shrinkage * noiseLevel(byUser, residualsOf(byUser, biases), random.fork('noise')),
      scale: biases.scale,
    };
    const folding = (ids: readonly string[], side: Side, biasRegularisation: number): RatingModel => {
      return { ...shared, itemIds: ids, ...side, biasRegularisation };
    };
    let items: Side = { itemBias: biases.itemBias, factors: startFactors(byItem, k, random) };
    const loss: number[] = [];
    for (let sweep = 1; sweep <= sweeps; sweep++) {
      const users = foldIn(folding(data.itemIds, items, ridges.user_regularisation), byUser);
      const films = foldIn(folding(data.userIds, users, ridges.item_regularisation), byItem);
      const penalty = ridges.user_regularisation * squaresOf(users.itemBias);
      const factorPenalty = shared.factorRegularisation * squaresOf(users.factors);
      loss.push((films.objective + penalty + factorPenalty) / byUser.values.length);
      items = { itemBias: films.itemBias, factors: films.factors };
      reporter.progress(`Factorisation sweep ${sweep}/${sweeps}, loss ${loss[sweep - 1].toFixed(4)}`);
    }
    return { model: folding(data.itemIds, items, ridges.user_regularisation), loss };
  },
};

/** Folds every row into the side that the model holds. The objective is that of the rows, their penalties included. */
function foldIn(model: RatingModel, { rows, pointers, indices, values }: Csr): Side & { objective: number } {
  const itemBias = new Float32Array(rows);
  const factors = new Float32Array(rows * model.k);
  let objective = 0;
  for (let row = 0; row < rows; row++) {
    const length = pointers[row + 1] - pointers[row];
    const rated = Array.from({ length }, (_, at) => {
      return { item: indices[pointers[row] + at], rating: values[pointers[row] + at] };
    });
    const { bias, vector } = foldInRating(model, rated);
    itemBias[row] = bias;
    factors.set(vector, row * model.k);
    objective += model.biasRegularisation * bias ** 2 + model.factorRegularisation * squaresOf(vector);
    for (const { item, rating } of rated) {
      let residual = rating - model.mean - model.itemBias[item] - bias;
      for (let j = 0; j < model.k; j++) residual -= model.factors[item * model.k + j] * vector[j];
      objective += residual ** 2;
    }
  }
  return { itemBias, factors, objective };
}

function startFactors({ rows }: Csr, k: number, random: Random): Float32Array {
  return Float32Array.from({ length: rows * k }, () => START_SPREAD * random.normal());
}

function squaresOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
