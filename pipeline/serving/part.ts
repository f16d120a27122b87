// What one model makes of one person: raw scores and what each film of the history adds to them. The two halves of a
// score and its reasons, for every kind of model that knows a person by their history alone; lists are score.ts.

import { solveCholesky } from './cholesky.ts';
import { foldIn, foldInSystem, trainedGram } from './fold-in.ts';
import type { FactorModel, HistoryEntry, NeighbourModel, PersonalModel, ProjectionModel } from './models.ts';
import { historyVector, sumRows, weightBetween } from './neighbours.ts';
import { trainedRows } from './new-films.ts';
import { projectHistory, reachOf, shareOf } from './projection.ts';

/** One person in one model. */
export interface Terms {
  /** What each entry of the history adds to the score of an item, in the history's order. */
  of(item: number): number[];
  /** The same, on average over all items. */
  mean(): number[];
}

export interface PartReader {
  /** The score of every item, [items]; the history is not empty. */
  scores(history: readonly HistoryEntry[]): Float32Array | Float64Array;
  terms(history: readonly HistoryEntry[]): Terms;
}

/**
 * One model, many people: what is common to them is computed once.
 * @param gram G = FᵀF of a factor model from gramMatrix, where the caller has it.
 */
export function createPartReader(model: PersonalModel, gram?: Float64Array): PartReader {
  if (model.kind === 'neighbours') return neighbourReader(model);
  return model.kind === 'projection' ? projectionReader(model) : factorReader(model, gram);
}

/** Dot products of the factors with a person, float32 [items]. */
export function scoreFactors(
  { k, factors, itemIds }: Pick<FactorModel, 'k' | 'factors' | 'itemIds'>,
  vector: Float64Array,
): Float32Array {
  const scores = new Float32Array(itemIds.length);
  for (let item = 0, at = 0; item < scores.length; item++) {
    let sum = 0;
    for (let j = 0; j < k; j++, at++) sum += factors[at] * vector[j];
    scores[item] = sum;
  }
  return scores;
}

/** The fold-in is linear in its right-hand side Σ w·f, so the score fᵀ·A⁻¹·Σ w·f_h has one term an entry. */
function factorReader(model: FactorModel, given?: Float64Array): PartReader {
  const { k, factors } = model;
  const gram = given ?? trainedGram(model);
  const mean = meanFactor(model);
  return {
    scores: (history) => scoreFactors(model, foldIn(model, history, gram)),
    terms(history) {
      const { lower, weights } = foldInSystem(model, history, gram);
      const along = (target: Float64Array) => {
        solveCholesky(lower, k, target);
        return history.map((entry, h) => weights[h] * dotRow(factors, entry.item, target));
      };
      return { of: (item) => along(rowOf(factors, item, k)), mean: () => along(mean.slice()) };
    },
  };
}

function neighbourReader(model: NeighbourModel): PartReader {
  const { pointers, weights } = model;
  return {
    scores: (history) => sumRows(model, historyVector(model, history)),
    terms: (history) => ({
      of: (item) => history.map((entry) => entry.weight * weightBetween(model, entry.item, item)),
      mean: () =>
        history.map(({ item, weight }) => {
          const row = weights.subarray(pointers[item], pointers[item + 1]);
          return (weight * row.reduce((sum, value) => sum + value, 0)) / trainedRows(model);
        }),
    }),
  };
}

function projectionReader(model: ProjectionModel): PartReader {
  const { k, factors } = model;
  const reach = reachOf(model);
  const mean = meanFactor(model, reach);
  return {
    scores: (history) =>
      scoreFactors(model, projectHistory(model, history)).map((score, item) => reach[item] * score),
    terms(history) {
      const along = (target: Float64Array) =>
        history.map((entry) => shareOf(model, entry) * dotRow(factors, entry.item, target));
      return {
        of: (item) => along(rowOf(factors, item, k).map((value) => reach[item] * value)),
        mean: () => along(mean),
      };
    },
  };
}

function rowOf(factors: Float32Array, row: number, k: number): Float64Array {
  return Float64Array.from(factors.subarray(row * k, row * k + k));
}

function dotRow(factors: Float32Array, row: number, vector: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += factors[row * vector.length + j] * vector[j];
  return sum;
}

/** The mean row of the trained factors, each times its scale; float64 [k]. */
function meanFactor(model: FactorModel | ProjectionModel, scale?: Float64Array): Float64Array {
  const { k, factors } = model;
  const rows = trainedRows(model);
  const mean = new Float64Array(k);
  for (let at = 0; at < rows * k; at++) mean[at % k] += factors[at] * (scale?.[Math.floor(at / k)] ?? 1);
  return mean.map((sum) => sum / rows);
}
