// The inverse of a large symmetric positive definite matrix, in place, float64. Plain arithmetic in a fixed order:
// the same bits on every machine. Not for k × k systems; those are serving/cholesky.ts.

import { INVERSE_BLOCK, type InverseKernel } from './kernels/inverse-kernel.ts';

/**
 * Replaces a symmetric positive definite matrix by its inverse, block by block (Goodnight, A Tutorial on the SWEEP
 * Operator, 1979): n³ / 2 multiplications, nearly all of them in kernel.subtract.
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
  for (let start = 0; start < n; start += INVERSE_BLOCK) {
    const width = Math.min(INVERSE_BLOCK, n - start);
    const failed = await sweepBlock(kernel, start, width);
    if (failed >= 0) return failed;
    await afterBlock((start + width) / n);
  }
  finish(matrix, n, stride);
  return -1;
}

/**
 * With left = A[:, block] and right = left · A[block, block]⁻¹: A ← A − right·leftᵀ, then the block's columns ← right
 * and the block itself ← −its inverse; lower triangle.
 */
async function sweepBlock(kernel: InverseKernel, start: number, width: number): Promise<number> {
  const { matrix, stride, left, right } = kernel;
  readColumns(kernel, start, width);
  const inverse = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) inverse[i * width + j] = left[(start + i) * width + j];
  }
  const failed = invertSmall(inverse, width);
  if (failed >= 0) return start + failed;
  multiply(left, inverse, right, stride, width);
  // The block's own rows are not updated but replaced.
  left.fill(0, start * width, (start + width) * width);
  await kernel.subtract(width);
  for (let row = start; row < stride; row++) {
    const isOwn = row < start + width;
    for (let j = 0; j < width && start + j <= row; j++) {
      matrix[row * stride + start + j] = isOwn ? -inverse[(row - start) * width + j] : right[row * width + j];
    }
  }
  for (let i = 0; i < width; i++) {
    for (let column = 0; column < start; column++) {
      matrix[(start + i) * stride + column] = right[column * width + i];
    }
  }
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

/** out = panel · square, float64 [rows × width]. */
function multiply(panel: Float64Array, square: Float64Array, out: Float64Array, rows: number, width: number) {
  const sums = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let j = 0; j < width; j++) {
      const factor = panel[row * width + j];
      for (let c = 0; c < width; c++) sums[c] += factor * square[j * width + c];
    }
    out.set(sums, row * width);
  }
}

/** After all blocks the lower triangle holds −inverse: turns the sign and fills the upper triangle. */
function finish(matrix: Float64Array, n: number, stride: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * stride + j] = -matrix[i * stride + j];
      matrix[j * stride + i] = matrix[i * stride + j];
    }
  }
}
