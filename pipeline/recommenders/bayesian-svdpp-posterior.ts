// What is kept of the Gibbs chain: the films' side as means and variances over its sweeps. Users are not kept; they
// are folded in by serving/rating.ts.
//
// Each sweep's factors are one of many equally good sets: any rotation of them predicts the same. So before sweeps
// are averaged each is scaled until the prior on a user's taste is the same in every direction (noise / spread = 1)
// and rotated onto the mean so far (orthogonal Procrustes problem; Schönemann 1966).

import { Matrix, SVD } from 'ml-matrix';
import type { Chain } from './bayesian-svdpp-chain.ts';
import type { Csr } from './csr.ts';

/** Means over sweeps; "variance" is over sweeps too. */
export interface ItemPosterior {
  readonly mean: number;
  /** Variance of the noise in a rating, stars². */
  readonly noise: number;
  /** Noise / variance of what users' biases are drawn from: the ridge on a person's bias. */
  readonly biasRidge: number;
  /** float64 [items] */
  readonly bias: Float64Array;
  readonly biasVariance: Float64Array;
  /** float64 [items × k], row-major, in units in which the ridge on a person's factors is 1. */
  readonly factors: Float64Array;
  readonly factorVariance: Float64Array;
  /** What having rated each film, not the average one, adds to bias and factors, before the share of 1 / √ratings. */
  readonly seenBias: Float64Array;
  readonly seenFactors: Float64Array;
}

/** Running mean and sum of squared deviations (Welford 1962) of a vector. */
interface Running {
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

export interface PosteriorBuilder {
  /** Takes one sweep of the chain in. */
  add(chain: Chain): void;
  /** What all sweeps taken in so far say. */
  result(): ItemPosterior;
}

/** Collects sweeps of a chain over these ratings; memory is a few numbers a film and factor, however many sweeps. */
export function collectPosterior({ columns: items, indices }: Csr, k: number): PosteriorBuilder {
  const ratingsOf = new Float64Array(items);
  for (const item of indices) ratingsOf[item]++;
  const scalars = running(3);
  const bias = running(items);
  const factors = running(items * k);
  const seenBias = running(items);
  const seenFactors = running(items * k);
  let sweeps = 0;
  const variance = ({ squares }: Running) => squares.map((sum) => sum / Math.max(1, sweeps - 1));
  return {
    add(chain) {
      sweeps++;
      const { scaled, seen } = scaledFactors(chain, ratingsOf, k);
      const rotation = nearestRotation(scaled, factors.mean, ratingsOf, k);
      const mean = meanOfNewcomer(chain);
      const { ownPrior } = chain.dimensions[0].users;
      take(scalars, Float64Array.of(mean, 1 / chain.precision, ownPrior.precision / chain.precision), sweeps);
      take(bias, itemBiases(chain, mean, items), sweeps);
      take(factors, rotate(scaled, rotation, k), sweeps);
      take(seenBias, centred(chain.dimensions[0].users.seen, ratingsOf), sweeps);
      take(seenFactors, rotate(seen, rotation, k), sweeps);
    },
    result: () => {
      const [mean, noise, biasRidge] = scalars.mean;
      return {
        mean,
        noise,
        biasRidge,
        bias: bias.mean,
        biasVariance: variance(bias),
        factors: factors.mean,
        factorVariance: variance(factors),
        seenBias: seenBias.mean,
        seenFactors: seenFactors.mean,
      };
    },
  };
}

function running(length: number): Running {
  return { mean: new Float64Array(length), squares: new Float64Array(length) };
}

function take({ mean, squares }: Running, values: Float64Array, count: number): void {
  for (let at = 0; at < values.length; at++) {
    const difference = values[at] - mean[at];
    mean[at] += difference / count;
    squares[at] += difference * (values[at] - mean[at]);
  }
}

/** What the average user is expected to give to a film without ratings. */
function meanOfNewcomer({ mean, dimensions: [biases] }: Chain): number {
  return mean + averageOf(biases.users.value) + biases.items.ownPrior.mean;
}

function averageOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Values [items] minus their average over ratings. In the chain they also say how far somebody with many ratings is
 * from somebody with few, and would be wrong for a newcomer with fewer than any user had; the average user, whom
 * newcomers start from, has that in them.
 */
function centred(values: Float64Array, ratingsOf: Float64Array): Float64Array {
  let sum = 0;
  let ratings = 0;
  for (let item = 0; item < values.length; item++) {
    sum += ratingsOf[item] * values[item];
    ratings += ratingsOf[item];
  }
  return values.map((value) => value - sum / ratings);
}

/** What the average user gives each film beyond the mean, the average taste included; float64 [items]. */
function itemBiases({ mean, dimensions: [biases, ...factors] }: Chain, above: number, items: number) {
  const level = mean + averageOf(biases.users.value) - above;
  const tastes = factors.map(({ users }) => averageOf(users.value));
  const bias = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    bias[item] = level + biases.items.value[item];
    factors.forEach(({ items: films }, j) => {
      bias[item] += tastes[j] * films.value[item];
    });
  }
  return bias;
}

/**
 * Factors in units in which noise / variance of users' factors is 1, and in the units of users, which are the
 * inverse, what having rated each film adds to them; float64 [items × k] each.
 */
function scaledFactors({ precision, dimensions }: Chain, ratingsOf: Float64Array, k: number) {
  const items = ratingsOf.length;
  const scaled = new Float64Array(items * k);
  const seen = new Float64Array(items * k);
  for (let j = 0; j < k; j++) {
    const { users, items: films } = dimensions[j + 1];
    const scale = Math.sqrt(precision / users.ownPrior.precision);
    const beyondAverage = centred(users.seen, ratingsOf);
    for (let item = 0; item < items; item++) {
      scaled[item * k + j] = scale * films.value[item];
      seen[item * k + j] = beyondAverage[item] / scale;
    }
  }
  return { scaled, seen };
}

/**
 * The rotation [k × k] that brings `factors` nearest to `target`, where every rating of a film counts once; onto
 * zeros, the first target, any is as near as another.
 */
function nearestRotation(factors: Float64Array, target: Float64Array, ratingsOf: Float64Array, k: number) {
  const products = new Float64Array(k * k);
  for (let item = 0; item < ratingsOf.length; item++) {
    for (let i = 0; i < k; i++) {
      const weighted = ratingsOf[item] * factors[item * k + i];
      for (let j = 0; j < k; j++) products[i * k + j] += weighted * target[item * k + j];
    }
  }
  const { leftSingularVectors, rightSingularVectors } = new SVD(Matrix.from1DArray(k, k, products));
  return leftSingularVectors.mmul(rightSingularVectors.transpose()).to1DArray();
}

function rotate(factors: Float64Array, rotation: readonly number[], k: number): Float64Array {
  const rotated = new Float64Array(factors.length);
  for (let start = 0; start < factors.length; start += k) {
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) rotated[start + j] += factors[start + i] * rotation[i * k + j];
    }
  }
  return rotated;
}
