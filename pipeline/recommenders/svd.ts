// The default rating model: biases, plus a truncated SVD of what they leave unexplained.

import { createRandom, type Random } from '../random.ts';
import type { Reporter } from '../reporter.ts';
import type { RatingModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { BIAS_PARAMETERS, type BiasFit, collectRatings, fitBiases } from './bias.ts';
import type { Csr } from './csr.ts';
import { iterateSubspace, type SparsePlusLowRank, type TruncatedSvd } from './subspace.ts';

/** Directions followed beyond the k that are kept, so that the k-th is found as surely as the first. */
const OVERSAMPLING = 8;
/** Steps from a random start before anything is filled in. */
const WARM_UP = 4;
/** The low-rank part before anything is filled in. */
const NOTHING_FILLED_IN = { left: new Float64Array(0), right: new Float64Array(0), rank: 0 };

const PARAMETERS = {
  k: {
    type: 'integer',
    default: 16,
    min: 1,
    max: 256,
    search: { values: [8, 16, 32, 64] },
    about: 'Singular directions kept.',
  },
  refinements: {
    type: 'integer',
    default: 12,
    min: 0,
    max: 200,
    effort: true,
    about: 'Times the missing ratings are filled in from the model; 0 leaves them at the biases.',
  },
  shrinkage: {
    type: 'number',
    default: 0.5,
    min: 0.01,
    max: 100,
    search: { min: 0.2, max: 1.2, scale: 'linear' },
    about: 'What is taken from each singular value, as a share of the largest that noise alone would have.',
  },
  ...BIAS_PARAMETERS,
} as const satisfies ParameterSpecs;

export const svd: Algorithm<RatingModel> = {
  name: 'svd',
  head: 'rating',
  about: 'Biases plus a truncated SVD of the residuals, with singular values shrunk by what noise explains.',
  parameters: PARAMETERS,
  async train(data, given, context) {
    const parameters = resolveParameters('svd', PARAMETERS, given);
    const ratings = collectRatings(data);
    const biases = fitBiases(ratings, {
      user: parameters.user_regularisation,
      item: parameters.item_regularisation,
    });
    const residuals = residualsOf(ratings, biases);
    const random = createRandom(context.seed).fork('svd');
    const threshold = parameters.shrinkage * noiseLevel(ratings, residuals, random.fork('noise'));
    const { reporter } = context;
    const { factors, loss } = softImpute(
      ratings,
      residuals,
      { ...parameters, threshold },
      { random, reporter },
    );
    return {
      model: {
        kind: 'rating',
        itemIds: data.itemIds,
        mean: biases.mean,
        itemBias: biases.itemBias,
        k: parameters.k,
        factors,
        biasRegularisation: parameters.user_regularisation,
        factorRegularisation: threshold,
        scale: biases.scale,
      },
      loss,
    };
  },
};

/** What the biases leave of each rating, float64 [entries]. */
export function residualsOf(ratings: Csr, { mean, userBias, itemBias }: BiasFit): Float64Array {
  const residuals = new Float64Array(ratings.values.length);
  for (let user = 0; user < ratings.rows; user++) {
    for (let entry = ratings.pointers[user]; entry < ratings.pointers[user + 1]; entry++) {
      residuals[entry] = ratings.values[entry] - mean - userBias[user] - itemBias[ratings.indices[entry]];
    }
  }
  return residuals;
}

/**
 * The largest singular value that noise alone would have: that of the residuals with random signs, which keeps
 * who rated what and how far off each rating is, and destroys every pattern of taste (sign-flip parallel analysis;
 * Hong, Sheng and Dobriban 2020).
 */
export function noiseLevel(pattern: Csr, residuals: Float64Array, random: Random): number {
  const sparse = residuals.map((value) => (random.uniform() < 0.5 ? -value : value));
  const width = Math.min(OVERSAMPLING, pattern.rows, pattern.columns);
  const [largest] = leadingTriples({ pattern, sparse, ...NOTHING_FILLED_IN }, width, random).values;
  // Ratings that the biases explain to the last digit leave no noise; the ridge still has to be positive.
  return Math.max(largest, 1e-6);
}

/** The leading singular triples from a random start: uniform, because plain arithmetic is the same everywhere. */
function leadingTriples(matrix: SparsePlusLowRank, width: number, random: Random): TruncatedSvd {
  const start = Float64Array.from({ length: matrix.pattern.columns * width }, () => random.uniform() - 0.5);
  let triples = iterateSubspace(matrix, start, width);
  for (let step = 1; step < WARM_UP; step++) triples = iterateSubspace(matrix, triples.right, width);
  return triples;
}

/**
 * Item factors V·√(Σ − threshold)₊ of the matrix that soft-impute completes (Mazumder, Hastie and Tibshirani 2010):
 * missing entries are filled in from the last truncated SVD, singular values are lowered by the threshold, again
 * and again. That minimises ½·Σ (r − a·b)² + ½·threshold·(|A|² + |B|²), so that a ridge of `threshold` on a user's
 * ratings gives the user's own half: the fold-in.
 */
function softImpute(
  pattern: Csr,
  residuals: Float64Array,
  { k, refinements, threshold }: { k: number; refinements: number; threshold: number },
  { random, reporter }: { random: Random; reporter: Reporter },
): { factors: Float32Array; loss: number[] } {
  const width = Math.min(k + OVERSAMPLING, pattern.rows, pattern.columns);
  let matrix: SparsePlusLowRank = { pattern, sparse: residuals, ...NOTHING_FILLED_IN };
  let triples = leadingTriples(matrix, width, random);
  const loss: number[] = [];
  for (let step = 1; ; step++) {
    const { left, right, nuclearNorm } = shrink(triples, { k, width, threshold });
    matrix = { pattern, sparse: unexplained(pattern, residuals, left, right, k), left, right, rank: k };
    const squares = matrix.sparse.reduce((sum, value) => sum + value * value, 0);
    loss.push((squares / 2 + threshold * nuclearNorm) / residuals.length);
    reporter.progress(`SVD pass ${step}/${refinements + 1}, loss ${loss[step - 1].toFixed(4)}`);
    if (step > refinements) return { factors: Float32Array.from(right), loss };
    triples = iterateSubspace(matrix, triples.right, width);
  }
}

/** Both sides' factors, float64 [rows × k]: singular vectors times the root of what is left of their values. */
function shrink(
  { values, left, right }: TruncatedSvd,
  { k, width, threshold }: { k: number; width: number; threshold: number },
) {
  const kept = Array.from({ length: k }, (_, j) => Math.max(0, (values[j] ?? 0) - threshold));
  const scale = (vectors: Float64Array) => {
    const factors = new Float64Array((vectors.length / width) * k);
    for (let at = 0; at < factors.length; at++) {
      const j = at % k;
      if (kept[j] > 0) factors[at] = vectors[Math.floor(at / k) * width + j] * Math.sqrt(kept[j]);
    }
    return factors;
  };
  return { left: scale(left), right: scale(right), nuclearNorm: kept.reduce((sum, value) => sum + value, 0) };
}

/** Residuals minus left·rightᵀ where there is a rating, float64 [entries]. */
function unexplained(
  { rows, pointers, indices }: Csr,
  residuals: Float64Array,
  left: Float64Array,
  right: Float64Array,
  k: number,
): Float64Array {
  const rest = residuals.slice();
  for (let row = 0; row < rows; row++) {
    for (let entry = pointers[row]; entry < pointers[row + 1]; entry++) {
      for (let j = 0; j < k; j++) rest[entry] -= left[row * k + j] * right[indices[entry] * k + j];
    }
  }
  return rest;
}
