// One step of the Gibbs sampler as the formula says it, in float64: for readers, and for the tests that hold the
// kernel to it. Not used in training; gibbs.as.ts is many times faster.

import { factorCholesky } from '../../serving/cholesky.ts';
import type { Csr } from '../csr.ts';
import { normals, type Stream } from './gibbs-random.ts';

/** One side's rows; shapes as in gibbs-kernel.ts, but float64, and changed in place. */
export interface ReferenceSide {
  /** This side as rows, the other as columns. */
  readonly csr: Csr;
  /** [rows × stride] */
  readonly values: Float64Array;
  readonly expected: Float64Array;
  /** [columns × stride] */
  readonly seen: Float64Array;
  readonly prior: { readonly mean: Float64Array; readonly precision: Float64Array };
  readonly seenPrior: { readonly mean: Float64Array; readonly precision: Float64Array };
}

export interface ReferenceShape {
  /** 1 + k */
  readonly width: number;
  readonly stride: number;
}

/** Draws every row against the other side's values, block after block of eight. */
export function drawRowsReference(
  side: ReferenceSide,
  others: Float64Array,
  [mean, precision]: ArrayLike<number> & Iterable<number>,
  { width, stride }: ReferenceShape,
  stream: Stream,
): void {
  const { csr, values, expected, prior } = side;
  for (let row = 0; row < csr.rows; row++) {
    const own = values.subarray(row * stride, (row + 1) * stride);
    for (let block = 0; block < width; block += 8) {
      const size = Math.min(8, width - block);
      const matrix = new Float64Array(size * size);
      const pull = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        const at = block + i;
        matrix[i * size + i] = prior.precision[at];
        pull[i] = prior.precision[at] * (prior.mean[at] + expected[row * stride + at] - own[at]);
      }
      for (let entry = csr.pointers[row]; entry < csr.pointers[row + 1]; entry++) {
        const start = csr.indices[entry] * stride;
        const features = others.slice(start, start + width);
        const residual = csr.values[entry] - mean - features[0] - own[0] - product(own, features);
        features[0] = 1;
        for (let i = 0; i < size; i++) {
          pull[i] += precision * residual * features[block + i];
          for (let j = 0; j < size; j++) {
            matrix[i * size + j] += precision * features[block + i] * features[block + j];
          }
        }
      }
      const change = drawGaussian(matrix, pull, normals(stream, row, block / 8, size));
      for (let i = 0; i < size; i++) own[block + i] += change[i];
    }
  }
}

/** Of the traits alone: biases are added, not multiplied. */
function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let j = 1; j < right.length; j++) sum += left[j] * right[j];
  return sum;
}

/** P⁻¹·pull + L⁻ᵀ·deviates for P = L·Lᵀ: a Gaussian with precision P and mean P⁻¹·pull. */
function drawGaussian(matrix: Float64Array, pull: Float64Array, deviates: readonly number[]): Float64Array {
  const size = pull.length;
  const drawn = pull.slice();
  factorCholesky(matrix, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) drawn[i] -= matrix[i * size + j] * drawn[j];
    drawn[i] /= matrix[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    drawn[i] += deviates[i];
    for (let j = i + 1; j < size; j++) drawn[i] -= matrix[j * size + i] * drawn[j];
    drawn[i] /= matrix[i * size + i];
  }
  return drawn;
}

/**
 * Draws what each row of the other side adds to the rows of this one, one after the other, and brings `expected` up
 * to date.
 * @param byOther the same ratings with rows and columns exchanged
 */
export function drawSeenReference(
  side: ReferenceSide,
  byOther: Csr,
  { width, stride }: ReferenceShape,
  stream: Stream,
): void {
  const { csr, values, expected, seen, prior, seenPrior } = side;
  const ratingsOf = (row: number) => csr.pointers[row + 1] - csr.pointers[row];
  for (let other = 0; other < byOther.rows; other++) {
    const rows = byOther.indices.subarray(byOther.pointers[other], byOther.pointers[other + 1]);
    for (let j = 0; j < width; j++) {
      const deviate = normals(stream, other, j >> 3, Math.min(8, width - (j & ~7)))[j & 7];
      const at = other * stride + j;
      let precision = seenPrior.precision[j];
      let pull = seenPrior.precision[j] * seenPrior.mean[j];
      for (const row of rows) {
        const share = 1 / Math.sqrt(ratingsOf(row));
        const left = values[row * stride + j] - prior.mean[j] - expected[row * stride + j] + share * seen[at];
        precision += prior.precision[j] * share * share;
        pull += prior.precision[j] * share * left;
      }
      const change = pull / precision + deviate / Math.sqrt(precision) - seen[at];
      seen[at] += change;
      for (const row of rows) expected[row * stride + j] += change / Math.sqrt(ratingsOf(row));
    }
  }
}
