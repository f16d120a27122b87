// What is kept of the Gibbs chain: the films' side as means and variances over its sweeps. Users are not kept; they
// are folded in by serving/rating.ts.
//
// Each sweep's factors are one of many equally good sets: any rotation of them predicts the same. So before sweeps
// are averaged each is scaled until the prior on a user's taste is the same in every direction (noise / spread = 1)
// and rotated onto the mean so far (polar.ts).

import { Matrix } from 'ml-matrix';
import type { Chain } from './bayesian-svdpp-sampler.ts';
import type { Csr } from './csr.ts';
import { nearestOrthogonal } from './polar.ts';

/** Means over sweeps; "variance" is over sweeps too. */
export interface ItemPosterior {
  readonly mean: number;
  /** Variance of the noise in a rating, stars². */
  readonly noise: number;
  /** Noise / variance of what users' biases are drawn from: the ridge on a person's bias. */
  readonly biasRidge: number;
  /** Likewise of moods of a day; 0 where the chain has none. */
  readonly dayRidge: number;
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
  const scalars = running(4);
  const bias = running(items);
  const factors = running(items * k);
  const seenBias = running(items);
  const seenFactors = running(items * k);
  let sweeps = 0;
  const variance = ({ squares }: Running) => squares.map((sum) => sum / Math.max(1, sweeps - 1));
  return {
    add(chain) {
      sweeps++;
      const average = averageUser(chain);
      const [level, biases] = itemBiases(chain, average);
      const [biasOfSeen, traitsOfSeen] = beyondAverage(chain, ratingsOf);
      const scales = userScales(chain);
      const scaled = traitsOf(chain.items.values, chain, (trait) => scales[trait]);
      const rotation = nearestRotation(scaled, factors.mean, ratingsOf, k);
      const noise = 1 / chain.noise[1];
      take(
        scalars,
        Float64Array.of(
          chain.noise[0] + average[0] + level,
          noise,
          noise * chain.users.prior.precision[0],
          noise * (chain.days?.precision ?? 0),
        ),
        sweeps,
      );
      take(bias, biases, sweeps);
      take(factors, rotate(scaled, rotation, k), sweeps);
      take(seenBias, biasOfSeen, sweeps);
      take(
        seenFactors,
        rotate(
          traitsOfSeen.map((value, at) => value / scales[at % k]),
          rotation,
          k,
        ),
        sweeps,
      );
    },
    result: () => {
      const [mean, noise, biasRidge, dayRidge] = scalars.mean;
      return {
        mean,
        noise,
        biasRidge,
        dayRidge,
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

/** Bias and traits of the average user, float64 [1 + k]: what a newcomer is expected to be. */
function averageUser({ users, k, stride }: Chain): Float64Array {
  const sums = new Float64Array(k + 1);
  for (let start = 0; start < users.values.length; start += stride) {
    for (let j = 0; j <= k; j++) sums[j] += users.values[start + j];
  }
  return sums.map((sum) => sum / users.rows);
}

/**
 * What the average user gives the average film beyond the mean of ratings, and each film, float64 [items], beyond that.
 * Most films have few ratings, so the average film is what a film without any is expected to be.
 */
function itemBiases({ items, k, stride }: Chain, average: Float64Array): [number, Float64Array] {
  const biases = Float64Array.from({ length: items.rows }, (_, item) => {
    const start = item * stride;
    let bias = items.values[start];
    for (let j = 1; j <= k; j++) bias += average[j] * items.values[start + j];
    return bias;
  });
  const level = biases.reduce((sum, bias) => sum + bias, 0) / items.rows;
  return [level, biases.map((bias) => bias - level)];
}

/** What a trait is multiplied with to be in units in which noise / variance of users' traits is 1; float64 [k]. */
function userScales({ users, noise, k }: Chain): Float64Array {
  return users.prior.precision.slice(1, k + 1).map((precision) => Math.sqrt(noise[1] / precision));
}

/** The traits of strided rows, each scaled; float64 [rows × k]. */
function traitsOf(
  strided: Float32Array,
  { k, stride }: Chain,
  scale: (trait: number) => number,
): Float64Array {
  const rows = strided.length / stride;
  const traits = new Float64Array(rows * k);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < k; j++) traits[row * k + j] = scale(j) * strided[row * stride + 1 + j];
  }
  return traits;
}

/**
 * The users' seen values minus their average over ratings: of biases float64 [items], of traits [items × k]. In the
 * chain they also say how far somebody with many ratings is from somebody with few, and would be wrong for a newcomer
 * with fewer than any user had; the average user, whom newcomers start from, has that in them.
 */
function beyondAverage(chain: Chain, ratingsOf: Float64Array): [Float64Array, Float64Array] {
  const { users, k, stride } = chain;
  const sums = new Float64Array(k + 1);
  let ratings = 0;
  ratingsOf.forEach((count, item) => {
    for (let j = 0; j <= k; j++) sums[j] += count * users.seen[item * stride + j];
    ratings += count;
  });
  const averages = sums.map((sum) => sum / ratings);
  const biases = ratingsOf.map((_, item) => users.seen[item * stride] - averages[0]);
  const traits = traitsOf(users.seen, chain, () => 1);
  return [biases, traits.map((value, at) => value - averages[1 + (at % k)])];
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
  return Float64Array.from(nearestOrthogonal(Matrix.from1DArray(k, k, products)).to1DArray());
}

function rotate(factors: Float64Array, rotation: Float64Array, k: number): Float64Array {
  const rotated = new Float64Array(factors.length);
  for (let start = 0; start < factors.length; start += k) {
    for (let i = 0; i < k; i++) {
      const factor = factors[start + i];
      for (let j = 0; j < k; j++) rotated[start + j] += factor * rotation[i * k + j];
    }
  }
  return rotated;
}
