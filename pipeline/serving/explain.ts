// Why an item was recommended, exactly: the fold-in is linear in its right-hand side Σ w·f, so the score
// fᵀ·A⁻¹·Σ w·f_h is a sum with one term an item of the history; in a neighbour model it is the sum Σ w·B[h,i] itself.
// No approximation and no second model.

import { gramMatrix, solveCholesky } from './cholesky.ts';
import { foldInSystem } from './fold-in.ts';
import type { FactorModel, HistoryEntry, NeighbourModel } from './models.ts';
import { weightBetween } from './neighbours.ts';

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
  model: FactorModel | NeighbourModel,
  history: readonly HistoryEntry[],
  gram?: Float64Array,
): (item: number) => Contribution[] {
  const partsOf =
    model.kind === 'factors' ? factorParts(model, history, gram) : neighbourParts(model, history);
  return (item) => {
    const parts = partsOf(item);
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

/** What each entry of the history adds to the score of an item, in the history's order. */
type Parts = (item: number) => number[];

function factorParts(model: FactorModel, history: readonly HistoryEntry[], gram?: Float64Array): Parts {
  const { k, factors } = model;
  const { lower, weights } = foldInSystem(model, history, gram ?? gramMatrix(factors, k));
  return (item) => {
    const direction = Float64Array.from(factors.subarray(item * k, item * k + k));
    solveCholesky(lower, k, direction);
    return history.map((entry, h) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += factors[entry.item * k + j] * direction[j];
      return weights[h] * sum;
    });
  };
}

function neighbourParts(model: NeighbourModel, history: readonly HistoryEntry[]): Parts {
  return (item) => history.map((entry) => entry.weight * weightBetween(model, entry.item, item));
}

/** What each item of a history adds to the score of `item`, largest first; empty for an empty history. */
export function explain(
  model: FactorModel | NeighbourModel,
  history: readonly HistoryEntry[],
  item: number,
  gram?: Float64Array,
): Contribution[] {
  return createExplainer(model, history, gram)(item);
}
