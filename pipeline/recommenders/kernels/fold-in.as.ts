// A person's vector in float64, in AssemblyScript with SIMD: to the bit what serving/fold-in.ts gives. Every entry of a
// matrix or vector is computed by the same operations in the same order as there; only different entries are side by
// side. Matrices are turned: row j, column i ≥ j here is row i, column j there. k is padded with zeros to a multiple
// of 4, and the diagonal of the padding with ones.

/** Entries of a history gathered at a time. */
const STRETCH: i32 = 32;

/** Words of memory laid out by lists-kernel.ts: an iALS model and the histories that are folded into it. */
@unmanaged export class FoldInTask {
  k: i32;           // dimensions
  width: i32;       // k, padded; 0 = there is no such model
  factors: usize;   // f32 [items × width]
  gram: usize;      // f64 [width × width], α₀·FᵀF
  pointers: usize;  // i32 [people + 1]
  rows: usize;      // i32 [entries], items
  weights: usize;   // f64 [entries]
  ridges: usize;    // f64 [people]
  vectors: usize;   // f64 [people, padded × width], written
}

/**
 * Folds one person in, whose history is not empty.
 * @param scratch f64 [(width + 2 × STRETCH) × width], aligned to 16.
 * @return whether the matrix is positive definite.
 */
export function foldIn(task: FoldInTask, person: i32, scratch: usize): bool {
  const width = task.width;
  const line = <usize>(width * 8);
  const plain = scratch + <usize>width * line;
  const scaled = plain + <usize>STRETCH * line;
  const side = task.vectors + <usize>person * line;
  const last = load<i32>(task.pointers + (<usize>person << 2), 4);
  memory.copy(scratch, task.gram, <usize>width * line);
  memory.fill(side, 0, line);
  for (let entry = load<i32>(task.pointers + (<usize>person << 2)); entry < last; entry += STRETCH) {
    const count = min(STRETCH, last - entry);
    gather(task, entry, count, plain, scaled, side);
    for (let j = 0; j < width; j += 4) {
      for (let i = j; i < width; i += 4) addTile(plain + <usize>(j * 8), scaled + <usize>(i * 8), count, line, at(scratch, line, j, i));
    }
  }
  const ridge = f64.load(task.ridges + (<usize>person << 3));
  for (let i = 0; i < width; i++) {
    const diagonal = at(scratch, line, i, i);
    f64.store(diagonal, i < task.k ? f64.load(diagonal) + ridge : 1);
  }
  if (!factorise(scratch, width)) return false;
  substitute(scratch, width, task.k, side);
  return true;
}

@inline function at(matrix: usize, line: usize, row: i32, column: i32): usize {
  return matrix + <usize>row * line + <usize>(column * 8);
}

/** f and w·f of some entries, line by line, and Σ w·f. */
function gather(task: FoldInTask, entry: i32, count: i32, plain: usize, scaled: usize, side: usize): void {
  const line = <usize>(task.width * 8);
  for (let x = entry; x < entry + count; x++) {
    const from = task.factors + <usize>load<i32>(task.rows + (<usize>x << 2)) * (line >> 1);
    const weight = f64x2.splat(f64.load(task.weights + (<usize>x << 3)));
    for (let to: usize = 0; to < line; to += 16) {
      const factor = f64x2.promote_low_f32x4(v128.load64_zero(from + (to >> 1)));
      const product = f64x2.mul(weight, factor);
      v128.store(plain + to, factor);
      v128.store(scaled + to, product);
      v128.store(side + to, f64x2.add(v128.load(side + to), product));
    }
    plain += line;
    scaled += line;
  }
}

/** out [4 × 4] += left[0 … 4] · right[0 … 4] of each line in turn. */
function addTile(left: usize, right: usize, count: i32, line: usize, out: usize): void {
  const second = out + line, third = second + line, fourth = third + line;
  let a0 = v128.load(out), a1 = v128.load(out, 16);
  let b0 = v128.load(second), b1 = v128.load(second, 16);
  let c0 = v128.load(third), c1 = v128.load(third, 16);
  let d0 = v128.load(fourth), d1 = v128.load(fourth, 16);
  for (let x = 0; x < count; x++) {
    const r0 = v128.load(right), r1 = v128.load(right, 16);
    let l = v128.load64_splat(left);
    a0 = f64x2.add(a0, f64x2.mul(l, r0)); a1 = f64x2.add(a1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 8);
    b0 = f64x2.add(b0, f64x2.mul(l, r0)); b1 = f64x2.add(b1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 16);
    c0 = f64x2.add(c0, f64x2.mul(l, r0)); c1 = f64x2.add(c1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 24);
    d0 = f64x2.add(d0, f64x2.mul(l, r0)); d1 = f64x2.add(d1, f64x2.mul(l, r1));
    left += line;
    right += line;
  }
  v128.store(out, a0); v128.store(out, a1, 16);
  v128.store(second, b0); v128.store(second, b1, 16);
  v128.store(third, c0); v128.store(third, c1, 16);
  v128.store(fourth, d0); v128.store(fourth, d1, 16);
}

