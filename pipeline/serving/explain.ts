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

/** One model, many people, many items: what each has in common is computed once. */
export function createExplainer(
  model: PersonalModel | BlendModel,
): (history: readonly HistoryEntry[]) => (item: number) => Contribution[] {
  const reader = model.kind === 'blend' ? createBlendReader(model) : createPartReader(model);
  return (history) => {
    if (history.length === 0) return () => [];
    const terms = reader.terms(history);
    return (item) => contributions(history, terms.of(item));
  };
}

function contributions(history: readonly HistoryEntry[], terms: readonly number[]): Contribution[] {
  const score = terms.reduce((total, term) => total + term, 0);
  return history
    .map(({ item }, h) => ({ item, contribution: terms[h], share: score === 0 ? 0 : terms[h] / score }))
    .sort((a, b) => b.contribution - a.contribution || a.item - b.item);
}

/** What each item of a history adds to the score of `item`, largest first; empty for an empty history. */
export function explain(
  model: PersonalModel | BlendModel,
  history: readonly HistoryEntry[],
  item: number,
): Contribution[] {
  return createExplainer(model)(history)(item);
}
