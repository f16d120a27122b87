// Why an item was recommended, exactly: the fold-in is linear in its right-hand side Σ w·f, so the score
// fᵀ·A⁻¹·Σ w·f_h is a sum with one term an item of the history. No approximation and no second model.

import { gramMatrix, solveCholesky } from './cholesky.ts';
import { foldInSystem } from './fold-in.ts';
import type { FactorModel, HistoryEntry } from './models.ts';

export interface Contribution {
  /** Row of the history's item in the model. */
  item: number;
  /** What it adds to the score. The contributions sum to the score. */
  contribution: number;
  /** contribution / score: the shares sum to 1. One may be negative, another then above 1. 0 when the score is 0. */
  share: number;
}

/** One person, many items: their system is factorised once. */
export function createExplainer(
  model: FactorModel,
  history: readonly HistoryEntry[],
  gram: Float64Array = gramMatrix(model.factors, model.k),
): (item: number) => Contribution[] {
  const { k, factors } = model;
  const { lower, weights } = foldInSystem(model, history, gram);
  return (item) => {
    const direction = Float64Array.from(factors.subarray(item * k, item * k + k));
    solveCholesky(lower, k, direction);
    const parts = history.map((entry, h) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += factors[entry.item * k + j] * direction[j];
      return weights[h] * sum;
    });
    const score = parts.reduce((total, part) => total + part, 0);
    return history
      .map((entry, h) => ({
        item: entry.item,
        contribution: parts[h],
        share: score === 0 ? 0 : parts[h] / score,
      }))
      .sort((a, b) => b.contribution - a.contribution || a.item - b.item);
  };
}

/** What each item of a history adds to the score of `item`, largest first; empty for an empty history. */
export function explain(
  model: FactorModel,
  history: readonly HistoryEntry[],
  item: number,
  gram?: Float64Array,
): Contribution[] {
  return createExplainer(model, history, gram)(item);
}
