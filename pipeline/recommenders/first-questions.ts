// Which films to ask a newcomer about: those whose answers tell most, not those most people know. For a model of
// factors a person is a vector with a known uncertainty, so what an answer is worth can be computed before it is given.
// Nothing is asked here, and nothing learned.

import { factorCholesky, gramMatrix, solveCholesky } from '../serving/cholesky.ts';
import { scaledRidge } from '../serving/fold-in.ts';
import type { FactorModel, RankingModel } from '../serving/models.ts';
import { topK } from '../serving/score.ts';

/** Films that are considered: the best liked. One that hardly anybody likes is never worth a question. */
const CONSIDERED = 2000;

export interface Acquaintance {
  /** People who like each film, by row of the model: only those can answer with a preference; float32 [items]. */
  readonly liked: Float32Array;
  /** People there are; ≥ the largest of them. */
  readonly people: number;
  /** 1 at rows that may not be asked about; uint8 [items]. */
  readonly excluded: Uint8Array;
}

/**
 * Rows of the films to ask about, first question first. Before any answer a person's vector has the covariance
 * A⁻¹, A = α₀·G + ridge. An answer about film f turns it into (A + f·fᵀ)⁻¹, and the expected squared error of the scores of
 * films as they are watched, Σ p·f·A⁻¹·f, falls by |P·A⁻¹f|² / (1 + f·A⁻¹f), P·Pᵀ = Σ p·f·fᵀ. Each next film is the one with
 * the largest fall times p, the share of people who like it; A then grows by p·f·fᵀ. (The weighing of what an answer tells
 * against how likely it is comes from Rashid et al., "Getting to Know You", 2002.) Other kinds of model ask for the best
 * liked films.
 * @param count questions; fewer come back where fewer films may be asked about.
 */
export function firstQuestions(
  model: RankingModel,
  { liked, people, excluded }: Acquaintance,
  count: number,
): Int32Array {
  const considered = topK(liked, CONSIDERED, excluded);
  if (model.kind !== 'factors') return considered.slice(0, count);
  const { k, factors } = model;
  const share = (item: number) => liked[item] / people;
  const watched = secondMoment(model, share);
  // Row n: A⁻¹f of the considered film n.
  const spread = spreadOf(model, considered);
  const open = new Set(considered.keys());
  const asked: number[] = [];
  while (asked.length < count && open.size > 0) {
    const next = mostTelling(open, (n) => {
      const own = spread.subarray(n * k, n * k + k);
      const uncertainty = product(factors, considered[n] * k, own, k);
      return (share(considered[n]) * quadratic(watched, own, k)) / (1 + uncertainty);
    });
    open.delete(next);
    asked.push(considered[next]);
    narrow(spread, { factors, k, considered, next, weight: share(considered[next]) });
  }
  return Int32Array.from(asked);
}

/** Σ p·f·fᵀ over all films; float64 [k × k]. */
function secondMoment({ factors, k, itemIds }: FactorModel, share: (item: number) => number): Float64Array {
  const matrix = new Float64Array(k * k);
  for (let item = 0; item < itemIds.length; item++) {
    const weight = share(item);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) matrix[i * k + j] += weight * factors[item * k + i] * factors[item * k + j];
    }
  }
  return matrix;
}

/** A⁻¹f of each row, for somebody who has told us one thing; float64 [rows × k]. */
function spreadOf(model: FactorModel, rows: Int32Array): Float64Array {
  const { k, factors, itemIds, unobservedWeight } = model;
  const lower = gramMatrix(factors, k).map((value) => unobservedWeight * value);
  const ridge = scaledRidge(model, 1, itemIds.length);
  for (let i = 0; i < k; i++) lower[i * k + i] += ridge;
  factorCholesky(lower, k);
  const spread = new Float64Array(rows.length * k);
  rows.forEach((item, n) => {
    const own = spread.subarray(n * k, n * k + k);
    for (let j = 0; j < k; j++) own[j] = factors[item * k + j];
    solveCholesky(lower, k, own);
  });
  return spread;
}

/** A + weight·f·fᵀ instead of A, in every row of A⁻¹f (Sherman and Morrison). */
function narrow(
  spread: Float64Array,
  {
    factors,
    k,
    considered,
    next,
    weight,
  }: { factors: Float32Array; k: number; considered: Int32Array; next: number; weight: number },
): void {
  const along = spread.slice(next * k, next * k + k);
  const scale = weight / (1 + weight * product(factors, considered[next] * k, along, k));
  for (let n = 0; n < considered.length; n++) {
    const part = scale * product(factors, considered[n] * k, along, k);
    for (let j = 0; j < k; j++) spread[n * k + j] -= part * along[j];
  }
}

function product(factors: Float32Array, start: number, vector: Float64Array, k: number): number {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += factors[start + j] * vector[j];
  return sum;
}

/** vectorᵀ · matrix · vector */
function quadratic(matrix: Float64Array, vector: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) {
    let row = 0;
    for (let j = 0; j < k; j++) row += matrix[i * k + j] * vector[j];
    sum += vector[i] * row;
  }
  return sum;
}

/** The open place with the largest worth; the earlier where two are equal. */
function mostTelling(open: ReadonlySet<number>, worth: (n: number) => number): number {
  let best = -1;
  let most = -Infinity;
  for (const n of open) {
    const value = worth(n);
    if (best >= 0 && !(value > most)) continue;
    best = n;
    most = value;
  }
  return best;
}
