// The hot loops of implicit ALS, in AssemblyScript with plain SIMD (the relaxed kind gives other bits on other
// processors). Compiled to ials.wasm by build.ts; ials-reference.ts says the same slowly, for readers and tests.
//
// A row x (a person or an item) solves (α₀·G + Σ w·f·fᵀ + ridge·I) x = Σ w·f exactly, by Cholesky. Three loops
// have one shape, a sum of outer products of rows: the Gram matrix G = FᵀF, the row's own Σ w·f·fᵀ, and the
// Cholesky update. All three run through `addTile`. Matrices are float32, row-major, [k × k] with k a multiple
// of 8; only the upper triangle counts, what lies below the diagonal is left over from the tiles.
//
// Threads share the memory and claim rows through an atomic counter. A row's bytes do not depend on who solves it.

/** Rows of F that one partial Gram matrix sums at a stretch, and entries of a history gathered at a time. */
const STRETCH: i32 = 64;
/** Rows claimed at once by a thread. */
const CLAIM: i32 = 8;

/** Words of memory laid out by layout.ts: FᵀF over `rows` rows of `factors`, in blocks. */
@unmanaged class GramTask {
  k: i32;
  rows: i32;
  blockRows: i32;
  blocks: i32;
  factors: usize;  // f32 [rows × k]
  partials: usize; // f32 [blocks × k × k]
  gram: usize;     // f32 [k × k]
  scale: f32;      // α₀
  next: i32;       // the block to claim next
}

/** Words of memory laid out by layout.ts: one side is solved while the other stands still. */
@unmanaged class SolveTask {
  k: i32;
  rows: i32;
  pointers: usize; // i32 [rows + 1], where a row's entries begin
  indices: usize;  // i32 [entries], rows of `fixed`
  roots: usize;    // f32 [entries], √w
  ridges: usize;   // f32 [rows]
  fixed: usize;    // f32 [others × k]
  solved: usize;   // f32 [rows × k], written
  fits: usize;     // f32 [rows], written: xᵀ Σ w·f
  gram: usize;     // f32 [k × k], α₀·G
  next: i32;       // the row to claim next
}

/** Partial Gram matrices of the blocks this thread claims. Which rows are in a block never depends on threads. */
export function gramBlocks(task: GramTask): void {
  const k = task.k;
  const size = <usize>(k * k * 4);
  const counter = changetype<usize>(task) + offsetof<GramTask>('next');
  for (let block = atomic.add<i32>(counter, 1); block < task.blocks; block = atomic.add<i32>(counter, 1)) {
    const first = block * task.blockRows;
    const last = min(first + task.blockRows, task.rows);
    const out = task.partials + <usize>block * size;
    memory.fill(out, 0, size);
    for (let row = first; row < last; row += STRETCH) {
      const from = task.factors + <usize>row * <usize>(k * 4);
      addOuterProducts(from, min(STRETCH, last - row), k, out);
    }
  }
}

/** α₀ · the sum of the partial Gram matrices, first block first. For one thread. */
export function gramSum(task: GramTask): void {
  const size = <usize>(task.k * task.k * 4);
  const scale = f32x4.splat(task.scale);
  for (let at: usize = 0; at < size; at += 16) {
    let sum = f32x4.splat(0);
    let from = task.partials + at;
    for (let block = 0; block < task.blocks; block++) {
      sum = f32x4.add(sum, v128.load(from));
      from += size;
    }
    v128.store(task.gram + at, f32x4.mul(scale, sum));
  }
}

/**
 * Solves the rows this thread claims.
 * @param scratch this thread's own: f32 [(k + STRETCH + 1) × k], aligned to 16.
 * @return −1, or the first row it met whose matrix is not positive definite in float32.
 */
export function solveRows(task: SolveTask, scratch: usize): i32 {
  const counter = changetype<usize>(task) + offsetof<SolveTask>('next');
  for (let first = atomic.add<i32>(counter, CLAIM); first < task.rows; first = atomic.add<i32>(counter, CLAIM)) {
    const last = min(first + CLAIM, task.rows);
    for (let row = first; row < last; row++) {
      if (!solveRow(task, row, scratch)) return row;
    }
  }
  return -1;
}

function solveRow(task: SolveTask, row: i32, scratch: usize): bool {
  const k = task.k;
  const stride = <usize>(k * 4);
  const matrix = scratch;
  const side = matrix + <usize>k * stride;
  const gathered = side + stride;
  const first = load<i32>(task.pointers + (<usize>row << 2));
  const last = load<i32>(task.pointers + (<usize>row << 2), 4);
  const out = task.solved + <usize>row * stride;
  if (first == last) {
    memory.fill(out, 0, stride);
    f32.store(task.fits + (<usize>row << 2), 0);
    return true;
  }
  memory.copy(matrix, task.gram, <usize>k * stride);
  memory.fill(side, 0, stride);
  for (let entry = first; entry < last; entry += STRETCH) {
    const count = min(STRETCH, last - entry);
    gather(task, entry, count, gathered, side);
    addOuterProducts(gathered, count, k, matrix);
  }
  addToDiagonal(matrix, k, f32.load(task.ridges + (<usize>row << 2)));
  if (!factorise(matrix, k)) return false;
  f32.store(task.fits + (<usize>row << 2), substituteForward(matrix, k, side));
  substituteBack(matrix, k, side);
  memory.copy(out, side, stride);
  return true;
}

