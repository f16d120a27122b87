// The inverse of a large symmetric positive definite matrix, in place, float64. Plain arithmetic in a fixed order:
// the same bits on every machine. Not for k × k systems; those are serving/cholesky.ts.

/** Rows that are swept at once: their panel stays in the processor's cache. */
const BLOCK = 48;

/**
 * Replaces a symmetric positive definite matrix by its inverse, block by block (Goodnight, A Tutorial on the SWEEP
 * Operator, 1979): n³ / 2 multiplications, and no memory beyond two panels.
 * @param matrix float64 [n × n], row-major; only the lower triangle is read, both are written.
 * @param afterBlock called after each block with the share that is done; awaited.
 * @returns the first row where the matrix is not positive definite, or -1.
 */
export async function invertSymmetric(
  matrix: Float64Array,
  n: number,
  afterBlock: (done: number) => Promise<void> | void = () => {},
): Promise<number> {
  const size = Math.min(BLOCK, n);
  const panels = { left: new Float64Array(n * size), right: new Float64Array(n * size) };
  for (let start = 0; start < n; start += BLOCK) {
    const width = Math.min(BLOCK, n - start);
    const failed = sweepBlock({ matrix, n, start, width }, panels);
    if (failed >= 0) return failed;
    await afterBlock((start + width) / n);
  }
  finish(matrix, n);
  return -1;
}

interface Block {
  readonly matrix: Float64Array;
  readonly n: number;
  readonly start: number;
  readonly width: number;
}

interface Panels {
  /** A[:, block], float64 [n × width]. */
  readonly left: Float64Array;
  /** A[:, block] · A[block, block]⁻¹. */
  readonly right: Float64Array;
}

/** A ← A − left·rightᵀ, then the block's columns ← right and the block itself ← −its inverse; lower triangle. */
function sweepBlock(block: Block, { left, right }: Panels): number {
  const { matrix, n, start, width } = block;
  readColumns(block, left);
  const inverse = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) inverse[i * width + j] = left[(start + i) * width + j];
  }
  const failed = invertSmall(inverse, width);
  if (failed >= 0) return start + failed;
  multiply(left, inverse, right, n, width);
  // The block's own rows are not updated but replaced.
  left.fill(0, start * width, (start + width) * width);
  subtractProduct(matrix, right, left, n, width);
  for (let row = start; row < n; row++) {
    const from = row < start + width ? inverse.subarray((row - start) * width) : right.subarray(row * width);
    const sign = row < start + width ? -1 : 1;
    for (let j = 0; j < width && start + j <= row; j++) matrix[row * n + start + j] = sign * from[j];
  }
  for (let i = 0; i < width; i++) {
    for (let column = 0; column < start; column++) {
      matrix[(start + i) * n + column] = right[column * width + i];
    }
  }
  return -1;
}

/** Columns [start, start + width) of the symmetric matrix, from its lower triangle. */
function readColumns({ matrix, n, start, width }: Block, panel: Float64Array): void {
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < width; j++) {
      const column = start + j;
      panel[row * width + j] = row >= column ? matrix[row * n + column] : matrix[column * n + row];
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
  out.fill(0);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < width; j++) {
      const factor = panel[row * width + j];
      for (let c = 0; c < width; c++) out[row * width + c] += factor * square[j * width + c];
    }
  }
}

/** matrix −= a·bᵀ in its lower triangle, in tiles of 4 × 4; the few rows left over one by one. */
function subtractProduct(matrix: Float64Array, a: Float64Array, b: Float64Array, n: number, width: number) {
  const whole = n - (n % 4);
  for (let i = 0; i < whole; i += 4) {
    for (let j = 0; j <= i; j += 4) subtractTile(matrix, a, b, n, width, i, j);
  }
  for (let i = whole; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += a[i * width + k] * b[j * width + k];
      matrix[i * n + j] -= sum;
    }
  }
}

function subtractTile(
  matrix: Float64Array,
  a: Float64Array,
  b: Float64Array,
  n: number,
  width: number,
  i: number,
  j: number,
): void {
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0;
  let s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  let a0 = i * width,
    a1 = a0 + width,
    a2 = a1 + width,
    a3 = a2 + width;
  let b0 = j * width,
    b1 = b0 + width,
    b2 = b1 + width,
    b3 = b2 + width;
  for (let k = 0; k < width; k++) {
    const w = a[a0++],
      x = a[a1++],
      y = a[a2++],
      z = a[a3++];
    const p = b[b0++],
      q = b[b1++],
      r = b[b2++],
      t = b[b3++];
    s00 += w * p;
    s01 += w * q;
    s02 += w * r;
    s03 += w * t;
    s10 += x * p;
    s11 += x * q;
    s12 += x * r;
    s13 += x * t;
    s20 += y * p;
    s21 += y * q;
    s22 += y * r;
    s23 += y * t;
    s30 += z * p;
    s31 += z * q;
    s32 += z * r;
    s33 += z * t;
  }
  let at = i * n + j;
  matrix[at] -= s00;
  matrix[at + 1] -= s01;
  matrix[at + 2] -= s02;
  matrix[at + 3] -= s03;
  at += n;
  matrix[at] -= s10;
  matrix[at + 1] -= s11;
  matrix[at + 2] -= s12;
  matrix[at + 3] -= s13;
  at += n;
  matrix[at] -= s20;
  matrix[at + 1] -= s21;
  matrix[at + 2] -= s22;
  matrix[at + 3] -= s23;
  at += n;
  matrix[at] -= s30;
  matrix[at + 1] -= s31;
  matrix[at + 2] -= s32;
  matrix[at + 3] -= s33;
}

/** After all blocks the lower triangle holds −inverse: turns the sign and fills the upper triangle. */
function finish(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * n + j] = -matrix[i * n + j];
      matrix[j * n + i] = matrix[i * n + j];
    }
  }
}
