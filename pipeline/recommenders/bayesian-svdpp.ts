// Bayesian SVD++ "flipped": the rating model with the least error of those here. Training is a Gibbs sampler
// (bayesian-svdpp-sampler.ts); the model is what its sweeps agree on about the films, and how far they differ
// (bayesian-svdpp-posterior.ts). Off unless asked for: the moods of days (bayesian-svdpp-days.ts).

import type { Interactions } from '../data/interactions.ts';
import { createRandom } from '../random.ts';
import type { Reporter } from '../reporter.ts';
import type { RatingModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { type Days, findDays } from './bayesian-svdpp-days.ts';
import { collectPosterior, type ItemPosterior } from './bayesian-svdpp-posterior.ts';
import { runChain } from './bayesian-svdpp-sampler.ts';
import { collectRatings } from './bias.ts';
import type { Csr } from './csr.ts';

const PARAMETERS = {
  k: {
    type: 'integer',
    default: 'auto',
    auto: 'with the root of the number of ratings: 15 for 100,000, 47 for a million',
    min: 1,
    max: 512,
    search: { values: [7, 15, 31, 63] },
    about: 'Traits of taste; time grows with them.',
  },
  sweeps: {
    type: 'integer',
    default: 200,
    min: 1,
    max: 100_000,
    effort: true,
    about: 'Sweeps of the sampler that are averaged; time grows with them.',
  },
  burn_in: {
    type: 'integer',
    default: 20,
    min: 0,
    max: 100_000,
    about: 'Sweeps before those, thrown away because they still remember where the sampler started.',
  },
  day_effect: {
    type: 'boolean',
    default: false,
    about:
      'Whether a day has a mood. It flatters where other ratings of the day are known, as in random splits.',
  },
} as const satisfies ParameterSpecs;

export const bayesianSvdpp: Algorithm<RatingModel> = {
  name: 'bayesian_svdpp',
  head: 'rating',
  about:
    'Biases and factors with implicit feedback of both sides, sampled instead of solved. The least error, slower, and it says how sure it is.',
  parameters: PARAMETERS,
  async train(data, given, { seed, reporter, threads }) {
    const { sweeps, burn_in, day_effect, ...parameters } = resolveParameters(
      'bayesian_svdpp',
      PARAMETERS,
      given,
    );
    const ratings = collectRatings(data);
    const k = parameters.k === 'auto' ? traitsFor(ratings.values.length) : parameters.k;
    const posterior = collectPosterior(ratings, k);
    const days = day_effect ? daysToLearn(data, reporter) : undefined;
    const random = createRandom(seed).fork('bayesian_svdpp');
    const loss: number[] = [];
    const options = { k, sweeps: burn_in + sweeps, random, threads, days };
    await runChain(ratings, options, (chain, sweep, error) => {
      loss.push(error);
      if (sweep > burn_in && (burn_in + sweeps - sweep) % keepEvery(k) === 0) posterior.add(chain);
      reporter.progress(`Gibbs sweep ${sweep}/${burn_in + sweeps}, error ${error.toFixed(4)}`);
    });
    return { model: modelOf(data.itemIds, k, posterior.result(), scaleOf(ratings)), loss };
  },
};

/**
 * As many traits as ratings can tell apart, filling whole blocks of the kernel together with the bias. On a fifth, two fifths and four fifths of ml-latest-small the best of 3, 7, 15 and 23 traits
 * was 3, 7 and 23, the first and the last hardly ahead of 7 and 15.
 */
function traitsFor(ratings: number): number {
  return 8 * Math.max(1, Math.round(2 * Math.sqrt(ratings / 100_000))) - 1;
}

/** Without times, as without anybody who rated on two days, a mood cannot be told from a person's bias. */
function daysToLearn(data: Interactions, reporter: Reporter): Days | undefined {
  const days = findDays(data);
  if (days === null) {
    reporter.warn(
      'bayesian_svdpp: nobody rated on two days, or no times are known: trained without day_effect.',
    );
  }
  return days ?? undefined;
}

/** Taking a sweep in costs films × k², a sweep films × k; neighbours in the chain say almost the same. */
function keepEvery(k: number): number {
  return Math.ceil(k / 16);
}

function modelOf(
  itemIds: readonly string[],
  k: number,
  posterior: ItemPosterior,
  scale: RatingModel['scale'],
): RatingModel {
  return {
    kind: 'rating',
    itemIds,
    mean: posterior.mean,
    itemBias: Float32Array.from(posterior.bias),
    k,
    factors: Float32Array.from(posterior.factors),
    biasRegularisation: posterior.biasRidge,
    factorRegularisation: 1,
    scale,
    uncertainty: {
      noise: posterior.noise,
      itemBias: Float32Array.from(posterior.biasVariance),
      factors: Float32Array.from(posterior.factorVariance),
    },
    implicit: {
      bias: Float32Array.from(posterior.seenBias),
      factors: Float32Array.from(posterior.seenFactors),
    },
    ...(posterior.dayRidge > 0 ? { dayRegularisation: posterior.dayRidge } : {}),
  };
}

/** The lowest and the highest rating there is. */
function scaleOf({ values }: Csr): RatingModel['scale'] {
  return values.reduce(
    ({ min, max }, rating) => ({ min: Math.min(min, rating), max: Math.max(max, rating) }),
    {
      min: Infinity,
      max: -Infinity,
    },
  );
}