/** Copies √w·f of some entries into one place, and adds w·f to the right-hand side. */
function gather(task: SolveTask, entry: i32, count: i32, to: usize, side: usize): void {
  const stride = <usize>(task.k * 4);
  for (let x = entry; x < entry + count; x++) {
    const from = task.fixed + <usize>load<i32>(task.indices + (<usize>x << 2)) * stride;
    const root = f32x4.splat(f32.load(task.roots + (<usize>x << 2)));
    for (let at: usize = 0; at < stride; at += 16) {
      const scaled = f32x4.mul(root, v128.load(from + at));
      v128.store(to + at, scaled);
      v128.store(side + at, f32x4.add(v128.load(side + at), f32x4.mul(root, scaled)));
    }
    to += stride;
  }
}

/** out += Σ r·rᵀ over `count` rows, upper triangle. */
function addOuterProducts(rows: usize, count: i32, k: i32, out: usize): void {
  for (let i = 0; i < k; i += 4) {
    for (let j = i & ~7; j < k; j += 8) addTile(rows, count, k, i, j, out, 1);
  }
}

/** out[i … i+4, j … j+8] += sign · Σ r[i … i+4]ᵀ · r[j … j+8] over `count` rows of length k. */
function addTile(rows: usize, count: i32, k: i32, i: i32, j: i32, out: usize, sign: f32): void {
  const stride = <usize>(k * 4);
  let left = rows + <usize>(i * 4);
  let right = rows + <usize>(j * 4);
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0), d1 = f32x4.splat(0);
  for (let x = 0; x < count; x++) {
    const r0 = v128.load(right), r1 = v128.load(right, 16);
    let l = v128.load32_splat(left);
    a0 = f32x4.add(a0, f32x4.mul(l, r0)); a1 = f32x4.add(a1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 4);
    b0 = f32x4.add(b0, f32x4.mul(l, r0)); b1 = f32x4.add(b1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 8);
    c0 = f32x4.add(c0, f32x4.mul(l, r0)); c1 = f32x4.add(c1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 12);
    d0 = f32x4.add(d0, f32x4.mul(l, r0)); d1 = f32x4.add(d1, f32x4.mul(l, r1));
    left += stride;
    right += stride;
  }
  const s = f32x4.splat(sign);
  let to = out + <usize>((i * k + j) * 4);
  addPair(to, s, a0, a1); to += stride;
  addPair(to, s, b0, b1); to += stride;
  addPair(to, s, c0, c1); to += stride;
  addPair(to, s, d0, d1);
}

// @ts-ignore: decorator
@inline function addPair(to: usize, scale: v128, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), f32x4.mul(scale, low)));
  v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(scale, high)), 16);
}

function addToDiagonal(matrix: usize, k: i32, value: f32): void {
  for (let i = 0; i < k; i++) {
    const at = matrix + <usize>((i * k + i) * 4);
    f32.store(at, f32.load(at) + value);
  }
}

/**
 * Cholesky, matrix = UᵀU, four rows of U at a time: take away what the rows above explain, then factor the 4×4
 * block on the diagonal, then divide the rest of the four rows by it. The diagonal is left as 1/U[i,i].
 */
function factorise(matrix: usize, k: i32): bool {
  for (let i = 0; i < k; i += 4) {
    for (let j = i & ~7; j < k; j += 8) addTile(matrix, i, k, i, j, matrix, -1);
    if (!factoriseBlock(matrix, k, i)) return false;
    divideRows(matrix, k, i);
  }
  return true;
}

/** The 4×4 block on the diagonal at i, in place. */
function factoriseBlock(matrix: usize, k: i32, i: i32): bool {
  for (let r = i; r < i + 4; r++) {
    const row = matrix + <usize>(r * k * 4);
    const pivot = f32.load(row + <usize>(r * 4));
    if (!(pivot > 0)) return false;
    const inverse: f32 = <f32>1 / sqrt<f32>(pivot);
    f32.store(row + <usize>(r * 4), inverse);
    for (let c = r + 1; c < i + 4; c++) f32.store(row + <usize>(c * 4), f32.load(row + <usize>(c * 4)) * inverse);
    for (let s = r + 1; s < i + 4; s++) {
      const above = f32.load(row + <usize>(s * 4));
      for (let c = s; c < i + 4; c++) {
        const at = matrix + <usize>((s * k + c) * 4);
        f32.store(at, f32.load(at) - above * f32.load(row + <usize>(c * 4)));
      }
    }
  }
  return true;
}

