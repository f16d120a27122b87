// The kernel of the symmetric inverse in plain TypeScript: for readers, and as the oracle of inverse.as.ts, which
// gives the same bits. Not used in training.

import { INVERSE_BLOCK, type InverseKernel } from './inverse-kernel.ts';

/** As openInverseKernel, on the calling thread. */
export function openInverseReference(n: number): InverseKernel {
  const stride = Math.ceil(n / 4) * 4;
  const matrix = new Float64Array(stride * stride);
  const left = new Float64Array(stride * INVERSE_BLOCK);
  const right = new Float64Array(stride * INVERSE_BLOCK);
  return {
    n,
    stride,
    matrix,
    left,
    right,
    async subtract(width) {
      for (let i = 0; i < stride; i++) {
        // The kernel's tiles reach a little beyond the diagonal; nobody reads what they leave there.
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let k = 0; k < width; k++) sum += right[i * width + k] * left[j * width + k];
          matrix[i * stride + j] -= sum;
        }
      }
    },
    close: async () => {},
  };
}
