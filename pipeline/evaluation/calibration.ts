// Whether a rating model's intervals hold what they promise: of intervals that say 90 %, ninety of a hundred ratings
// should lie inside, for people of whom little is known as well (Gneiting, Balabdaoui and Raftery, "Probabilistic
// forecasts, calibration and sharpness", 2007). Not how good the predictions are: wide intervals can be calibrated.

import type { RatingModel } from '../serving/models.ts';
import type { RatingEvaluation } from './evaluate.ts';
import type { Ground } from './protocol.ts';
import { around, estimated } from './slice-figures.ts';
import { entriesBefore } from './slice-samples.ts';
import { peopleSlices } from './slices.ts';

/** Nominal levels that are looked at, and half the width of their intervals in standard deviations. */
export const LEVELS = [
  { level: 50, deviations: 0.67449 },
  { level: 80, deviations: 1.28155 },
  { level: 90, deviations: 1.64485 },
  { level: 95, deviations: 1.95996 },
] as const;

/** Where the deciles of the standard normal distribution lie. */
const DECILES = [-1.28155, -0.84162, -0.5244, -0.25335, 0, 0.25335, 0.5244, 0.84162, 1.28155];

/** One nominal level: what it promises in per cent, and what came of it. */
export interface LevelReading {
  level: number;
  /** Share of the ratings inside their interval. */
  coverage: number;
  /** Ends of the 95 % interval of that share, over people; null with fewer than two. */
  low: number | null;
  high: number | null;
  /** Stars from end to end, clipped to the scale. */
  mean_width: number;
}

export interface CalibratedSlice {
  slice: string;
  about: string;
  users: number;
  ratings: number;
  levels: LevelReading[];
}

export interface Calibration {
  users: number;
  /** Ratings with an interval. */
  ratings: number;
  /** Ratings without one: of films the model does not know. */
  without_interval: number;
  levels: LevelReading[];
  /**
   * Probability integral transform: share of the ratings in each tenth of their predicted distribution. A tenth each when
   * calibrated; hollow in the middle when intervals are too narrow, humped when too wide, tilted when predictions are off.
   */
  pit: { from: number; to: number; share: number }[];
  slices: CalibratedSlice[];
}

type Judged = Pick<RatingEvaluation, 'predictions' | 'deviations'>;

/** Null for a model without intervals, and where no rating has one. */
export function calibrationOf(
  evaluation: Judged,
  ground: Ground,
  scale: RatingModel['scale'],
): Calibration | null {
  const { deviations } = evaluation;
  if (deviations === null) return null;
  const judged = ground.users.rating.flatMap(({ entries }) => [...entries]);
  const known = judged.filter((entry) => !Number.isNaN(deviations[entry]));
  if (known.length === 0) return null;
  const everybody = new Uint8Array(ground.users.rating.length).fill(1);
  const slices = peopleSlices(entriesBefore(ground, ground.users.rating));
  const readings = (has: Uint8Array) => {
    return LEVELS.map((each) => readLevel(evaluation, deviations, ground, { ...each, has, scale }));
  };
  const { users, levels } = summed(readings(everybody));
  return {
    users,
    ratings: known.length,
    without_interval: judged.length - known.length,
    levels,
    pit: pitOf(
      known.map((entry) => (ground.test.rating[entry] - evaluation.predictions[entry]) / deviations[entry]),
    ),
    slices: slices.map(({ name, about, has }) => ({ slice: name, about, ...summed(readings(has)) })),
  };
}

interface Read {
  users: number;
  ratings: number;
  reading: LevelReading | null;
}

function summed(reads: readonly Read[]) {
  const { users, ratings } = reads[0];
  return { users, ratings, levels: reads.flatMap(({ reading }) => reading ?? []) };
}

function readLevel(
  { predictions }: Judged,
  spread: Float64Array,
  { users, test }: Ground,
  options: { level: number; deviations: number; has: Uint8Array; scale: RatingModel['scale'] },
): Read {
  const { level, deviations, has, scale } = options;
  const inside = new Float64Array(users.rating.length);
  const count = new Float64Array(users.rating.length);
  let width = 0;
  users.rating.forEach(({ entries }, person) => {
    if (has[person] === 0) return;
    for (const entry of entries) {
      if (Number.isNaN(spread[entry])) continue;
      const half = deviations * spread[entry];
      const low = Math.max(scale.min, predictions[entry] - half);
      const high = Math.min(scale.max, predictions[entry] + half);
      count[person]++;
      if (test.rating[entry] >= low && test.rating[entry] <= high) inside[person]++;
      width += high - low;
    }
  });
  const ratings = count.reduce((sum, own) => sum + own, 0);
  const estimate = estimated({ numerator: inside, denominator: count, shape: 'mean' });
  if (estimate === null) return { users: 0, ratings, reading: null };
  const { low, high } = around(estimate.value, estimate.influence, estimate.users);
  const ends = { low: low && Math.max(0, low), high: high && Math.min(1, high) };
  const reading = { level, coverage: estimate.value, ...ends, mean_width: width / ratings };
  return { users: estimate.users, ratings, reading };
}

/** @param z errors in standard deviations, actual minus predicted */
function pitOf(z: readonly number[]): Calibration['pit'] {
  const bins = new Float64Array(DECILES.length + 1);
  for (const each of z) bins[DECILES.filter((decile) => each >= decile).length]++;
  return Array.from(bins, (count, bin) => ({
    from: bin / bins.length,
    to: (bin + 1) / bins.length,
    share: count / z.length,
  }));
}
