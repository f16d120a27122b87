// The hot loops of the symmetric inverse, in AssemblyScript with SIMD, float64: the Gram matrix of sparse rows, and
// one sweep of a block. Compiled to inverse.wasm by build.ts; inverse-reference.ts says the same slowly and to the
// same bits: each entry is one sum in a stated order.

/** Rows of the matrix that a thread claims at once: their panel stays in its first cache. */
const CLAIM: i32 = 16;

/** Words of memory laid out by inverse-kernel.ts: the lower triangle of MᵀM into a matrix of zeros. */
@unmanaged class GramTask {
  n: i32;              // columns of M
  stride: i32;         // of the matrix
  matrix: usize;       // f64 [stride × stride]
  rowPointers: usize;  // i32 [rows + 1], M by rows: columns ascend
  rowIndices: usize;   // i32 [entries]
  rowValues: usize;    // f32 [entries]
  pointers: usize;     // i32 [n + 1], M by columns: rows ascend
  indices: usize;      // i32 [entries]
  values: usize;       // f32 [entries]
  next: i32;           // the column to claim next
}

/** Words of memory laid out by inverse-kernel.ts: one block of rows and columns is swept. */
@unmanaged class SweepTask {
  n: i32;          // the matrix is [n × n], n a multiple of 4
  start: i32;      // the block is [start, start + width), both multiples of 4
  width: i32;
  matrix: usize;   // f64 [n × n]; its lower triangle counts
  left: usize;     // f64 [n × width], the block's columns
  packed: usize;   // f64 [n / 4 × width × 4], left by strips of four rows, each turned on its side
  negative: usize; // f64 [width × width], minus the inverse of the block
  next: i32;       // the rows to claim next
}

/** Each entry is a sum over the rows of M in their order. */
export function addGram(task: GramTask): void {
  const counter = changetype<usize>(task) + offsetof<GramTask>('next');
  for (let claim = atomic.add<i32>(counter, 1); claim < task.n; claim = atomic.add<i32>(counter, 1)) {
    // The last columns have the longest rows below the diagonal.
    const column = task.n - 1 - claim;
    const out = task.matrix + <usize>column * <usize>(task.stride * 8);
    const last = at32(task.pointers, column + 1);
    for (let entry = at32(task.pointers, column); entry < last; entry++) {
      addRow(task, at32(task.indices, entry), <f64>f32.load(task.values + (<usize>entry << 2)), column, out);
    }
  }
}

/** out[c] += value · M[row, c] for every c up to `column`. */
@inline function addRow(task: GramTask, row: i32, value: f64, column: i32, out: usize): void {
  const end = at32(task.rowPointers, row + 1);
  for (let at = at32(task.rowPointers, row); at < end; at++) {
    const other = at32(task.rowIndices, at);
    if (other > column) return;
    const to = out + (<usize>other << 3);
    f64.store(to, f64.load(to) + value * <f64>f32.load(task.rowValues + (<usize>at << 2)));
  }
}

@inline function at32(array: usize, index: i32): i32 {
  return load<i32>(array + (<usize>index << 2));
}

/**
 * right = left · inverse of the block; matrix −= right · leftᵀ; the block's columns and rows become right, the block
 * itself minus its inverse.
 * @param right this thread's own: f64 [CLAIM × width], aligned to 16.
 */
export function sweepRows(task: SweepTask, right: usize): void {
  const counter = changetype<usize>(task) + offsetof<SweepTask>('next');
  const claims = (task.n + CLAIM - 1) / CLAIM;
  for (let claim = atomic.add<i32>(counter, 1); claim < claims; claim = atomic.add<i32>(counter, 1)) {
    // The longest rows first, so that no thread is left with them at the end.
    const first = (claims - 1 - claim) * CLAIM;
    const last = min(first + CLAIM, task.n);
    divideRows(task, first, last, right);
    subtractRows(task, first, last, right);
    for (let row = first; row < last; row++) {
      replaceRow(task, row, right + <usize>(row - first) * <usize>(task.width * 8));
    }
  }
}