/** The four rows at i, right of their diagonal block: each minus its share of those above, times 1/U[r,r]. */
function divideRows(matrix: usize, k: i32, i: i32): void {
  const stride = <usize>(k * 4);
  const block = matrix + <usize>((i * k + i) * 4);
  const second = block + stride, third = second + stride, fourth = third + stride;
  const u00 = v128.load32_splat(block), u01 = v128.load32_splat(block, 4);
  const u02 = v128.load32_splat(block, 8), u03 = v128.load32_splat(block, 12);
  const u11 = v128.load32_splat(second, 4), u12 = v128.load32_splat(second, 8), u13 = v128.load32_splat(second, 12);
  const u22 = v128.load32_splat(third, 8), u23 = v128.load32_splat(third, 12);
  const u33 = v128.load32_splat(fourth, 12);
  for (let at: usize = 16; at < <usize>((k - i) * 4); at += 16) {
    const a = f32x4.mul(v128.load(block + at), u00);
    const b = f32x4.mul(f32x4.sub(v128.load(second + at), f32x4.mul(u01, a)), u11);
    let c = f32x4.sub(v128.load(third + at), f32x4.mul(u02, a));
    c = f32x4.mul(f32x4.sub(c, f32x4.mul(u12, b)), u22);
    let d = f32x4.sub(v128.load(fourth + at), f32x4.mul(u03, a));
    d = f32x4.sub(d, f32x4.mul(u13, b));
    d = f32x4.mul(f32x4.sub(d, f32x4.mul(u23, c)), u33);
    v128.store(block + at, a);
    v128.store(second + at, b);
    v128.store(third + at, c);
    v128.store(fourth + at, d);
  }
}

/** Uᵀz = side, in place, four unknowns at a time. Returns |z|², which is xᵀ·side of the final x: for the loss. */
function substituteForward(matrix: usize, k: i32, side: usize): f32 {
  const stride = <usize>(k * 4);
  let squares: f32 = 0;
  for (let i = 0; i < k; i += 4) {
    for (let p = i; p < i + 4; p++) {
      const row = matrix + <usize>p * stride;
      const z = f32.load(side + <usize>(p * 4)) * f32.load(row + <usize>(p * 4));
      f32.store(side + <usize>(p * 4), z);
      squares += z * z;
      for (let c = p + 1; c < i + 4; c++) {
        const at = side + <usize>(c * 4);
        f32.store(at, f32.load(at) - z * f32.load(row + <usize>(c * 4)));
      }
    }
    takeAway(matrix + <usize>i * stride, k, i, side);
  }
  return squares;
}

/** side[c] −= Σ z[p]·U[p,c] over the four rows p at i, for every c right of their block. */
function takeAway(row: usize, k: i32, i: i32, side: usize): void {
  const stride = <usize>(k * 4);
  const solved = side + <usize>(i * 4);
  const z0 = v128.load32_splat(solved), z1 = v128.load32_splat(solved, 4);
  const z2 = v128.load32_splat(solved, 8), z3 = v128.load32_splat(solved, 12);
  for (let at = <usize>((i + 4) * 4); at < stride; at += 16) {
    let from = row + at;
    let sum = f32x4.mul(z0, v128.load(from)); from += stride;
    sum = f32x4.add(sum, f32x4.mul(z1, v128.load(from))); from += stride;
    sum = f32x4.add(sum, f32x4.mul(z2, v128.load(from))); from += stride;
    sum = f32x4.add(sum, f32x4.mul(z3, v128.load(from)));
    v128.store(side + at, f32x4.sub(v128.load(side + at), sum));
  }
}

/** Ux = side, in place, the last four unknowns first. */
function substituteBack(matrix: usize, k: i32, side: usize): void {
  const stride = <usize>(k * 4);
  for (let i = k - 4; i >= 0; i -= 4) {
    subtractKnown(matrix + <usize>i * stride, k, i, side);
    for (let p = i + 3; p >= i; p--) {
      const row = matrix + <usize>p * stride;
      let x = f32.load(side + <usize>(p * 4));
      for (let c = p + 1; c < i + 4; c++) x -= f32.load(row + <usize>(c * 4)) * f32.load(side + <usize>(c * 4));
      f32.store(side + <usize>(p * 4), x * f32.load(row + <usize>(p * 4)));
    }
  }
}

/** side[p] −= Σ U[p,c]·x[c] for the four rows p at i, over every c right of their block. */
function subtractKnown(row: usize, k: i32, i: i32, side: usize): void {
  const stride = <usize>(k * 4);
  let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
  for (let at = <usize>((i + 4) * 4); at < stride; at += 16) {
    const x = v128.load(side + at);
    let from = row + at;
    a = f32x4.add(a, f32x4.mul(x, v128.load(from))); from += stride;
    b = f32x4.add(b, f32x4.mul(x, v128.load(from))); from += stride;
    c = f32x4.add(c, f32x4.mul(x, v128.load(from))); from += stride;
    d = f32x4.add(d, f32x4.mul(x, v128.load(from)));
  }
  const to = side + <usize>(i * 4);
  f32.store(to, f32.load(to) - sumOf(a));
  f32.store(to, f32.load(to, 4) - sumOf(b), 4);
  f32.store(to, f32.load(to, 8) - sumOf(c), 8);
  f32.store(to, f32.load(to, 12) - sumOf(d), 12);
}

function sumOf(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}
