// What a run costs whoever serves it: bytes held and arithmetic of one list, counted from the models themselves. Not a
// time: a clock says as much about the machine and its other work as about the model.

import type { PersonalModel, RankingModel, RatingModel } from '../serving/models.ts';

/** Counted, so that the same models cost the same on any machine. */
export interface ServingCost {
  /** Of both heads' arrays and ids while they serve; the files of a run are packed and smaller. */
  bytes: number;
  /** Multiply-adds of one list for a person with 100 preferences, the worst such person. */
  list_operations: number;
}

/** Entries of the history a list is counted for: a heavy user's, so that a budget holds for nearly everybody. */
export const COUNTED_HISTORY = 100;

export function servingCost(models: {
  readonly ranking: RankingModel;
  readonly rating: RatingModel;
}): ServingCost {
  return {
    bytes: rankingBytes(models.ranking) + ratingBytes(models.rating),
    list_operations: listOperations(models.ranking),
  };
}

function rankingBytes(model: RankingModel): number {
  const common = idBytes(model.itemIds) + model.popularity.byteLength;
  if (model.kind === 'popularity') return common;
  // Parts of a blend are models of the same films with the same popularity.
  if (model.kind === 'blend') return model.parts.reduce((sum, part) => sum + ownBytes(part.model), common);
  return common + ownBytes(model);
}

function ownBytes(model: PersonalModel): number {
  if (model.kind !== 'neighbours') return model.factors.byteLength;
  return model.pointers.byteLength + model.indices.byteLength + model.weights.byteLength;
}

function ratingBytes({ itemIds, itemBias, factors, uncertainty, implicit }: RatingModel): number {
  const arrays = [itemBias, factors, uncertainty?.itemBias, uncertainty?.factors];
  const all = [...arrays, implicit?.bias, implicit?.factors];
  return all.reduce((sum, array) => sum + (array?.byteLength ?? 0), idBytes(itemIds));
}

function idBytes(ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + Buffer.byteLength(id), 0);
}

/** Popularity is read as it is; a blend standardises each part's scores, two sums and one share a film. */
function listOperations(model: RankingModel): number {
  if (model.kind === 'popularity') return 0;
  if (model.kind !== 'blend') return personalOperations(model);
  const standardised = 3 * model.itemIds.length * model.parts.length;
  return model.parts.reduce((sum, part) => sum + personalOperations(part.model), standardised);
}

function personalOperations(model: PersonalModel): number {
  if (model.kind === 'neighbours') return longestRows(model.pointers);
  const { k, itemIds } = model;
  const history = Math.min(COUNTED_HISTORY, itemIds.length);
  const scores = itemIds.length * k;
  if (model.kind === 'projection') return history * k + scores;
  // Half of Σ w·f·fᵀ, its Cholesky factor, both triangles solved, and the right-hand side.
  const system = (history * k * (k + 1)) / 2 + Math.ceil((k * (k + 1) * (k + 2)) / 6) + k * (k + 1);
  return system + history * k + scores;
}

/** Entries touched when the history's films are those with the longest rows. */
function longestRows(pointers: Int32Array): number {
  const lengths = Array.from({ length: pointers.length - 1 }, (_, row) => pointers[row + 1] - pointers[row]);
  const longest = lengths.toSorted((a, b) => b - a).slice(0, COUNTED_HISTORY);
  return longest.reduce((sum, length) => sum + length, 0);
}
