// The inverse of a large symmetric positive definite matrix, in place, float64. Plain arithmetic in a fixed order:
// the same bits on every machine. Not for k × k systems; those are serving/cholesky.ts.

import { INVERSE_BLOCK, type InverseKernel } from './kernels/inverse-kernel.ts';

/**
 * Replaces a symmetric positive definite matrix by its inverse, block by block (Goodnight, A Tutorial on the SWEEP
 * Operator, 1979): n³ / 2 multiplications, nearly all of them in kernel.sweep.
 * @param kernel its matrix as rows of `stride`; only the lower triangle of the first n rows is read, both are written.
 * @param afterBlock called after each block with the share that is done; awaited.
 * @returns the first row where the matrix is not positive definite, or -1.
 */
export async function invertSymmetric(
  kernel: InverseKernel,
  afterBlock: (done: number) => Promise<void> | void = () => {},
): Promise<number> {
  const { matrix, n, stride } = kernel;
  // The rows that fill up the last strip are those of the identity, and stay so.
  for (let row = n; row < stride; row++) {
    matrix.fill(0, row * stride, row * stride + row);
    matrix[row * stride + row] = 1;
  }
  for (let start = 0; start < stride; start += INVERSE_BLOCK) {
    const width = Math.min(INVERSE_BLOCK, stride - start);
    const failed = await sweepBlock(kernel, start, width);
    if (failed >= 0) return failed;
    await afterBlock((start + width) / stride);
  }
  finish(matrix, n, stride);
  return -1;
}

async function sweepBlock(kernel: InverseKernel, start: number, width: number): Promise<number> {
  const { left, negative } = kernel;
  readColumns(kernel, start, width);
  const inverse = left.slice(start * width, (start + width) * width);
  const failed = invertSmall(inverse, width);
  if (failed >= 0) return start + failed;
  for (let at = 0; at < inverse.length; at++) negative[at] = -inverse[at];
  await kernel.sweep(start, width);
  return -1;
}

/** Columns [start, start + width) of the symmetric matrix into `left`, from its lower triangle. */
function readColumns({ matrix, stride, left }: InverseKernel, start: number, width: number): void {
  for (let row = 0; row < stride; row++) {
    for (let j = 0; j < width; j++) {
      const column = start + j;
      left[row * width + j] = row >= column ? matrix[row * stride + column] : matrix[column * stride + row];
    }
  }
}

/** Gauss-Jordan in place; the pivots of a positive definite matrix are positive. */
function invertSmall(matrix: Float64Array, n: number): number {
  for (let p = 0; p < n; p++) {
    const pivot = matrix[p * n + p];
    if (!(pivot > 0) || pivot === Infinity) return p;
    matrix[p * n + p] = 1;
    for (let j = 0; j < n; j++) matrix[p * n + j] /= pivot;
    for (let i = 0; i < n; i++) {
      if (i === p) continue;
      const factor = matrix[i * n + p];
      matrix[i * n + p] = 0;
      for (let j = 0; j < n; j++) matrix[i * n + j] -= factor * matrix[p * n + j];
    }
  }
  return -1;
}

/** Side of the squares in which a matrix is turned: both halves of one stay in the cache. */
const SQUARE = 32;

/** After all blocks the lower triangle holds −inverse: turns the sign and fills the upper triangle. */
function finish(matrix: Float64Array, n: number, stride: number): void {
  for (let top = 0; top < n; top += SQUARE) {
    for (let side = 0; side <= top; side += SQUARE) {
      for (let i = top; i < Math.min(top + SQUARE, n); i++) {
        for (let j = side; j < Math.min(side + SQUARE, i + 1); j++) {
          matrix[i * stride + j] = -matrix[i * stride + j];
          matrix[j * stride + i] = matrix[i * stride + j];
        }
      }
    }
  }
}
