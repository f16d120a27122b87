// Which items are alike in a model's space, and lists that do not repeat themselves.

import { blendScores } from './blend.ts';
import { dotRows } from './dots.ts';
import { genreLikeness } from './films.ts';
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

type Factors = Pick<FactorModel, 'k' | 'factors' | 'itemIds'>;

/** The factors of some items scaled to length 1, float32 [rows × k]; an all-zero row stays zero. */
function unitFactors({ factors, k }: Factors, rows: ArrayLike<number>): Float32Array {
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

/**
 * Re-orders a list by maximal marginal relevance (Carbonell and Goldstein 1998): each next item maximises
 * relevance · score − (1 − relevance) · its largest likeness to the items already taken (0 where all are below), scores
 * scaled to 0…1 over the candidates. Likeness is the cosine of factors, in a blend those of its first part that has some;
 * in a model without factors it is that of genres, and without genres the order is kept.
 *
 * A value can only fall as more is taken, so a candidate is compared with what was taken only while its value would still
 * be the highest: the same list as comparing all with all.
 * @param candidates rows, by falling score: longer than k, or there is nothing to choose from.
 * @param relevance 1 keeps the order; 0 looks at variety alone.
 * @param genres by row of the model.
 */
export function diversify(
  model: RankingModel,
  scores: ArrayLike<number>,
  candidates: ArrayLike<number>,
  { k, relevance = 0.8, genres }: { k: number; relevance?: number; genres?: readonly (readonly string[])[] },
): Int32Array {
  const rows = Int32Array.from(candidates);
  const likeness = likenessAmong(model, rows, genres);
  if (likeness === null) return rows.slice(0, k);
  const values = scaleToUnit(rows, scores);
  const closest = new Float64Array(rows.length);
  /** With how many of the taken a candidate was compared. */
  const compared = new Int32Array(rows.length);
  const taken = new Int32Array(Math.min(k, rows.length));
  const isTaken = new Uint8Array(rows.length);
  for (let count = 0; count < taken.length; count++) {
    let best = -1;
    let highest = -Infinity;
    for (let c = 0; c < rows.length; c++) {
      if (best >= 0 && relevance * values[c] <= highest) break;
      if (isTaken[c]) continue;
      const value = () => relevance * values[c] - (1 - relevance) * closest[c];
      while (compared[c] < count && value() > highest) {
        closest[c] = Math.max(closest[c], likeness(c, taken[compared[c]++]));
      }
      if (best >= 0 && value() <= highest) continue;
      best = c;
      highest = value();
    }
    isTaken[best] = 1;
    taken[count] = best;
  }
  return taken.map((place) => rows[place]);
}

/** How alike two of the rows are, by their places; null where nothing is known of them. */
function likenessAmong(
  model: RankingModel,
  rows: Int32Array,
  genres?: readonly (readonly string[])[],
): ((a: number, b: number) => number) | null {
  const space = factorsOf(model);
  if (space === null) return genres ? (a, b) => genreLikeness(genres[rows[a]], genres[rows[b]]) : null;
  const { k } = space;
  const unit = unitFactors(space, rows);
  return (a, b) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += unit[a * k + j] * unit[b * k + j];
    return sum;
  };
}

function factorsOf(model: RankingModel): Factors | null {
  if (model.kind === 'blend') return model.parts.map((part) => factorsOf(part.model)).find(Boolean) ?? null;
  return model.kind === 'factors' || model.kind === 'projection' ? model : null;
}

/** Scores of the candidates, 0 for the lowest and 1 for the highest; all 1 when they are equal. */
function scaleToUnit(rows: Int32Array, scores: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(rows, (row) => scores[row]);
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.map((value) => (high > low ? (value - low) / (high - low) : 1));
}
