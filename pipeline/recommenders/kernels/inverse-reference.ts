// The kernel of the symmetric inverse in plain TypeScript: for readers, and as the oracle of inverse.as.ts, which
// gives the same bits. Not used in training.

import { type Csr, transpose } from '../csr.ts';
import { INVERSE_BLOCK, type InverseKernel } from './inverse-kernel.ts';

/** As openInverseKernel, on the calling thread. */
export function openInverseReference(columns: Csr): InverseKernel {
  const n = columns.rows;
  const stride = Math.ceil(n / 4) * 4;
  const matrix = new Float64Array(stride * stride);
  const left = new Float64Array(stride * INVERSE_BLOCK);
  const negative = new Float64Array(INVERSE_BLOCK ** 2);
  return {
    n,
    stride,
    matrix,
    left,
    negative,
    addGram: async () => addGram(transpose(columns), matrix, stride),
    async sweep(start, width) {
      const right = divide(left, negative, stride, width);
      const isInBlock = (row: number) => row >= start && row < start + width;
      for (let i = 0; i < stride; i++) {
        // The kernel's tiles reach a little beyond the diagonal; nobody reads what they leave there.
        for (let j = 0; j <= i; j++) {
          if (isInBlock(i) && isInBlock(j))
            matrix[i * stride + j] = negative[(i - start) * width + (j - start)];
          else if (isInBlock(j)) matrix[i * stride + j] = right[i * width + (j - start)];
          else if (isInBlock(i)) matrix[i * stride + j] = right[j * width + (i - start)];
          else matrix[i * stride + j] -= dot(right, i, left, j, width);
        }
      }
    },
    close: async () => {},
  };
}

/** A row at a time: its columns ascend. */
function addGram({ rows, pointers, indices, values }: Csr, matrix: Float64Array, stride: number): void {
  for (let row = 0; row < rows; row++) {
    for (let a = pointers[row]; a < pointers[row + 1]; a++) {
      for (let b = pointers[row]; b <= a; b++)
        matrix[indices[a] * stride + indices[b]] += values[a] * values[b];
    }
  }
}

/** left · inverse, float64 [rows × width]. */
function divide(left: Float64Array, negative: Float64Array, rows: number, width: number): Float64Array {
  const right = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += left[row * width + k] * negative[k * width + column];
      right[row * width + column] = 0 - sum;
    }
  }
  return right;
}

/** One row of each, in the order of k. */
function dot(a: Float64Array, i: number, b: Float64Array, j: number, width: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += a[i * width + k] * b[j * width + k];
  return sum;
}
