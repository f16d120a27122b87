// The rating head: a person's bias and taste from their ratings, and the rating they would give.

import { factorCholesky, solveCholesky } from './cholesky.ts';
import type { RatedEntry, RatingModel } from './models.ts';

/** A person in a rating model's space. */
export interface RatingPerson {
  /** Stars this person gives above the average one. */
  readonly bias: number;
  /** float64 [k] */
  readonly vector: Float64Array;
}

/**
 * Bias b and vector p that minimise Σ (r − mean − itemBias − b − q·p)² + biasRegularisation·b² +
 * factorRegularisation·|p|², solved together. Without ratings: zeros.
 * @throws RangeError when an entry names no item of the model or its rating is not finite.
 */
export function foldInRating(model: RatingModel, ratings: readonly RatedEntry[]): RatingPerson {
  const { k } = model;
  if (ratings.length === 0) return { bias: 0, vector: new Float64Array(k) };
  const size = k + 1;
  const matrix = new Float64Array(size * size);
  const solution = new Float64Array(size);
  const features = new Float64Array(size).fill(1);
  for (const entry of ratings) {
    const residual = entry.rating - model.mean - model.itemBias[entry.item];
    if (!Number.isFinite(residual)) throw new RangeError(unusable(model, entry));
    for (let j = 0; j < k; j++) features[j + 1] = model.factors[entry.item * k + j];
    for (let i = 0; i < size; i++) {
      solution[i] += residual * features[i];
      for (let j = 0; j <= i; j++) matrix[i * size + j] += features[i] * features[j];
    }
  }
  matrix[0] += model.biasRegularisation;
  for (let i = 1; i < size; i++) matrix[i * size + i] += model.factorRegularisation;
  factorCholesky(matrix, size);
  solveCholesky(matrix, size, solution);
  return { bias: solution[0], vector: solution.slice(1) };
}

function unusable(model: RatingModel, { item, rating }: RatedEntry): string {
  return `rating ${rating} of item ${item} cannot be folded in; items are rows 0 to ${model.itemIds.length - 1}`;
}

/**
 * The rating this person would give, clipped to the model's scale.
 * @param item row in the model; negative = an item it does not know, predicted by mean and person alone.
 */
export function predictRating(model: RatingModel, person: RatingPerson, item: number): number {
  let rating = model.mean + person.bias;
  if (item >= 0) {
    rating += model.itemBias[item];
    for (let j = 0; j < model.k; j++) rating += model.factors[item * model.k + j] * person.vector[j];
  }
  return Math.min(model.scale.max, Math.max(model.scale.min, rating));
}
