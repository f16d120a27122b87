// Which items are alike in a model's space, and lists that do not repeat themselves.

import { blendScores } from './blend.ts';
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
 * What a similarity is: the cosine of two factor vectors, −1 to 1; the weight in the item's row of a neighbour model, > 0;
 * in a blend the z-scores of its parts' similarities, weighted as their scores are. Only a cosine means the same anywhere.
 */
export function similarityMeasure({ kind }: RankingModel): 'cosine' | 'weight' | 'blend' | null {
  if (kind === 'popularity') return null;
  if (kind === 'neighbours') return 'weight';
  return kind === 'blend' ? 'blend' : 'cosine';
}

type Factors = Pick<FactorModel, 'k' | 'factors' | 'itemIds'>;

/** The factors of some items scaled to length 1, float32 [rows × k]; an all-zero row stays zero. */
function unitFactors({ factors, k }: Factors, rows: Iterable<number>): Float32Array {
  const unit: number[] = [];
  for (const row of rows) {
    const vector = factors.subarray(row * k, row * k + k);
    // Not Math.hypot, whose last bit differs from engine to engine.
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    for (const value of vector) unit.push(length > 0 ? value / length : 0);
  }
  return Float32Array.from(unit);
}

function dot(rows: Float32Array, a: number, b: number, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += rows[a * k + j] * rows[b * k + j];
  return sum;
}

/**
 * Dot products of row a with every row, float64 [count]: the same sums as `dot`, four rows side by side, since a sum
 * waits for itself.
 */
function dotsWith(rows: Float32Array, a: number, count: number, k: number): Float64Array {
  const dots = new Float64Array(count);
  let row = 0;
  for (let at = 0; row + 4 <= count; row += 4, at += 4 * k) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    for (let j = 0; j < k; j++) {
      const own = rows[a * k + j];
      first += own * rows[at + j];
      second += own * rows[at + k + j];
      third += own * rows[at + 2 * k + j];
      fourth += own * rows[at + 3 * k + j];
    }
    dots[row] = first;
    dots[row + 1] = second;
    dots[row + 2] = third;
    dots[row + 3] = fourth;
  }
  for (; row < count; row++) dots[row] = dot(rows, a, row, k);
  return dots;
}

/** One model, many items: the factors are normalised once. Popularity knows no similar items. */
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
    return Array.from(nearest, (other) => ({ item: other, similarity: all[other] }));
  };
}

type Likeness = (item: number) => Float32Array | Float64Array;

/** How like every item of the model is to one, [items]. */
function createLikeness(model: Exclude<RankingModel, { kind: 'popularity' }>): Likeness {
  if (model.kind === 'neighbours') return (item) => denseRow(model, item);
  if (model.kind !== 'blend') {
    const unit = unitFactors(model, model.itemIds.keys());
    return (item) => dotsWith(unit, item, model.itemIds.length, model.k);
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

/** The k items nearest to `item`, without itself, nearest first; fewer where a neighbour model keeps fewer. */
export function similarItems(model: RankingModel, item: number, k: number): SimilarItem[] {
  return createSimilarity(model)(item, k);
}

/**
 * Re-orders a list by maximal marginal relevance (Carbonell and Goldstein 1998): each next item maximises
 * relevance · score − (1 − relevance) · its largest likeness to the items already taken, scores scaled to 0…1
 * over the candidates. Likeness is the cosine of factors, in a blend those of its first part that has some; in a model
 * without factors it is that of genres, and without genres the order is kept.
 * @param candidates rows, best first: longer than k, or there is nothing to choose from.
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
  const open = new Set(rows.keys());
  const list: number[] = [];
  while (list.length < k && open.size > 0) {
    const taken = bestOf(open, (c) => relevance * values[c] - (1 - relevance) * closest[c]);
    open.delete(taken);
    list.push(rows[taken]);
    for (const c of open) closest[c] = Math.max(closest[c], likeness(c, taken));
  }
  return Int32Array.from(list);
}

/** How alike two of the rows are, by their places; null where nothing is known of them. */
function likenessAmong(
  model: RankingModel,
  rows: Int32Array,
  genres?: readonly (readonly string[])[],
): ((a: number, b: number) => number) | null {
  const space = factorsOf(model);
  if (space !== null) {
    const unit = unitFactors(space, rows);
    return (a, b) => dot(unit, a, b, space.k);
  }
  return genres ? (a, b) => genreLikeness(genres[rows[a]], genres[rows[b]]) : null;
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

/** The candidate with the highest value; the earlier one where two are equal. */
function bestOf(open: Set<number>, value: (candidate: number) => number): number {
  let best = -1;
  let highest = -Infinity;
  for (const candidate of open) {
    const now = value(candidate);
    if (best < 0 || now > highest) {
      best = candidate;
      highest = now;
    }
  }
  return best;
}
