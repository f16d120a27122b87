// Which items are alike in a model's space. Lists that do not repeat themselves are diversify.ts.

import { blendScores } from './blend.ts';
import { dotRows } from './dots.ts';
import type { FactorModel, NeighbourModel, RankingModel } from './models.ts';
import { nearestNeighbours } from './neighbours.ts';
import { trainedRows } from './new-films.ts';
import { bestRows } from './score.ts';

export interface SimilarItem {
  /** Row of the item in the model. */
  item: number;
  /** By the measure of the model: similarityMeasure. */
  similarity: number;
}

/**
 * What a similarity is: the cosine of two factor vectors, above 0 up to 1; the weight in the item's row of a neighbour model, > 0;
 * in a blend the z-scores of its parts' similarities, weighted as their scores are. Only a cosine means the same anywhere.
 */
export function similarityMeasure({ kind }: RankingModel): 'cosine' | 'weight' | 'blend' | null {
  if (kind === 'popularity') return null;
  if (kind === 'neighbours') return 'weight';
  return kind === 'blend' ? 'blend' : 'cosine';
}

export type Factors = Pick<FactorModel, 'k' | 'factors' | 'itemIds'>;

/** The factors of some items scaled to length 1, float32 [rows × k]; an all-zero row stays zero. */
export function unitFactors({ factors, k }: Factors, rows: ArrayLike<number>): Float32Array {
  const unit = new Float32Array(rows.length * k);
  for (let n = 0; n < rows.length; n++) {
    const start = rows[n] * k;
    let squares = 0;
    for (let j = 0; j < k; j++) squares += factors[start + j] * factors[start + j];
    // Not Math.hypot, whose last bit differs from engine to engine.
    const length = Math.sqrt(squares);
    if (length > 0) for (let j = 0; j < k; j++) unit[n * k + j] = factors[start + j] / length;
  }
  return unit;
}

/** How like all rows of unit factors are to one of them: cosines, float64 [rows]. */
function cosinesWith(unit: Float32Array, row: number, k: number): Float64Array {
  const own = Float64Array.from(unit.subarray(row * k, (row + 1) * k));
  return dotRows(unit, own, new Float64Array(unit.length / k));
}

/**
 * One model, many items: the factors are normalised once. Popularity knows no similar items, and an item that nobody
 * preferred in training, whose factors are all 0, is like none: a cosine counts above 0 only.
 */
export function createSimilarity(model: RankingModel): (item: number, k: number) => SimilarItem[] {
  if (model.kind === 'popularity') return () => [];
  if (model.kind === 'neighbours') return (item, k) => nearestNeighbours(model, item, k);
  const likeness = createLikeness(model);
  const excluded = new Uint8Array(model.itemIds.length);
  return (item, k) => {
    const all = likeness(item);
    excluded[item] = 1;
    const nearest = bestRows(model, all, k, { excluded });
    excluded[item] = 0;
    return Array.from(nearest, (other) => ({ item: other, similarity: all[other] })).filter(
      ({ similarity }) => model.kind === 'blend' || similarity > 0,
    );
  };
}

type Likeness = (item: number) => Float32Array | Float64Array;

/** How like every item of the model is to one, [items]. */
function createLikeness(model: Exclude<RankingModel, { kind: 'popularity' }>): Likeness {
  if (model.kind === 'neighbours') return (item) => denseRow(model, item);
  if (model.kind !== 'blend') {
    const unit = unitFactors(model, Int32Array.from(model.itemIds.keys()));
    return (item) => cosinesWith(unit, item, model.k);
  }
  const parts = model.parts.map((part) => ({ weight: part.weight, likeness: createLikeness(part.model) }));
  return (item) =>
    blendScores(
      parts.map(({ weight, likeness }) => ({ weight, scores: likeness(item) })),
      trainedRows(model),
    );
}

function denseRow({ pointers, indices, weights, itemIds }: NeighbourModel, item: number): Float64Array {
  const row = new Float64Array(itemIds.length);
  for (let at = pointers[item]; at < pointers[item + 1]; at++) row[indices[at]] = weights[at];
  return row;
}

/** The k items nearest to `item`, without itself, nearest first; fewer where fewer are like it. */
export function similarItems(model: RankingModel, item: number, k: number): SimilarItem[] {
  return createSimilarity(model)(item, k);
}
