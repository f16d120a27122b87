// The Gibbs sampler of Bayesian SVD++ "flipped" (Rendle, Zhang and Koren, "On the Difficulty of Evaluating
// Baselines", 2019): one chain, one thread, float64. What the model is says bayesian-svdpp-chain.ts; what is kept of
// the chain, and how a person is folded in, bayesian-svdpp.ts.
//
// Every value has a Gaussian prior whose mean and precision are drawn too, so there is no regularisation to choose.

import type { Random } from '../random.ts';
import {
  type Chain,
  type Dimension,
  type Gaussian,
  type Half,
  itemSide,
  type Side,
  sideOf,
  startChain,
} from './bayesian-svdpp-chain.ts';
import type { Csr } from './csr.ts';

/**
 * Runs the chain; one sweep draws every value once.
 * @param afterSweep sees the chain after sweep 1, 2, …; the arrays are the chain's own and change with the next.
 */
export function runChain(
  ratings: Csr,
  { k, sweeps, random }: { k: number; sweeps: number; random: Random },
  afterSweep: (chain: Chain, sweep: number) => void,
): void {
  const users = sideOf(ratings.pointers, ratings.indices, null);
  const items = itemSide(ratings);
  const chain = startChain(ratings, users, items, { k, random });
  for (let sweep = 1; sweep <= sweeps; sweep++) {
    drawNoise(chain, random);
    drawMean(chain, random);
    chain.dimensions.forEach((dimension, at) => {
      drawPriors(dimension, random);
      const [itemFactor, userFactor] =
        at === 0 ? [items.ones, users.ones] : [dimension.items.value, dimension.users.value];
      drawHalf(dimension.users, { side: users, other: items, factor: itemFactor }, chain, random);
      drawHalf(dimension.items, { side: items, other: users, factor: userFactor }, chain, random);
    });
    afterSweep(chain, sweep);
  }
}

/** Precision of the noise given the residuals, under a Gamma(½, ½) prior. */
function drawNoise(chain: Chain, random: Random): void {
  const squares = chain.residuals.reduce((sum, residual) => sum + residual * residual, 0);
  chain.precision = random.gamma((1 + chain.residuals.length) / 2) / ((1 + squares) / 2);
}

function drawMean(chain: Chain, random: Random): void {
  const { residuals } = chain;
  const average = residuals.reduce((sum, residual) => sum + residual, 0) / residuals.length;
  const change = average + random.normal() / Math.sqrt(chain.precision * residuals.length);
  chain.mean += change;
  for (let entry = 0; entry < residuals.length; entry++) residuals[entry] -= change;
}

function drawPriors({ users, items }: Dimension, random: Random): void {
  for (const half of [users, items]) {
    drawPrior(half.ownPrior, half.own, random);
    drawPrior(half.seenPrior, half.seen, random);
  }
}

/** Mean and precision of values, under a Normal(0, 1 / precision) and a Gamma(½, ½) prior. */
function drawPrior(prior: Gaussian, values: Float64Array, random: Random): void {
  let sum = 0;
  let squares = prior.mean * prior.mean;
  for (const value of values) {
    sum += value;
    squares += (value - prior.mean) ** 2;
  }
  prior.precision = random.gamma((2 + values.length) / 2) / ((1 + squares) / 2);
  const count = values.length + 1;
  prior.mean = sum / count + random.normal() / Math.sqrt(count * prior.precision);
}

/**
 * Draws one side of one dimension, given everything else. The ratings are read twice, to gather what each row says
 * and to bring the residuals up to date; between the two, all draws work on two numbers a row.
 * @param factor float64 [rows of the other side]: what this side's values are multiplied with.
 */
function drawHalf(
  half: Half,
  { side, other, factor }: { side: Side; other: Side; factor: Float64Array },
  chain: Chain,
  random: Random,
): void {
  const { curvature, slope } = gather(side, factor, chain.residuals);
  const change = drawOwn(half, curvature, slope, chain.precision, random);
  drawSeen(half, { side, other, curvature, slope, change }, chain.precision, random);
  const { pointers, others, places } = side;
  for (let row = 0; row < side.rows; row++) {
    half.value[row] += change[row];
    for (let at = pointers[row]; at < pointers[row + 1]; at++) {
      chain.residuals[places[at]] -= change[row] * factor[others[at]];
    }
  }
}

/** For each row Σ factor² and Σ residual·factor over its ratings, float64 [rows] each. */
function gather({ rows, pointers, others, places }: Side, factor: Float64Array, residuals: Float64Array) {
  const curvature = new Float64Array(rows);
  const slope = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let squares = 0;
    let products = 0;
    for (let at = pointers[row]; at < pointers[row + 1]; at++) {
      const value = factor[others[at]];
      squares += value * value;
      products += residuals[places[at]] * value;
    }
    curvature[row] = squares;
    slope[row] = products;
  }
  return { curvature, slope };
}

/** Draws every row's own value; brings the slopes up to date and returns each row's change, float64 [rows]. */
function drawOwn(
  { own, ownPrior }: Half,
  curvature: Float64Array,
  slope: Float64Array,
  precision: number,
  random: Random,
): Float64Array {
  const change = new Float64Array(own.length);
  for (let row = 0; row < own.length; row++) {
    const posterior = ownPrior.precision + precision * curvature[row];
    const pull = precision * (slope[row] + curvature[row] * own[row]) + ownPrior.precision * ownPrior.mean;
    change[row] = pull / posterior + random.normal() / Math.sqrt(posterior) - own[row];
    own[row] += change[row];
    slope[row] -= curvature[row] * change[row];
  }
  return change;
}

/** Draws the seen value of every row of the other side, one after the other; adds to each row's change. */
function drawSeen(
  { seen, seenPrior }: Half,
  sums: { side: Side; other: Side; curvature: Float64Array; slope: Float64Array; change: Float64Array },
  precision: number,
  random: Random,
): void {
  const { side, other, curvature, slope, change } = sums;
  // In units of one seen value, so that the inner loops neither multiply nor divide by √ratings.
  const bend = curvature.map((value, row) => value * side.share[row] ** 2);
  const lean = slope.map((value, row) => value * side.share[row]);
  const added = new Float64Array(side.rows);
  const { pointers, others } = other;
  for (let row = 0; row < seen.length; row++) {
    let bends = 0;
    let leans = 0;
    for (let at = pointers[row]; at < pointers[row + 1]; at++) {
      bends += bend[others[at]];
      leans += lean[others[at]];
    }
    const posterior = seenPrior.precision + precision * bends;
    const pull = precision * (leans + bends * seen[row]) + seenPrior.precision * seenPrior.mean;
    const step = pull / posterior + random.normal() / Math.sqrt(posterior) - seen[row];
    seen[row] += step;
    for (let at = pointers[row]; at < pointers[row + 1]; at++) {
      lean[others[at]] -= bend[others[at]] * step;
      added[others[at]] += step;
    }
  }
  for (let row = 0; row < side.rows; row++) change[row] += side.share[row] * added[row];
}
