// From a person's vector to an ordered list: scores, and the best k.

import { createBlendReader } from './blend.ts';
import type { FactorModel, HistoryEntry, NeighbourModel, PopularityModel, RankingModel } from './models.ts';
import { historyVector, scoreNeighbours } from './neighbours.ts';
import { mostPlaced, type ServedRows, trainedRows } from './new-films.ts';
import { createPartReader, scoreFactors } from './part.ts';

/**
 * Scores of every item, float32 [items]. Without a vector, or with a non-personal model: the popularity.
 * @param vector the person: foldIn of a factor model, historyVector of a neighbour model.
 */
export function scoreItems(
  model: PopularityModel | FactorModel | NeighbourModel,
  vector: Float64Array | null,
): Float32Array {
  if (model.kind === 'popularity' || vector === null) return model.popularity.slice();
  return model.kind === 'neighbours' ? scoreNeighbours(model, vector) : scoreFactors(model, vector);
}

/**
 * One model, many people: what is common to them is computed once. An empty history is scored by popularity.
 * @param gram G = FᵀF of a factor model from gramMatrix, where the caller has it.
 */
export function createScorer(
  model: RankingModel,
  gram?: Float64Array,
): (history: readonly HistoryEntry[]) => Float32Array {
  const score = createPersonalScorer(model, gram);
  return (history) => (history.length === 0 ? model.popularity.slice() : score(history));
}

function createPersonalScorer(
  model: RankingModel,
  gram?: Float64Array,
): (history: readonly HistoryEntry[]) => Float32Array {
  if (model.kind === 'popularity') return () => model.popularity.slice();
  if (model.kind === 'neighbours') return (history) => scoreNeighbours(model, historyVector(model, history));
  const reader = model.kind === 'blend' ? createBlendReader(model) : createPartReader(model, gram);
  return (history) => {
    const scores = reader.scores(history);
    return scores instanceof Float32Array ? scores : new Float32Array(scores);
  };
}

/**
 * Rows of the k best scores, best first; equal scores by row. Fewer when fewer are allowed.
 * @param excluded 1 at rows that must not appear; [items].
 * @param among the rows that may appear, up to and without `end`; all by default.
 * @throws RangeError at a NaN, which has no place in an order.
 */
export function topK(
  scores: ArrayLike<number>,
  k: number,
  excluded?: Uint8Array,
  { start = 0, end = scores.length }: { start?: number; end?: number } = {},
): Int32Array {
  const heap = new Int32Array(Math.max(0, Math.min(k, end - start)));
  let size = 0;
  for (let item = start; item < end; item++) {
    if (excluded?.[item]) continue;
    if (Number.isNaN(scores[item])) throw new RangeError(`the score of item ${item} is not a number`);
    if (size < heap.length) {
      heap[size] = item;
      siftUp(heap, scores, size++);
    } else if (size > 0 && scores[item] > scores[heap[0]]) {
      heap[0] = item;
      siftDown(heap, scores, size);
    }
  }
  return inOrder(scores, heap.subarray(0, size));
}

/** Sorts rows in place, best first: as a heap, whose worst row goes to the end again and again. */
function inOrder(scores: ArrayLike<number>, rows: Int32Array): Int32Array {
  for (let at = (rows.length >> 1) - 1; at >= 0; at--) siftDown(rows, scores, rows.length, at);
  for (let end = rows.length - 1; end > 0; end--) {
    swap(rows, 0, end);
    siftDown(rows, scores, end);
  }
  return rows;
}

/**
 * topK with only so many films placed since training: where nobody vouches for a film its place is a guess, and guesses
 * must not crowd out what is known.
 * @param length of the list that is shown, where more than that is to choose from.
 */
export function bestRows(
  model: ServedRows,
  scores: ArrayLike<number>,
  k: number,
  { excluded, length = k }: { excluded?: Uint8Array; length?: number } = {},
): Int32Array {
  const known = topK(scores, k, excluded, { end: trainedRows(model) });
  const placed = bestPlaced(model, scores, mostPlaced(length), excluded);
  if (placed.length === 0) return known;
  return inOrder(scores, Int32Array.from([...known, ...placed])).slice(0, k);
}

/** Rows of the k best films placed since training, best first. */
export function bestPlaced(
  model: ServedRows,
  scores: ArrayLike<number>,
  k: number,
  excluded?: Uint8Array,
): Int32Array {
  return topK(scores, k, excluded, { start: trainedRows(model) });
}

/** Whether row a comes after row b in a list. */
function isWorse(scores: ArrayLike<number>, a: number, b: number): boolean {
  return scores[a] < scores[b] || (scores[a] === scores[b] && a > b);
}

/** The heap keeps its worst row at 0. */
function siftUp(heap: Int32Array, scores: ArrayLike<number>, from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!isWorse(scores, heap[at], heap[parent])) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function siftDown(heap: Int32Array, scores: ArrayLike<number>, size: number, from = 0): void {
  for (let at = from; ; ) {
    let child = 2 * at + 1;
    if (child >= size) return;
    if (child + 1 < size && isWorse(scores, heap[child + 1], heap[child])) child++;
    if (!isWorse(scores, heap[child], heap[at])) return;
    swap(heap, at, child);
    at = child;
  }
}

function swap(heap: Int32Array, a: number, b: number): void {
  const kept = heap[a];
  heap[a] = heap[b];
  heap[b] = kept;
}
