// What one model makes of one person: raw scores and what each film of the history adds to them. The two halves of a
// score and its reasons, for every kind of model that knows a person by their history alone; lists are score.ts.

import { solveCholesky, solveFour } from './cholesky.ts';
import { dotRow, dotRows } from './dots.ts';
import { type FoldInSystem, foldIn, foldInSystem, trainedGram } from './fold-in.ts';
import type { FactorModel, HistoryEntry, NeighbourModel, PersonalModel, ProjectionModel } from './models.ts';
import { historyVector, sumRows, weightBetween } from './neighbours.ts';
import { trainedRows } from './new-films.ts';
import { projectHistory, reachOf, shareOf } from './projection.ts';

/** One person in one model. */
export interface Terms {
  /** What each entry of the history adds to the score of each item, in the history's order; float64 [items × history]. */
  of(items: ArrayLike<number>): Float64Array;
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
  { factors, itemIds }: Pick<FactorModel, 'factors' | 'itemIds'>,
  vector: Float64Array,
): Float32Array {
  return dotRows(factors, vector, new Float32Array(itemIds.length));
}

/** The fold-in is linear in its right-hand side Σ w·f, so the score fᵀ·A⁻¹·Σ w·f_h has one term an entry. */
function factorReader(model: FactorModel, given?: Float64Array): PartReader {
  const gram = given ?? trainedGram(model);
  const mean = meanFactor(model);
  return {
    scores: (history) => scoreFactors(model, foldIn(model, history, gram)),
    terms: (history) => factorTerms(model, history, foldInSystem(model, history, gram), mean),
  };
}

/** A⁻¹ is symmetric, so it is applied to whichever are fewer, the items or the history: each costs a solve. */
function factorTerms(
  { k, factors }: FactorModel,
  history: readonly HistoryEntry[],
  { lower, weights }: FoldInSystem,
  mean: Float64Array,
): Terms {
  const own = rowsOf(
    factors,
    history.map(({ item }) => item),
    k,
  );
  return {
    of(items) {
      const terms = new Float64Array(items.length * history.length);
      const theirs = rowsOf(factors, items, k);
      if (items.length > history.length) {
        solveEach(lower, own, k, (target, h) => {
          const products = dotRows(theirs, target, new Float64Array(items.length));
          for (let n = 0; n < items.length; n++) terms[n * history.length + h] = products[n] * weights[h];
        });
      } else {
        solveEach(lower, theirs, k, (target, n) => {
          const products = dotRows(own, target, new Float64Array(history.length));
          for (let h = 0; h < history.length; h++) terms[n * history.length + h] = products[h] * weights[h];
        });
      }
      return terms;
    },
    mean() {
      const target = mean.slice();
      solveCholesky(lower, k, target);
      return Array.from(
        dotRows(own, target, new Float64Array(history.length)),
        (product, h) => product * weights[h],
      );
    },
  };
}

/** Gives A⁻¹·f of each row f, float32 [rows × k]; four are solved at a time. The target is used again for the next. */
function solveEach(
  lower: Float64Array,
  rows: Float32Array,
  k: number,
  give: (target: Float64Array, row: number) => void,
): void {
  const count = rows.length / k;
  const four = new Float64Array(4 * k);
  const target = new Float64Array(k);
  for (let row = 0; row < count; row++) {
    const column = row % 4;
    if (column === 0) {
      for (let at = 0; at < four.length; at++) {
        four[at] = rows[Math.min(row + (at % 4), count - 1) * k + (at >> 2)];
      }
      solveFour(lower, k, four);
    }
    for (let j = 0; j < k; j++) target[j] = four[4 * j + column];
    give(target, row);
  }
}

function neighbourReader(model: NeighbourModel): PartReader {
  const { pointers, weights } = model;
  return {
    scores: (history) => sumRows(model, historyVector(model, history)),
    terms: (history) => ({
      of: (items) =>
        eachItem(items, history, (item) =>
          history.map((entry) => entry.weight * weightBetween(model, entry.item, item)),
        ),
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
        of: (items) =>
          eachItem(items, history, (item) =>
            along(rowOf(factors, item, k).map((value) => reach[item] * value)),
          ),
        mean: () => along(mean),
      };
    },
  };
}

function rowOf(factors: Float32Array, row: number, k: number): Float64Array {
  return Float64Array.from(factors.subarray(row * k, row * k + k));
}

/** The factors of some items, float32 [items × k]. */
function rowsOf(factors: Float32Array, items: ArrayLike<number>, k: number): Float32Array {
  const rows = new Float32Array(items.length * k);
  for (let n = 0; n < items.length; n++) rows.set(factors.subarray(items[n] * k, items[n] * k + k), n * k);
  return rows;
}

/** Terms one item after another, float64 [items × history]. */
function eachItem(
  items: ArrayLike<number>,
  history: readonly HistoryEntry[],
  of: (item: number) => readonly number[],
): Float64Array {
  const terms = new Float64Array(items.length * history.length);
  for (let n = 0; n < items.length; n++) terms.set(of(items[n]), n * history.length);
  return terms;
}

/** The mean row of the trained factors, each times its scale; float64 [k]. */
function meanFactor(model: FactorModel | ProjectionModel, scale?: Float64Array): Float64Array {
  const { k, factors } = model;
  const rows = trainedRows(model);
  const mean = new Float64Array(k);
  for (let at = 0; at < rows * k; at++) mean[at % k] += factors[at] * (scale?.[Math.floor(at / k)] ?? 1);
  return mean.map((sum) => sum / rows);
}
