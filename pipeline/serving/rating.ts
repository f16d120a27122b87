// The rating head: a person's bias and taste from their ratings, and the rating they would give.

import { factorCholesky, inverseDiagonal, solveCholesky } from './cholesky.ts';
import type { RatedEntry, RatingModel } from './models.ts';
import { type DayMood, moodAt, openDays } from './rating-days.ts';

/** A person in a rating model's space. */
export interface RatingPerson {
  /** Stars this person gives above the average one. */
  readonly bias: number;
  /** float64 [k] */
  readonly vector: Float64Array;
  /** Stars this person gives above the average one where the model does not know the film. */
  readonly elsewhere: number;
  /** Cholesky factor of the system they solve, float64 [(k + 1)²]; only with a model that has uncertainty. */
  readonly system?: Float64Array;
  /** Variance of each number of the vector, float64 [k]; likewise. */
  readonly vectorVariance?: Float64Array;
  /** By day, where the model knows days: the moods of the days they rated on. */
  readonly days?: ReadonlyMap<number, DayMood>;
}

/**
 * Bias b and vector p that minimise Σ (r − mean − itemBias − b − q·p)² + biasRegularisation·b² +
 * factorRegularisation·|p|², solved together. Where the model knows how uncertain its factors are, the squares are
 * those expected, and count less where the film's bias is unsure: a film that is not known well draws p to zero instead
 * of moving it. Where it knows what having
 * rated an item says, b and p are drawn to that instead of to zero. Where it knows days, ratings that have one share
 * their day's mood, solved together with b and p. Without ratings: zeros.
 * @throws RangeError when an entry names no item of the model or its rating is not finite.
 */
export function foldInRating(model: RatingModel, ratings: readonly RatedEntry[]): RatingPerson {
  const { k, uncertainty } = model;
  if (ratings.length === 0 && !uncertainty) return { bias: 0, vector: new Float64Array(k), elsewhere: 0 };
  const size = k + 1;
  const matrix = new Float64Array(size * size);
  const solution = new Float64Array(size);
  const features = new Float64Array(size).fill(1);
  const days = openDays(model);
  for (const entry of ratings) {
    const residual = entry.rating - model.mean - model.itemBias[entry.item];
    if (!Number.isFinite(residual)) throw new RangeError(unusable(model, entry));
    for (let j = 0; j < k; j++) features[j + 1] = model.factors[entry.item * k + j];
    const weight = weightOf(model, entry.item);
    for (let i = 0; i < size; i++) {
      solution[i] += weight * residual * features[i];
      for (let j = 0; j <= i; j++) matrix[i * size + j] += weight * features[i] * features[j];
    }
    days?.add(entry.day, { weight, residual, features });
  }
  days?.eliminate(matrix, solution);
  const expected = expectedPerson(model, ratings);
  for (let i = 0; i < size; i++) {
    const ridge = i === 0 ? model.biasRegularisation : model.factorRegularisation;
    matrix[i * size + i] += ridge;
    solution[i] += ridge * expected[i];
  }
  if (uncertainty) addVariances(matrix, model, uncertainty.factors, ratings);
  factorCholesky(matrix, size);
  solveCholesky(matrix, size, solution);
  const [bias, vector] = [solution[0], solution.slice(1)];
  const elsewhere = bias + tasteForOwnKind(model, vector, ratings);
  const person = { bias, vector, elsewhere, ...(days ? { days: days.moods(solution) } : {}) };
  if (!uncertainty) return person;
  const variances = inverseDiagonal(matrix, size).map((value) => uncertainty.noise * value);
  return { ...person, system: matrix, vectorVariance: variances.slice(1) };
}

/**
 * What taste adds to a film of the kind that a person rates: q·p for the average q of their films. People rate what they
 * have chosen, so where a model learns from the choice, this is what a film says that only its being rated is known of.
 */
function tasteForOwnKind(
  { implicit, factors, k }: RatingModel,
  vector: Float64Array,
  rated: readonly RatedEntry[],
) {
  if (!implicit) return 0;
  let sum = 0;
  for (const { item } of rated) {
    for (let j = 0; j < k; j++) sum += factors[item * k + j] * vector[j];
  }
  return sum / Math.max(1, rated.length);
}