/** out [4 × 4] −= the same: taken away one after the other, not as a sum. */
function subtractTile(left: usize, right: usize, count: i32, line: usize, out: usize): void {
  const second = out + line, third = second + line, fourth = third + line;
  let a0 = v128.load(out), a1 = v128.load(out, 16);
  let b0 = v128.load(second), b1 = v128.load(second, 16);
  let c0 = v128.load(third), c1 = v128.load(third, 16);
  let d0 = v128.load(fourth), d1 = v128.load(fourth, 16);
  for (let x = 0; x < count; x++) {
    const r0 = v128.load(right), r1 = v128.load(right, 16);
    let l = v128.load64_splat(left);
    a0 = f64x2.sub(a0, f64x2.mul(l, r0)); a1 = f64x2.sub(a1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 8);
    b0 = f64x2.sub(b0, f64x2.mul(l, r0)); b1 = f64x2.sub(b1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 16);
    c0 = f64x2.sub(c0, f64x2.mul(l, r0)); c1 = f64x2.sub(c1, f64x2.mul(l, r1));
    l = v128.load64_splat(left, 24);
    d0 = f64x2.sub(d0, f64x2.mul(l, r0)); d1 = f64x2.sub(d1, f64x2.mul(l, r1));
    left += line;
    right += line;
  }
  v128.store(out, a0); v128.store(out, a1, 16);
  v128.store(second, b0); v128.store(second, b1, 16);
  v128.store(third, c0); v128.store(third, c1, 16);
  v128.store(fourth, d0); v128.store(fourth, d1, 16);
}

/** Cholesky, matrix = UᵀU, four rows of U at a time. */
function factorise(matrix: usize, width: i32): bool {
  const line = <usize>(width * 8);
  for (let j = 0; j < width; j += 4) {
    for (let i = j; i < width; i += 4) {
      subtractTile(matrix + <usize>(j * 8), matrix + <usize>(i * 8), j, line, at(matrix, line, j, i));
    }
    for (let row = j; row < j + 4; row++) {
      if (!finishRow(matrix, line, j, row)) return false;
    }
  }
  return true;
}

/** What the rows of its own block still take from a row, and its division by the root of its diagonal. */
function finishRow(matrix: usize, line: usize, block: i32, row: i32): bool {
  const own = matrix + <usize>row * line;
  const from = <usize>(block * 8);
  for (let p = block; p < row; p++) {
    const above = matrix + <usize>p * line;
    const factor = v128.load64_splat(above + <usize>(row * 8));
    for (let to = from; to < line; to += 16) {
      v128.store(own + to, f64x2.sub(v128.load(own + to), f64x2.mul(factor, v128.load(above + to))));
    }
  }
  const pivot = f64.load(own + <usize>(row * 8));
  if (!(pivot > 0)) return false;
  const root = sqrt<f64>(pivot);
  const divisor = f64x2.splat(root);
  for (let to = from; to < line; to += 16) v128.store(own + to, f64x2.div(v128.load(own + to), divisor));
  f64.store(own + <usize>(row * 8), root);
  return true;
}

/** UᵀU·x = side, in place. */
function substitute(matrix: usize, width: i32, k: i32, side: usize): void {
  const line = <usize>(width * 8);
  for (let p = 0; p < k; p++) {
    const row = matrix + <usize>p * line;
    const z = f64.load(side + <usize>(p * 8)) / f64.load(row + <usize>(p * 8));
    f64.store(side + <usize>(p * 8), z);
    takeAway(row, z, <usize>((p + 1) * 8), line, side);
  }
  for (let i = k - 1; i >= 0; i--) {
    const row = matrix + <usize>i * line;
    let sum = f64.load(side + <usize>(i * 8));
    for (let to = <usize>((i + 1) * 8); to < <usize>(k * 8); to += 8) sum -= f64.load(row + to) * f64.load(side + to);
    f64.store(side + <usize>(i * 8), sum / f64.load(row + <usize>(i * 8)));
  }
}

/** side −= z · row from some byte on. */
function takeAway(row: usize, z: f64, from: usize, line: usize, side: usize): void {
  let to = from;
  if (to & 8) {
    f64.store(side + to, f64.load(side + to) - z * f64.load(row + to));
    to += 8;
  }
  const factor = f64x2.splat(z);
  for (; to < line; to += 16) {
    v128.store(side + to, f64x2.sub(v128.load(side + to), f64x2.mul(factor, v128.load(row + to))));
  }
}
