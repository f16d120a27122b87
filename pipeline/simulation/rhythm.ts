// When people come: a week's rhythm of days and hours. UTC throughout, so daylight saving changes nothing.

import { DAY_MS } from '../data/time.ts';
import type { Random } from '../random.ts';

/** Relative weight of Monday to Sunday. */
const DAYS: readonly number[] = [0.94, 0.93, 0.94, 0.95, 1.04, 1.13, 1.1];

/** Relative weight of the hours 0 to 23 on a working day, and what a weekend adds. */
const HOURS: readonly number[] = [
  1, 0.4, 0.2, 0.1, 0.1, 0.2, 0.5, 1, 1.2, 1.2, 1.2, 1.4, 2, 1.8, 1.5, 1.6, 2, 3, 4.5, 6.5, 8, 7, 4.5, 2,
];
const WEEKEND_HOURS: readonly number[] = HOURS.map(
  (weight, hour) => weight + (hour >= 9 && hour < 18 ? 2 : 0),
);

/** A plausible instant in the week that starts at `weekStart` (a Monday), to the second. */
export function drawInstant(random: Random, weekStart: number): number {
  const day = drawIndex(random, DAYS);
  const hour = drawIndex(random, day >= 5 ? WEEKEND_HOURS : HOURS);
  return weekStart + day * DAY_MS + hour * 3_600_000 + random.integer(3600) * 1000;
}

/** A position drawn with probability proportional to its weight. */
export function drawIndex(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  let left = random.uniform() * total;
  for (let i = 0; i < weights.length - 1; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** A Poisson count (Knuth's method: fit for small means). */
export function drawCount(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
