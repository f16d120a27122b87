// Dense symmetric solves in float64, small enough for a browser: a person's fold-in is one k×k system. Not for
// training: that is recommenders/kernels. Matrices are row-major; only the lower triangle is read or written.

/** FᵀF of float32 factors [rows × k], lower triangle of a float64 [k × k]. */
export function gramMatrix(factors: Float32Array, k: number): Float64Array {
  const gram = new Float64Array(k * k);
  for (let start = 0; start < factors.length; start += k) addOuter(gram, factors, start, k, 1);
  return gram;
}

/** matrix += weight · f·fᵀ on the lower triangle, with f = factors[start … start + k). */
export function addOuter(
  matrix: Float64Array,
  factors: Float32Array | Float64Array,
  start: number,
  k: number,
  weight: number,
) {
  for (let i = 0; i < k; i++) {
    const scaled = weight * factors[start + i];
    const row = i * k;
    for (let j = 0; j <= i; j++) matrix[row + j] += scaled * factors[start + j];
  }
}

/**
 * Replaces the lower triangle of a positive definite [n × n] by L with L·Lᵀ = matrix.
 * @throws RangeError when the matrix is not positive definite, or holds a NaN.
 */
export function factorCholesky(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let p = 0; p < j; p++) sum -= matrix[i * n + p] * matrix[j * n + p];
      if (i !== j) {
        matrix[i * n + j] = sum / matrix[j * n + j];
      } else {
        if (!(sum > 0)) throw new RangeError(`matrix is not positive definite: pivot ${i} is ${sum}`);
        matrix[i * n + i] = Math.sqrt(sum);
      }
    }
  }
}

/** Solves L·Lᵀ·x = vector in place; `lower` comes from factorCholesky. */
export function solveCholesky(lower: Float64Array, n: number, vector: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = vector[i];
    for (let p = 0; p < i; p++) sum -= lower[i * n + p] * vector[p];
    vector[i] = sum / lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = vector[i];
    for (let p = i + 1; p < n; p++) sum -= lower[p * n + i] * vector[p];
    vector[i] = sum / lower[i * n + i];
  }
}

/**
 * solveCholesky of each column of `columns`, float64 [n × 4] row-major, in place and to the same bits: a sum waits for
 * itself, and three others fill the wait.
 */
export function solveFour(lower: Float64Array, n: number, columns: Float64Array): void {
  for (let i = 0; i < n; i++) solveRow(lower, n, columns, i, i * n, 1, 0, i);
  for (let i = n - 1; i >= 0; i--) solveRow(lower, n, columns, i, i, n, i + 1, n);
}

/** Row i of four columns, less lower[start + p·step] times row p for p from `from` up to `to`, over the diagonal. */
function solveRow(
  lower: Float64Array,
  n: number,
  columns: Float64Array,
  i: number,
  start: number,
  step: number,
  from: number,
  to: number,
): void {
  const at = 4 * i;
  let [first, second, third, fourth] = [columns[at], columns[at + 1], columns[at + 2], columns[at + 3]];
  for (let p = from; p < to; p++) {
    const value = lower[start + p * step];
    first -= value * columns[4 * p];
    second -= value * columns[4 * p + 1];
    third -= value * columns[4 * p + 2];
    fourth -= value * columns[4 * p + 3];
  }
  const pivot = lower[i * n + i];
  columns[at] = first / pivot;
  columns[at + 1] = second / pivot;
  columns[at + 2] = third / pivot;
  columns[at + 3] = fourth / pivot;
}

/** The diagonal of (L·Lᵀ)⁻¹, float64 [n]; `lower` comes from factorCholesky. */
export function inverseDiagonal(lower: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    // Column j of L⁻¹; its entries above j are zero.
    for (let i = j; i < n; i++) {
      let sum = i === j ? 1 : 0;
      for (let p = j; p < i; p++) sum -= lower[i * n + p] * column[p];
      column[i] = sum / lower[i * n + i];
      diagonal[j] += column[i] ** 2;
    }
  }
  return diagonal;
}