/** Bias and vector as expected from which items a person rated alone, float64 [k + 1]. */
function expectedPerson({ implicit, k }: RatingModel, rated: readonly RatedEntry[]): Float64Array {
  const expected = new Float64Array(k + 1);
  if (!implicit) return expected;
  const share = 1 / Math.sqrt(Math.max(1, rated.length));
  for (const { item } of rated) {
    expected[0] += share * implicit.bias[item];
    for (let j = 0; j < k; j++) expected[j + 1] += share * implicit.factors[item * k + j];
  }
  return expected;
}

/** What a rating counts beside one of a film whose bias is known exactly, which has the noise of ratings alone. */
function weightOf({ uncertainty }: RatingModel, item: number): number {
  return uncertainty ? uncertainty.noise / (uncertainty.noise + uncertainty.itemBias[item]) : 1;
}

/** E[q·qᵀ] is the product of the means, which the matrix [(k + 1)²] has, plus the variances on the diagonal. */
function addVariances(
  matrix: Float64Array,
  model: RatingModel,
  variances: Float32Array,
  rated: readonly RatedEntry[],
) {
  const { k } = model;
  for (const { item } of rated) {
    const weight = weightOf(model, item);
    for (let j = 0; j < k; j++) matrix[(j + 1) * (k + 2)] += weight * variances[item * k + j];
  }
}

function unusable(model: RatingModel, { item, rating }: RatedEntry): string {
  return `rating ${rating} of item ${item} cannot be folded in; items are rows 0 to ${model.itemIds.length - 1}`;
}

/**
 * The rating this person would give, clipped to the model's scale.
 * @param item row in the model; negative = an item it does not know, predicted from mean and person alone.
 * @param day when they would give it, in UTC days since 1970: with a model that knows days, on a day the person rated on,
 * the day's mood is added. Without one it is a day like any other.
 */
export function predictRating(model: RatingModel, person: RatingPerson, item: number, day?: number): number {
  let rating = model.mean + (item < 0 ? person.elsewhere : person.bias + model.itemBias[item]);
  if (day !== undefined) rating += person.days?.get(day)?.mood ?? 0;
  for (let j = 0; item >= 0 && j < model.k; j++)
    rating += model.factors[item * model.k + j] * person.vector[j];
  return Math.min(model.scale.max, Math.max(model.scale.min, rating));
}

/**
 * How far the person's own rating is expected to lie from predictRating: one standard deviation, in stars. It adds
 * the noise of ratings, what is not known of the film, what is not known of the person, and the product of both; where
 * the model knows days, what is not known of the day's mood as well.
 * @param day as for predictRating
 * @returns null where the model has no uncertainty, and for an item it does not know.
 */
export function ratingDeviation(
  model: RatingModel,
  person: RatingPerson,
  item: number,
  day?: number,
): number | null {
  const { uncertainty, k } = model;
  const { system, vector, vectorVariance } = person;
  if (!uncertainty || !system || !vectorVariance || item < 0) return null;
  const features = new Float64Array(k + 1).fill(1);
  let variance = uncertainty.noise + uncertainty.itemBias[item];
  for (let j = 0; j < k; j++) {
    features[j + 1] = model.factors[item * k + j];
    variance += uncertainty.factors[item * k + j] * (vector[j] ** 2 + vectorVariance[j]);
  }
  const mood = moodAt(model, person.days, day);
  if (mood) {
    variance += uncertainty.noise * mood.freedom;
    for (let j = 0; j <= k; j++) features[j] -= mood.slope[j];
  }
  const spread = features.slice();
  solveCholesky(system, k + 1, spread);
  for (let j = 0; j <= k; j++) variance += uncertainty.noise * features[j] * spread[j];
  return Math.sqrt(variance);
}

/**
 * Within which ratings the person's own is expected, clipped to the scale.
 * @param deviations half the width in standard deviations: 1.645 holds 90 of 100 ratings, 1.282 holds 80.
 * @returns null where ratingDeviation does.
 */
export function ratingInterval(
  model: RatingModel,
  person: RatingPerson,
  item: number,
  deviations = 1.645,
): { low: number; high: number } | null {
  const deviation = ratingDeviation(model, person, item);
  if (deviation === null) return null;
  const middle = predictRating(model, person, item);
  const { min, max } = model.scale;
  return {
    low: Math.max(min, middle - deviations * deviation),
    high: Math.min(max, middle + deviations * deviation),
  };
}
