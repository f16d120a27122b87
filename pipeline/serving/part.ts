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

function factorTerms(
  { k, factors }: FactorModel,
  history: readonly HistoryEntry[],
  { lower, weights }: FoldInSystem,
  mean: Float64Array,
): Terms {
  const own = rowsOf(factors, history, k);
  /** What each entry adds along A⁻¹·f of an item, into [history]. */
  const along = (target: Float64Array, into: Float64Array): Float64Array => {
    dotRows(own, target, into);
    for (let h = 0; h < into.length; h++) into[h] *= weights[h];
    return into;
  };
  return {
    of(items) {
      const terms = new Float64Array(items.length * history.length);
      const four = new Float64Array(4 * k);
      const target = new Float64Array(k);
      for (let n = 0; n < items.length; n++) {
        const column = n % 4;
        if (column === 0) {
          for (let at = 0; at < four.length; at++) {
            const row = items[Math.min(n + (at % 4), items.length - 1)];
            four[at] = factors[row * k + (at >> 2)];
          }
          solveFour(lower, k, four);
        }
        for (let j = 0; j < k; j++) target[j] = four[4 * j + column];
        along(target, terms.subarray(n * history.length, (n + 1) * history.length));
      }
      return terms;
    },
    mean() {
      const target = mean.slice();
      solveCholesky(lower, k, target);
      return Array.from(along(target, new Float64Array(history.length)));
    },
  };
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

/** The factors of a history's items, float32 [history × k]. */
function rowsOf(factors: Float32Array, history: readonly HistoryEntry[], k: number): Float32Array {
  const rows = new Float32Array(history.length * k);
  for (const [h, { item }] of history.entries()) rows.set(factors.subarray(item * k, item * k + k), h * k);
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
