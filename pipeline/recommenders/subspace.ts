// The largest singular values and vectors of a big matrix that is never written out: a sparse part plus a low-rank
// part. Randomised subspace iteration, started warm; the small dense work is ml-matrix's. Rows are row-major.

import { EVD, Matrix } from 'ml-matrix';
import type { Csr } from './csr.ts';

/** A matrix [rows × columns] = sparse + left·rightᵀ. */
export interface SparsePlusLowRank {
  /** Where the sparse part has values; its own values are not used. */
  readonly pattern: Csr;
  /** float64 [entries], in the pattern's order. */
  readonly sparse: Float64Array;
  /** float64 [rows × rank] and [columns × rank]. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly rank: number;
}

/** matrix ≈ left · diag(values) · rightᵀ, singular values largest first. */
export interface TruncatedSvd {
  readonly values: Float64Array;
  /** float64 [rows × width] and [columns × width], orthonormal columns (zero where the matrix has less rank). */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/**
 * One step towards the `width` leading singular triples (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1).
 * @param start float64 [columns × width]: a random matrix at first, the last right vectors after that.
 */
export function iterateSubspace(matrix: SparsePlusLowRank, start: Float64Array, width: number): TruncatedSvd {
  const basis = orthonormalise(multiply(matrix, start, width), width).vectors;
  const projected = multiplyTransposed(matrix, basis, width);
  const { vectors, values, rotation } = orthonormalise(projected, width);
  return { values, left: times(basis, rotation, width), right: vectors };
}

/** matrix · dense [columns × width] → [rows × width] */
export function multiply(matrix: SparsePlusLowRank, dense: Float64Array, width: number): Float64Array {
  const { pattern, sparse, left, right, rank } = matrix;
  const product = lowRankProduct(left, right, rank, dense, width, pattern.rows);
  for (let row = 0; row < pattern.rows; row++) {
    for (let entry = pattern.pointers[row]; entry < pattern.pointers[row + 1]; entry++) {
      addScaled(product, row * width, sparse[entry], dense, pattern.indices[entry] * width, width);
    }
  }
  return product;
}

/** matrixᵀ · dense [rows × width] → [columns × width] */
export function multiplyTransposed(
  matrix: SparsePlusLowRank,
  dense: Float64Array,
  width: number,
): Float64Array {
  const { pattern, sparse, left, right, rank } = matrix;
  const product = lowRankProduct(right, left, rank, dense, width, pattern.columns);
  for (let row = 0; row < pattern.rows; row++) {
    for (let entry = pattern.pointers[row]; entry < pattern.pointers[row + 1]; entry++) {
      addScaled(product, pattern.indices[entry] * width, sparse[entry], dense, row * width, width);
    }
  }
  return product;
}

/** outer · (innerᵀ · dense), float64 [rows × width]; outer is [rows × rank], inner and dense have equal rows. */
function lowRankProduct(
  outer: Float64Array,
  inner: Float64Array,
  rank: number,
  dense: Float64Array,
  width: number,
  rows: number,
): Float64Array {
  const product = new Float64Array(rows * width);
  if (rank === 0) return product;
  const small = new Float64Array(rank * width);
  for (let row = 0; row * rank < inner.length; row++) {
    for (let r = 0; r < rank; r++) {
      addScaled(small, r * width, inner[row * rank + r], dense, row * width, width);
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let r = 0; r < rank; r++) {
      addScaled(product, row * width, outer[row * rank + r], small, r * width, width);
    }
  }
  return product;
}

/** to[at … at+width] += scale · from[start … start+width] */
function addScaled(
  to: Float64Array,
  at: number,
  scale: number,
  from: Float64Array,
  start: number,
  width: number,
): void {
  for (let j = 0; j < width; j++) to[at + j] += scale * from[start + j];
}

/**
 * dense = vectors · diag(values) · rotationᵀ by the eigenvectors of the small Gram matrix denseᵀ·dense. Directions
 * below 10⁻⁷ of the largest are rounding, and become zero.
 */
export function orthonormalise(dense: Float64Array, width: number) {
  const gram = Matrix.zeros(width, width);
  gramRows(dense, width).forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      gram.set(i, j, row[j]);
      gram.set(j, i, row[j]);
    }
  });
  const { realEigenvalues: eigenvalues, eigenvectorMatrix } = new EVD(gram, { assumeSymmetric: true });
  const order = eigenvalues.map((_, at) => at).sort((a, b) => eigenvalues[b] - eigenvalues[a] || a - b);
  const smallest = 1e-14 * Math.max(0, eigenvalues[order[0]]);
  const values = Float64Array.from(order, (at) => Math.sqrt(Math.max(0, eigenvalues[at])));
  const rotation = new Float64Array(width * width);
  const scaled = new Float64Array(width * width);
  order.forEach((from, to) => {
    for (let i = 0; i < width; i++) {
      rotation[i * width + to] = eigenvectorMatrix.get(i, from);
      scaled[i * width + to] = eigenvalues[from] > smallest ? rotation[i * width + to] / values[to] : 0;
    }
  });
  return { vectors: times(dense, scaled, width), values, rotation };
}

/** The lower triangle of denseᵀ·dense, float64 [width] a row. */
function gramRows(dense: Float64Array, width: number): Float64Array[] {
  const rows = Array.from({ length: width }, () => new Float64Array(width));
  for (let start = 0; start < dense.length; start += width) {
    for (let i = 0; i < width; i++) {
      const [row, value] = [rows[i], dense[start + i]];
      for (let j = 0; j <= i; j++) row[j] += value * dense[start + j];
    }
  }
  return rows;
}

/** dense [rows × width] · small [width × width] */
function times(dense: Float64Array, small: Float64Array, width: number): Float64Array {
  const product = new Float64Array(dense.length);
  for (let start = 0; start < dense.length; start += width) {
    for (let i = 0; i < width; i++) addScaled(product, start, dense[start + i], small, i * width, width);
  }
  return product;
}
