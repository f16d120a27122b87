// The Gibbs chain of Bayesian SVD++ "flipped" (Rendle, Zhang and Koren, "On the Difficulty of Evaluating Baselines",
// 2019): what the model consists of, where it starts, and the order in which all of it is drawn. The drawing of
// values is the kernel's (kernels/gibbs.as.ts); what is kept of the chain, and how a person is folded in, is
// bayesian-svdpp-posterior.ts and bayesian-svdpp.ts.
//
// rating ≈ mean + user's bias + item's bias + Σ over traits of user value × item value. A user's values have
// Gaussian priors around m + Σ s / √n over the n items they rated, where each item has its "seen" values s; an item's
// values likewise over the users who rated it. Every m, every prior of s and every precision is drawn, too, so there
// is no regularisation to choose. The paper draws a user's own share apart from the sum; drawing the sum, and the
// seen values from what it leaves, is the same model, needs no ratings in the second step, and forgets where the
// chain was sooner wherever there are ratings to learn from (Papaspiliopoulos, Roberts and Sköld, "A General Framework
// for the Parametrization of Hierarchical Models", 2007).

import type { Random } from '../random.ts';
import { type DayPrior, type Days, openDayChain } from './bayesian-svdpp-days.ts';
import { type Csr, transpose } from './csr.ts';
import {
  type GibbsKernel,
  type GibbsPrior,
  type GibbsSide,
  openGibbsKernel,
} from './kernels/gibbs-kernel.ts';

/** Spread of the values that the chain starts from. */
const START_SPREAD = 0.1;

/** The chain after a sweep: live views of the kernel's memory, which change with the next. */
export type Chain = Pick<GibbsKernel, 'k' | 'stride' | 'users' | 'items' | 'noise'> & {
  /** Where days are drawn. */
  readonly days?: DayPrior;
};

export interface ChainOptions {
  /** Traits. */
  readonly k: number;
  readonly sweeps: number;
  readonly threads: number;
  readonly random: Random;
  /** The days that have a mood; without, there are none. */
  readonly days?: Days;
}

/**
 * Runs the chain; one sweep draws every value once.
 * @param afterSweep sees the chain after sweep 1, 2, …, and the mean squared error of its values.
 * @throws InputError when it does not fit into memory.
 */
export async function runChain(
  ratings: Csr,
  { k, sweeps, threads, random, days }: ChainOptions,
  afterSweep: (chain: Chain, sweep: number, error: number) => void,
): Promise<void> {
  const seed = [random.integer(2 ** 32), random.integer(2 ** 32)] as const;
  const kernel = await openGibbsKernel(ratings, { k, threads, seed });
  try {
    startChain(kernel, ratings, random);
    const moods = days && openDayChain(kernel, ratings, days, random.fork('days'));
    const chain = moods ? { ...kernel, days: moods.prior } : kernel;
    for (let sweep = 1; sweep <= sweeps; sweep++) {
      for (const side of [kernel.users, kernel.items]) drawPriors(side, kernel, random);
      moods?.draw();
      await kernel.users.draw(sweep);
      await kernel.items.draw(sweep);
      await kernel.drawSeen(sweep);
      afterSweep(chain, sweep, drawNoise(kernel, ratings.values.length, random));
    }
  } finally {
    await kernel.close();
  }
}

/** Small random values, so that no two traits start alike; mean and precision as if there were nothing but a mean. */
function startChain(kernel: GibbsKernel, byUser: Csr, random: Random): void {
  const { values } = byUser;
  const mean = values.reduce((sum, rating) => sum + rating, 0) / values.length;
  const squares = values.reduce((sum, rating) => sum + (rating - mean) ** 2, 0);
  kernel.noise.set([mean, (1 + values.length) / (1 + squares)]);
  startSide(kernel.users, byUser, kernel, random);
  startSide(kernel.items, transpose(byUser), kernel, random);
}

function startSide(side: GibbsSide, csr: Csr, { k, stride }: Chain, random: Random): void {
  const { values, expected, seen } = side;
  const startRow = (of: Float32Array, row: number) => {
    for (let j = 0; j <= k; j++) of[row * stride + j] = START_SPREAD * random.normal();
  };
  for (let row = 0; row < csr.columns; row++) startRow(seen, row);
  for (let row = 0; row < csr.rows; row++) {
    startRow(values, row);
    const [start, end] = [csr.pointers[row], csr.pointers[row + 1]];
    const share = 1 / Math.sqrt(Math.max(1, end - start));
    for (let entry = start; entry < end; entry++) {
      const from = csr.indices[entry] * stride;
      for (let j = 0; j <= k; j++) expected[row * stride + j] += share * seen[from + j];
    }
    for (let j = 0; j <= k; j++) values[row * stride + j] += expected[row * stride + j];
  }
}

/** The priors of a side's values and of its seen values. */
function drawPriors(
  { values, expected, seen, prior, seenPrior }: GibbsSide,
  chain: Chain,
  random: Random,
): void {
  const own = values.map((value, at) => value - expected[at]);
  drawPrior(prior, own, chain, random);
  drawPrior(seenPrior, seen, chain, random);
}

/**
 * Mean and precision of each trait's values [rows × stride]. The mean's prior is Normal(0, 1 / precision); that of the
 * standard deviation is half of a Cauchy's with scale 1, which lets a trait vanish that the ratings do not bear (Gelman,
 * "Prior Distributions for Variance Parameters in Hierarchical Models", 2006): a Gamma prior of the precision whose
 * rate is drawn, too. A fixed rate of ½ all but forbids precisions far above 1, so that what many traits must vary by
 * was taken from the noise.
 */
function drawPrior(prior: GibbsPrior, values: Float32Array, { k, stride }: Chain, random: Random): void {
  const rows = values.length / stride;
  const sums = new Float64Array(k + 1);
  const squares = prior.mean.map((mean) => mean * mean);
  for (let start = 0; start < values.length; start += stride) {
    for (let j = 0; j <= k; j++) {
      sums[j] += values[start + j];
      squares[j] += (values[start + j] - prior.mean[j]) ** 2;
    }
  }
  for (let j = 0; j <= k; j++) {
    const rate = random.gamma(1) / (1 + prior.precision[j]);
    const precision = random.gamma((2 + rows) / 2) / (rate + squares[j] / 2);
    prior.precision[j] = precision;
    prior.mean[j] = sums[j] / (rows + 1) + random.normal() / Math.sqrt((rows + 1) * precision);
  }
}

/**
 * The mean of all ratings, and the precision of one under a Gamma(½, ½) prior, from what the items' drawing left.
 * @returns the mean squared error
 */
function drawNoise({ noise, items }: Chain, ratings: number, random: Random): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < items.rows; row++) {
    sum += items.sums[2 * row];
    squares += items.sums[2 * row + 1];
  }
  const change = sum / ratings + random.normal() / Math.sqrt(noise[1] * ratings);
  noise[0] += change;
  squares = Math.max(0, squares - 2 * change * sum + ratings * change * change);
  noise[1] = random.gamma((1 + ratings) / 2) / ((1 + squares) / 2);
  return squares / ratings;
}
