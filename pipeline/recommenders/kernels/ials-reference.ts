// One half-step of implicit ALS as the formula says it, in float64: for readers, and for the tests that hold the
// kernel to it. Not used in training; ials.as.ts is some fifty times faster.

import { addOuter, factorCholesky, gramMatrix, solveCholesky } from '../../serving/cholesky.ts';
import type { Csr } from '../csr.ts';

export interface ReferenceStep {
  /** float64 [rows × k] */
  readonly factors: Float64Array;
  /** Σ over rows of Σ w·(x·f − 1)² + α₀·Σ (x·f)² + ridge·|x|², at the solution. */
  readonly objective: number;
}

/**
 * Solves every row of `csr` against fixed factors of its columns: minimises over x
 * Σ w·(x·f − 1)² over the row's entries + α₀·Σ (x·f)² over all columns + ridge·|x|²
 * (Hu, Koren and Volinsky 2008, in the notation of Rendle et al. 2022).
 * @param fixed float32 [columns × k]
 */
export function solveReference(
  csr: Csr,
  fixed: Float32Array,
  { k, unobservedWeight, ridge }: { k: number; unobservedWeight: number; ridge: (n: number) => number },
): ReferenceStep {
  const gram = gramMatrix(fixed, k);
  const factors = new Float64Array(csr.rows * k);
  let objective = 0;
  for (let row = 0; row < csr.rows; row++) {
    const matrix = gram.map((value) => unobservedWeight * value);
    const side = new Float64Array(k);
    for (let entry = csr.pointers[row]; entry < csr.pointers[row + 1]; entry++) {
      const start = csr.indices[entry] * k;
      const weight = csr.values[entry];
      addOuter(matrix, fixed, start, k, weight);
      for (let j = 0; j < k; j++) side[j] += weight * fixed[start + j];
      objective += weight;
    }
    const count = csr.pointers[row + 1] - csr.pointers[row];
    if (count === 0) continue;
    for (let j = 0; j < k; j++) matrix[j * k + j] += ridge(count);
    const solution = side.slice();
    factorCholesky(matrix, k);
    solveCholesky(matrix, k, solution);
    // At the solution A·x = side the quadratic xᵀAx − 2·sideᵀx + Σw is Σw − sideᵀx.
    for (let j = 0; j < k; j++) objective -= side[j] * solution[j];
    factors.set(solution, row * k);
  }
  return { factors, objective };
}
