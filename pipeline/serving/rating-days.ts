// The moods of the days a person rated on: what they gave above their bias then. Part of the fold-in of rating.ts, for
// models that know days; not the learning of how far moods reach, which is recommenders/bayesian-svdpp-days.ts.

import type { RatingModel } from './models.ts';

/** One day of one person. */
export interface DayMood {
  /** Stars given above the bias. */
  readonly mood: number;
  /** How far the mood falls as each number of the person rises by one, float64 [k + 1]: bias first, then the vector. */
  readonly slope: Float64Array;
  /** Variance of the mood were the person known exactly, in units of the noise. */
  readonly freedom: number;
}

/** A rating as the fold-in sees it. */
export interface WeighedRating {
  readonly weight: number;
  /** Rating − mean − the film's bias. */
  readonly residual: number;
  /** float64 [k + 1]: what it multiplies a person's bias and vector with. */
  readonly features: Float64Array;
}

interface DaySums {
  weight: number;
  residual: number;
  readonly features: Float64Array;
}

export interface DaySystem {
  /** Takes a rating in; one without a day has no mood. */
  add(day: number | undefined, rating: WeighedRating): void;
  /** Leaves the system that bias and vector solve when every mood is at its best for them: the Schur complement. */
  eliminate(matrix: Float64Array, solution: Float64Array): void;
  /** The moods that belong to bias and vector, float64 [k + 1]. */
  moods(solved: Float64Array): ReadonlyMap<number, DayMood>;
}

/**
 * Moods d that minimise Σ w·(residual − features·x − d)² + ridge·d² together with the person x: each is
 * (Σ w·residual − Σ w·features·x) / (Σ w + ridge) over the ratings of its day.
 * @returns null for a model that does not know days.
 */
export function openDays({ dayRegularisation: ridge, k }: RatingModel): DaySystem | null {
  if (ridge === undefined) return null;
  const size = k + 1;
  const days = new Map<number, DaySums>();
  return {
    add(day, { weight, residual, features }) {
      if (day === undefined) return;
      const sums = days.get(day) ?? { weight: 0, residual: 0, features: new Float64Array(size) };
      days.set(day, sums);
      sums.weight += weight;
      sums.residual += weight * residual;
      for (let j = 0; j < size; j++) sums.features[j] += weight * features[j];
    },
    eliminate(matrix, solution) {
      for (const { weight, residual, features } of days.values()) {
        const freedom = 1 / (weight + ridge);
        for (let i = 0; i < size; i++) {
          solution[i] -= freedom * residual * features[i];
          for (let j = 0; j <= i; j++) matrix[i * size + j] -= freedom * features[i] * features[j];
        }
      }
    },
    moods(solved) {
      const moodOf = ({ weight, residual, features }: DaySums): DayMood => {
        const freedom = 1 / (weight + ridge);
        const slope = features.map((sum) => freedom * sum);
        return { mood: freedom * residual - product(slope, solved), slope, freedom };
      };
      return new Map(Array.from(days, ([day, sums]) => [day, moodOf(sums)]));
    },
  };
}

/**
 * What is known of a mood on a day: of one they rated on what the fold-in found, of another that it is drawn as all are.
 * @returns null for a model that does not know days.
 */
export function moodAt(
  { dayRegularisation: ridge, k }: RatingModel,
  days: ReadonlyMap<number, DayMood> | undefined,
  day: number | undefined,
): DayMood | null {
  if (ridge === undefined) return null;
  const known = day === undefined ? undefined : days?.get(day);
  return known ?? { mood: 0, slope: new Float64Array(k + 1), freedom: 1 / ridge };
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < left.length; j++) sum += left[j] * right[j];
  return sum;
}
