// The hot loops of implicit ALS, in AssemblyScript with SIMD. Compiled to ials.wasm by build.ts; ials-reference.ts
// says the same slowly, for readers and tests.
//
// A row x (a person or an item) solves (α₀·G + Σ w·f·fᵀ + ridge·I) x = Σ w·f exactly, by Cholesky. Three loops
// have one shape, a sum of outer products of rows: the Gram matrix G = FᵀF, the row's own Σ w·f·fᵀ, and the
// Cholesky update. All three run through `addTile` of dense.as.ts, which says how matrices lie in memory.
//
// Threads share the memory and claim rows through an atomic counter. A row's bytes do not depend on who solves it.

import { addOuterProducts, addToDiagonal, factorise, substituteBack, substituteForward } from './dense.as';

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