/** right = left · inverse, for the rows of a claim. */
function divideRows(task: SweepTask, first: i32, last: i32, right: usize): void {
  const line = <usize>(task.width * 8);
  memory.fill(right, 0, <usize>(last - first) * line);
  for (let row = first; row < last; row += 4) {
    const from = task.left + <usize>row * line;
    const to = right + <usize>(row - first) * line;
    for (let at: usize = 0; at < line; at += 32) subtractTile(from, task.width, task.negative + at, line, to + at, line);
  }
}

/** matrix −= right · leftᵀ up to the diagonal; the block's own rows are not updated but replaced. */
function subtractRows(task: SweepTask, first: i32, last: i32, right: usize): void {
  const line = <usize>(task.width * 8);
  const stride = <usize>(task.n * 8);
  const end = task.start + task.width;
  for (let column = 0; column < last; column += 4) {
    const strip = task.packed + <usize>column * line;
    for (let row = max(first, column); row < last; row += 4) {
      if (row >= task.start && row < end) continue;
      const out = task.matrix + <usize>row * stride + (<usize>column << 3);
      subtractTile(right + <usize>(row - first) * line, task.width, strip, 32, out, stride);
    }
  }
}

/** Writes what the sweep leaves in the block's columns of a row; above the block, in the block's rows. */
function replaceRow(task: SweepTask, row: i32, right: usize): void {
  const line = <usize>(task.width * 8);
  const stride = <usize>(task.n * 8);
  const block = task.matrix + <usize>task.start * stride;
  const inBlock = row - task.start;
  if (inBlock < 0) {
    let to = block + (<usize>row << 3);
    for (let at: usize = 0; at < line; at += 8, to += stride) f64.store(to, f64.load(right + at));
  } else {
    const from = inBlock < task.width ? task.negative + <usize>inBlock * line : right;
    memory.copy(task.matrix + <usize>row * stride + (<usize>task.start << 3), from, line);
  }
}

/**
 * out [4 × 4] −= the product of four rows of `count` and as many lines of four.
 * @param step bytes from one line of `columns` to the next.
 */
function subtractTile(rows: usize, count: i32, columns: usize, step: usize, out: usize, stride: usize): void {
  const next = <usize>(count * 8);
  const second = rows + next, third = second + next, fourth = third + next;
  let a0 = f64x2.splat(0), a1 = f64x2.splat(0);
  let b0 = f64x2.splat(0), b1 = f64x2.splat(0);
  let c0 = f64x2.splat(0), c1 = f64x2.splat(0);
  let d0 = f64x2.splat(0), d1 = f64x2.splat(0);
  for (let at: usize = 0; at < next; at += 8) {
    const r0 = v128.load(columns), r1 = v128.load(columns, 16);
    let l = v128.load64_splat(rows + at);
    a0 = f64x2.add(a0, f64x2.mul(l, r0)); a1 = f64x2.add(a1, f64x2.mul(l, r1));
    l = v128.load64_splat(second + at);
    b0 = f64x2.add(b0, f64x2.mul(l, r0)); b1 = f64x2.add(b1, f64x2.mul(l, r1));
    l = v128.load64_splat(third + at);
    c0 = f64x2.add(c0, f64x2.mul(l, r0)); c1 = f64x2.add(c1, f64x2.mul(l, r1));
    l = v128.load64_splat(fourth + at);
    d0 = f64x2.add(d0, f64x2.mul(l, r0)); d1 = f64x2.add(d1, f64x2.mul(l, r1));
    columns += step;
  }
  subtractPair(out, a0, a1); out += stride;
  subtractPair(out, b0, b1); out += stride;
  subtractPair(out, c0, c1); out += stride;
  subtractPair(out, d0, d1);
}

@inline function subtractPair(to: usize, low: v128, high: v128): void {
  v128.store(to, f64x2.sub(v128.load(to), low));
  v128.store(to, f64x2.sub(v128.load(to, 16), high), 16);
}
