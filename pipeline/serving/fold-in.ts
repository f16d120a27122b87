// A person's vector from their history: the exact user half-step of iALS, in float64. The same function serves
// the evaluation, the published pages and a visitor's browser.

import { bm25Weight } from './bm25.ts';
import { addOuter, factorCholesky, gramMatrix, solveCholesky } from './cholesky.ts';
import type { FactorModel, HistoryEntry } from './models.ts';
import { trainedRows } from './new-films.ts';

/** The factorised normal equations of one person, and the weights their history entered with. */
export interface FoldInSystem {
  /** L of A = L·Lᵀ; float64 [k × k], lower triangle. */
  readonly lower: Float64Array;
  /** Weight of each history entry; float64 [history]. */
  readonly weights: Float64Array;
}

/** λ·(n + α₀·others)^ν: the ridge of a row that touched n of `others` (Rendle et al. 2022). */
export function scaledRidge(
  model: Pick<FactorModel, 'regularisation' | 'unobservedWeight' | 'frequencyExponent'>,
  n: number,
  others: number,
): number {
  return model.regularisation * (n + model.unobservedWeight * others) ** model.frequencyExponent;
}

/** G = FᵀF over the films that training knew, lower triangle of a float64 [k × k]. */
export function trainedGram(model: Pick<FactorModel, 'factors' | 'k' | 'itemIds' | 'trained'>): Float64Array {
  return gramMatrix(model.factors.subarray(0, trainedRows(model) * model.k), model.k);
}

/**
 * Builds and factorises A = α₀·G + Σ w·f·fᵀ + λ·(n + α₀·items)^ν·I.
 * @param gram G = FᵀF from gramMatrix, where many people are folded into the same model.
 * @throws RangeError when an entry names no item of the model or its weight is not a number > 0.
 */
export function foldInSystem(
  model: FactorModel,
  history: readonly HistoryEntry[],
  gram: Float64Array = trainedGram(model),
): FoldInSystem {
  const { k, factors, unobservedWeight } = model;
  const lower = gram.map((value) => unobservedWeight * value);
  const weights = new Float64Array(history.length);
  history.forEach((entry, h) => {
    checkEntry(model, entry);
    weights[h] = model.weighting
      ? bm25Weight(model.weighting, entry.weight, model.popularity[entry.item], history.length)
      : entry.weight;
    addOuter(lower, factors, entry.item * k, k, weights[h]);
  });
  const ridge = scaledRidge(model, history.length, trainedRows(model));
  for (let i = 0; i < k; i++) lower[i * k + i] += ridge;
  factorCholesky(lower, k);
  return { lower, weights };
}

/** @throws RangeError when an entry names no item of the model or its weight is not a number > 0. */
export function checkEntry(
  model: { readonly itemIds: readonly string[] },
  { item, weight }: HistoryEntry,
): void {
  if (!Number.isInteger(item) || item < 0 || item >= model.itemIds.length) {
    throw new RangeError(`history names item ${item}; the model has rows 0 to ${model.itemIds.length - 1}`);
  }
  if (!(weight > 0) || weight === Infinity) {
    throw new RangeError(`history gives item ${item} the weight ${weight}; a weight is a finite number > 0`);
  }
}

/**
 * The person's vector x, float64 [k]; all zeros for an empty history.
 * @param gram G = FᵀF from gramMatrix, where many people are folded into the same model.
 */
export function foldIn(
  model: FactorModel,
  history: readonly HistoryEntry[],
  gram?: Float64Array,
): Float64Array {
  const vector = new Float64Array(model.k);
  if (history.length === 0) return vector;
  const { lower, weights } = foldInSystem(model, history, gram);
  history.forEach(({ item }, h) => {
    const start = item * model.k;
    for (let j = 0; j < model.k; j++) vector[j] += weights[h] * model.factors[start + j];
  });
  solveCholesky(lower, model.k, vector);
  return vector;
}
