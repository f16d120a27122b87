// The day effect of Bayesian SVD++: everybody's mood on each calendar day they rated on, drawn in the chain with a
// precision of its own (the day-specific bias of timeSVD++; Koren, "Collaborative Filtering with Temporal Dynamics",
// 2009). Not the films' drift over time. How a person's days are folded in is serving/rating-days.ts.

import type { Interactions } from '../data/interactions.ts';
import { dayNumber } from '../data/time.ts';
import type { Random } from '../random.ts';
import type { Csr } from './csr.ts';
import type { GibbsKernel } from './kernels/gibbs-kernel.ts';

/** Precision of moods that the chain starts from: a standard deviation of a third of a star. */
const START_PRECISION = 10;

/** Which ratings share a day. */
export interface Days {
  /** int32 [ratings], as collectRatings orders them: the person and day of each, counted from 0. */
  readonly of: Int32Array;
  /** Days of all people together. */
  readonly count: number;
}

/** The chain's present precision of moods, which change with the next sweep. */
export interface DayPrior {
  precision: number;
}

export interface DayChain {
  readonly prior: DayPrior;
  /** Draws the precision, then every mood given all else, and takes the moods from the ratings that the kernel explains. */
  draw(): void;
}

/** The UTC days people rated on, or null when nobody has two. */
export function findDays({ user, rating, timestamp }: Interactions): Days | null {
  const days = new Int32Array(rating.length);
  let [kept, count, people, last] = [0, 0, 0, -1];
  let own = new Map<number, number>();
  for (let entry = 0; entry < rating.length; entry++) {
    if (Number.isNaN(rating[entry])) continue;
    if (user[entry] !== last) {
      own = new Map();
      people++;
      last = user[entry];
    }
    const day = dayNumber(timestamp[entry]);
    const index = own.get(day) ?? count++;
    own.set(day, index);
    days[kept++] = index;
  }
  return count > people ? { of: days.subarray(0, kept), count } : null;
}

/**
 * The moods beside the values of a kernel that has its start values. They are drawn by one thread, from the residuals
 * in float64, so that their bits do not depend on the number of threads.
 * @param byUser the ratings as they were given
 */
export function openDayChain(
  kernel: GibbsKernel,
  byUser: Csr,
  { of, count }: Days,
  random: Random,
): DayChain {
  const { users, items, noise } = kernel;
  const byItem = placesByItem(byUser);
  const moods = new Float64Array(count);
  const sums = new Float64Array(count);
  const ratings = new Int32Array(count);
  for (const day of of) ratings[day]++;
  const prior = { precision: START_PRECISION };
  return {
    prior,
    draw() {
      prior.precision = drawPrecision(moods, random);
      sumResiduals(kernel, byUser, of, sums.fill(0));
      for (let day = 0; day < count; day++) {
        const precision = prior.precision + noise[1] * ratings[day];
        moods[day] = (noise[1] * sums[day]) / precision + random.normal() / Math.sqrt(precision);
      }
      for (let entry = 0; entry < of.length; entry++) {
        users.ratings[entry] = byUser.values[entry] - moods[of[entry]];
        items.ratings[byItem[entry]] = users.ratings[entry];
      }
    },
  };
}

/** Under a Gamma(½, ½) prior: there are many days, so that it hardly counts. */
function drawPrecision(moods: Float64Array, random: Random): number {
  const squares = moods.reduce((sum, mood) => sum + mood * mood, 0);
  return random.gamma((1 + moods.length) / 2) / ((1 + squares) / 2);
}

/** Adds each rating − mean − both biases − the product of traits to its day. */
function sumResiduals(kernel: GibbsKernel, byUser: Csr, of: Int32Array, sums: Float64Array): void {
  const { users, items, noise, k, stride } = kernel;
  for (let user = 0; user < byUser.rows; user++) {
    const own = user * stride;
    for (let entry = byUser.pointers[user]; entry < byUser.pointers[user + 1]; entry++) {
      const film = byUser.indices[entry] * stride;
      let predicted = noise[0] + users.values[own] + items.values[film];
      for (let j = 1; j <= k; j++) predicted += users.values[own + j] * items.values[film + j];
      sums[of[entry]] += byUser.values[entry] - predicted;
    }
  }
}

/** Where each rating stands when they are ordered by item; int32 [ratings]. */
function placesByItem({ columns, indices }: Csr): Int32Array {
  const next = new Int32Array(columns + 1);
  for (const item of indices) next[item + 1]++;
  for (let item = 0; item < columns; item++) next[item + 1] += next[item];
  return indices.map((item) => next[item]++);
}
