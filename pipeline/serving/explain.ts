// Why an item was recommended, exactly: a score is a sum with one term an item of the history (part.ts), in a blend as
// well (blend.ts). No approximation and no second model.

import { createBlendReader } from './blend.ts';
import type { BlendModel, HistoryEntry, PersonalModel } from './models.ts';
import { createPartReader } from './part.ts';

export interface Contribution {
  /** Row of the history's item in the model. */
  item: number;
  /** What it adds to the score. The contributions sum to the score. */
  contribution: number;
  /** contribution / score: the shares sum to 1. One may be negative, another then above 1. 0 when the score is 0. */
  share: number;
}

/**
 * One model, many people, many items: what each has in common is computed once.
 * @param gram G = FᵀF of a factor model from gramMatrix, where the caller has it.
 */
export function createExplainer(
  model: PersonalModel | BlendModel,
  gram?: Float64Array,
): (history: readonly HistoryEntry[]) => (item: number) => Contribution[] {
  const termsOf = createTerms(model, gram);
  return (history) => {
    const terms = termsOf(history);
    return (item) => contributions(history, terms([item]));
  };
}

/**
 * The first of createExplainer's contributions for each of many items at once: what of a history accounts for most of an
 * item's score. Null for an empty history.
 */
export function createFirstReasons(
  model: PersonalModel | BlendModel,
  gram?: Float64Array,
): (history: readonly HistoryEntry[], items: ArrayLike<number>) => (Contribution | null)[] {
  const termsOf = createTerms(model, gram);
  return (history, items) => {
    const terms = termsOf(history)(items);
    return Array.from({ length: items.length }, (_, n) =>
      firstOf(history, terms.subarray(n * history.length, (n + 1) * history.length)),
    );
  };
}

/** Terms of one history, float64 [items × history]. */
function createTerms(
  model: PersonalModel | BlendModel,
  gram?: Float64Array,
): (history: readonly HistoryEntry[]) => (items: ArrayLike<number>) => Float64Array {
  const reader = model.kind === 'blend' ? createBlendReader(model) : createPartReader(model, gram);
  return (history) => {
    if (history.length === 0) return () => new Float64Array(0);
    const terms = reader.terms(history);
    return (items) => terms.of(items);
  };
}

function contributions(history: readonly HistoryEntry[], terms: Float64Array): Contribution[] {
  const score = total(terms);
  return history
    .map(({ item }, h) => contribution(item, terms[h], score))
    .sort((a, b) => b.contribution - a.contribution || a.item - b.item);
}

function firstOf(history: readonly HistoryEntry[], terms: Float64Array): Contribution | null {
  if (history.length === 0) return null;
  let first = 0;
  for (let h = 1; h < terms.length; h++) {
    const isTied = terms[h] === terms[first] && history[h].item < history[first].item;
    if (terms[h] > terms[first] || isTied) first = h;
  }
  return contribution(history[first].item, terms[first], total(terms));
}

function contribution(item: number, term: number, score: number): Contribution {
  return { item, contribution: term, share: score === 0 ? 0 : term / score };
}

function total(terms: Float64Array): number {
  let sum = 0;
  for (const term of terms) sum += term;
  return sum;
}

/** What each item of a history adds to the score of `item`, largest first; empty for an empty history. */
export function explain(
  model: PersonalModel | BlendModel,
  history: readonly HistoryEntry[],
  item: number,
): Contribution[] {
  return createExplainer(model)(history)(item);
}
