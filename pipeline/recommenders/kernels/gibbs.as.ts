// The hot loops of the Gibbs sampler of Bayesian SVD++ "flipped", in AssemblyScript with SIMD. Compiled to gibbs.wasm
// by build.ts; gibbs-reference.ts says the same slowly, for readers and tests.
//
// A row (a user or an item) is `width` = 1 + k values, padded with zeros to a multiple of 8: its bias, then its
// traits. Rows are drawn in blocks of eight values, each block jointly from its Gaussian given everything else. What
// a row was expected to be from who rated it, or what it rated, is the other step, `drawSeen`.
//
// Threads share the memory and claim rows, or groups of traits, through atomic counters. What is drawn depends on
// neither: randomness is by counter, and every sum is one row's.

import { normals, Stream } from './gibbs-random.as';

/** Entries of a row summed in float32 before the sums go to float64. */
const STRETCH: i32 = 512;
/** Rows claimed at once by a thread. */
const CLAIM: i32 = 8;

/** Words of memory laid out by gibbs-layout.ts: one side is drawn while the other stands still. */
@unmanaged class RowsTask {
  rows: i32;
  width: i32;      // 1 + k
  stride: i32;     // width, padded to a multiple of 8
  pointers: usize; // i32 [rows + 1], where a row's ratings begin
  indices: usize;  // i32 [ratings], rows of `others`
  ratings: usize;  // f32 [ratings]
  others: usize;   // f32 [others × stride], the other side's values
  values: usize;   // f32 [rows × stride], drawn
  expected: usize; // f32 [rows × stride], the share of the prior's mean that differs by row
  prior: usize;    // f64 [2 × stride]: the common share of the prior's mean; its precision
  noise: usize;    // f64 [2]: mean of ratings; precision of a rating
  sums: usize;     // f64 [rows × 2], written: Σ residual, Σ residual²
  stream: usize;   // Stream
  next: i32;       // the row to claim next
}

/** Words of memory laid out by gibbs-layout.ts: what each row of the other side adds to the rows of this one. */
@unmanaged class SeenTask {
  rows: i32;
  width: i32;
  stride: i32;
  others: i32;
  pointers: usize; // i32 [others + 1], by the other side
  indices: usize;  // i32 [ratings], rows of `values`
  roots: usize;    // f32 [rows], √ratings
  shares: usize;   // f32 [rows], 1 / ratings
  weights: usize;  // f64 [others], Σ shares over the rows it reaches
  values: usize;   // f32 [rows × stride]
  expected: usize; // f32 [rows × stride], brought up to date
  seen: usize;     // f32 [others × stride], drawn
  prior: usize;    // f64 [2 × stride], of the rows
  seenPrior: usize; // f64 [2 × stride], of `seen`
  stream: usize;   // Stream
  next: i32;       // the group to claim next, over both sides: only the first task's counts
}

/** Draws the rows this thread claims. @param scratch f64 [96], then f32 [stride], then f32 [longest row] */
export function drawRows(task: RowsTask, scratch: usize): void {
  const counter = changetype<usize>(task) + offsetof<RowsTask>('next');
  for (let first = atomic.add<i32>(counter, CLAIM); first < task.rows; first = atomic.add<i32>(counter, CLAIM)) {
    const last = min(first + CLAIM, task.rows);
    for (let row = first; row < last; row++) drawRow(task, row, scratch);
  }
}

function drawRow(task: RowsTask, row: i32, scratch: usize): void {
  const rowBytes = <usize>task.stride << 2;
  const matrix = scratch;
  const change = scratch + 96 * 8;
  const residuals = change + rowBytes;
  const first = load<i32>(task.pointers + (<usize>row << 2));
  const count = load<i32>(task.pointers + (<usize>row << 2), 4) - first;
  const indices = task.indices + (<usize>first << 2);
  const own = task.values + <usize>row * rowBytes;
  takeResiduals(task, own, indices, task.ratings + (<usize>first << 2), count, residuals, change);
  for (let block = 0; block < task.stride; block += 8) {
    const others = task.others + (<usize>block << 2);
    // A bias meets a one, not the other side's bias.
    const keep = block == 0 ? i32x4(0, -1, -1, -1) : i32x4.splat(-1);
    const ones = block == 0 ? f32x4(1, 0, 0, 0) : f32x4.splat(0);
    memory.fill(matrix, 0, 72 * 8);
    for (let at = 0; at < count; at += STRETCH) {
      const from = <usize>at << 2;
      addProducts(others, rowBytes, indices + from, residuals + from, min(STRETCH, count - at), keep, ones, matrix);
    }
    drawBlock(task, row, block, matrix, change);
    const low = v128.load(change), high = v128.load(change, 16);
    addTo(own + (<usize>block << 2), low, high);
    subtract(others, rowBytes, indices, count, low, high, keep, ones, residuals);
  }
  writeSums(residuals, count, task.sums + (<usize>row << 4));
}

@inline function addTo(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low));
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16);
}

@inline function total(four: v128): f32 {
  const pairs = f32x4.add(four, v128.shuffle<f32>(four, four, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2)), 0);
}

/** Rating − mean − both biases − the product of traits, for each rating of the row. */
function takeResiduals(task: RowsTask, own: usize, indices: usize, ratings: usize, count: i32, out: usize, weights: usize): void {
  const rowBytes = <usize>task.stride << 2;
  const level: f32 = <f32>f64.load(task.noise) + f32.load(own);
  memory.copy(weights, own, rowBytes);
  f32.store(weights, 1);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 4) {
    const from = task.others + <usize>load<i32>(indices + x) * rowBytes;
    let low = f32x4.splat(0), high = f32x4.splat(0);
    for (let at: usize = 0; at < rowBytes; at += 32) {
      low = f32x4.add(low, f32x4.mul(v128.load(from + at), v128.load(weights + at)));
      high = f32x4.add(high, f32x4.mul(v128.load(from + at, 16), v128.load(weights + at, 16)));
    }
    f32.store(out + x, f32.load(ratings + x) - level - total(f32x4.add(low, high)));
  }
}

/** Adds Σ f·fᵀ (lower triangle, f64 [8 × 8]) and Σ residual·f (f64 [8] behind it) over some ratings. */
function addProducts(others: usize, rowBytes: usize, indices: usize, residuals: usize, count: i32, keep: v128, ones: v128, out: usize): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0);
  let low = f32x4.splat(0), high = f32x4.splat(0);
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 4) {
    const from = others + <usize>load<i32>(indices + x) * rowBytes;
    const f = v128.or(v128.and(v128.load(from), keep), ones), g = v128.load(from, 16);
    const residual = v128.load32_splat(residuals + x);
    low = f32x4.add(low, f32x4.mul(residual, f));
    high = f32x4.add(high, f32x4.mul(residual, g));
    a0 = f32x4.add(a0, f32x4.mul(v128.shuffle<f32>(f, f, 0, 0, 0, 0), f));
    a1 = f32x4.add(a1, f32x4.mul(v128.shuffle<f32>(f, f, 1, 1, 1, 1), f));
    a2 = f32x4.add(a2, f32x4.mul(v128.shuffle<f32>(f, f, 2, 2, 2, 2), f));
    a3 = f32x4.add(a3, f32x4.mul(v128.shuffle<f32>(f, f, 3, 3, 3, 3), f));
    let each = v128.shuffle<f32>(g, g, 0, 0, 0, 0);
    b0 = f32x4.add(b0, f32x4.mul(each, f)); c0 = f32x4.add(c0, f32x4.mul(each, g));
    each = v128.shuffle<f32>(g, g, 1, 1, 1, 1);
    b1 = f32x4.add(b1, f32x4.mul(each, f)); c1 = f32x4.add(c1, f32x4.mul(each, g));
    each = v128.shuffle<f32>(g, g, 2, 2, 2, 2);
    b2 = f32x4.add(b2, f32x4.mul(each, f)); c2 = f32x4.add(c2, f32x4.mul(each, g));
    each = v128.shuffle<f32>(g, g, 3, 3, 3, 3);
    b3 = f32x4.add(b3, f32x4.mul(each, f)); c3 = f32x4.add(c3, f32x4.mul(each, g));
  }
  addFour(out, a0); addFour(out + 64, a1); addFour(out + 128, a2); addFour(out + 192, a3);
  addFour(out + 256, b0); addFour(out + 320, b1); addFour(out + 384, b2); addFour(out + 448, b3);
  addFour(out + 288, c0); addFour(out + 352, c1); addFour(out + 416, c2); addFour(out + 480, c3);
  addFour(out + 512, low); addFour(out + 544, high);
}

@inline function addFour(to: usize, four: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(four)));
  const upper = v128.shuffle<f32>(four, four, 2, 3, 2, 3);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(upper)), 16);
}

/**
 * How far eight values of a row move, f32 [8]: they are drawn from the Gaussian with precision P = precision·Σf·fᵀ + prior
 * and mean x + P⁻¹(precision·Σ residual·f + prior·(m − x)), for the present values x and the prior's mean m.
 */
function drawBlock(task: RowsTask, row: i32, block: i32, matrix: usize, change: usize): void {
  const width = min(8, task.width - block);
  const precision = f64.load(task.noise, 8);
  const side = matrix + 64 * 8;
  const deviates = matrix + 72 * 8;
  const prior = task.prior + (<usize>block << 3);
  const at = <usize>(row * task.stride + block) << 2;
  for (let i = 0; i < width; i++) {
    const to = <usize>i << 3;
    const own = f64.load(prior + (<usize>task.stride << 3) + to);
    const from = at + (<usize>i << 2);
    const mean = f64.load(prior + to) + <f64>f32.load(task.expected + from);
    f64.store(side + to, precision * f64.load(side + to) + own * (mean - <f64>f32.load(task.values + from)));
    for (let j = 0; j <= i; j++) {
      const cell = matrix + (<usize>(i * 8 + j) << 3);
      f64.store(cell, precision * f64.load(cell));
    }
    f64.store(matrix + <usize>i * 72, f64.load(matrix + <usize>i * 72) + own);
  }
  normals(changetype<Stream>(task.stream), row, block >> 3, width, deviates);
  solve(matrix, side, deviates, width, prior + (<usize>task.stride << 3));
  for (let i = 0; i < 8; i++) f32.store(change + (<usize>i << 2), i < width ? <f32>f64.load(side + (<usize>i << 3)) : 0);
}

/**
 * side = L⁻ᵀ(L⁻¹·side + deviates), with the matrix = L·Lᵀ, f64 [8 × 8], of which L takes the place. A pivot of a sum
 * with a positive diagonal is never below that diagonal; where rounding says otherwise it is put there.
 */
function solve(matrix: usize, side: usize, deviates: usize, width: i32, least: usize): void {
  for (let i = 0; i < width; i++) {
    const row = matrix + (<usize>i << 6);
    let right = f64.load(side + (<usize>i << 3));
    for (let j = 0; j < i; j++) {
      const above = matrix + (<usize>j << 6);
      let sum = f64.load(row + (<usize>j << 3));
      for (let p = 0; p < j; p++) sum -= f64.load(row + (<usize>p << 3)) * f64.load(above + (<usize>p << 3));
      sum *= f64.load(above + (<usize>j << 3));
      f64.store(row + (<usize>j << 3), sum);
      right -= sum * f64.load(side + (<usize>j << 3));
    }
    let pivot = f64.load(row + (<usize>i << 3));
    for (let p = 0; p < i; p++) pivot -= f64.load(row + (<usize>p << 3)) * f64.load(row + (<usize>p << 3));
    const inverse = 1 / sqrt(max(pivot, f64.load(least + (<usize>i << 3))));
    f64.store(row + (<usize>i << 3), inverse);
    f64.store(side + (<usize>i << 3), right * inverse);
  }
  for (let i = width - 1; i >= 0; i--) {
    let sum = f64.load(side + (<usize>i << 3)) + f64.load(deviates + (<usize>i << 3));
    for (let j = i + 1; j < width; j++) {
      sum -= f64.load(matrix + (<usize>(j * 8 + i) << 3)) * f64.load(side + (<usize>j << 3));
    }
    f64.store(side + (<usize>i << 3), sum * f64.load(matrix + <usize>i * 72));
  }
}

/** Takes what the change explains from each rating's residual. */
function subtract(others: usize, rowBytes: usize, indices: usize, count: i32, low: v128, high: v128, keep: v128, ones: v128, residuals: usize): void {
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 4) {
    const from = others + <usize>load<i32>(indices + x) * rowBytes;
    const f = v128.or(v128.and(v128.load(from), keep), ones);
    const explained = f32x4.add(f32x4.mul(f, low), f32x4.mul(v128.load(from, 16), high));
    f32.store(residuals + x, f32.load(residuals + x) - total(explained));
  }
}

function writeSums(residuals: usize, count: i32, to: usize): void {
  let sum: f64 = 0, squares: f64 = 0;
  for (let x: usize = 0, end = <usize>count << 2; x < end; x += 4) {
    const residual = <f64>f32.load(residuals + x);
    sum += residual;
    squares += residual * residual;
  }
  f64.store(to, sum);
  f64.store(to, squares, 8);
}

/**
 * Draws what the rows of the other side add to the rows of this one, in groups of eight traits that this thread claims
 * of both sides' tasks. Given the rows, their traits are independent, and so are the sides.
 * @param scratch f64 [8], f32 [8], then f32 [rows of the longer side × 8]
 */
export function drawSeen(users: SeenTask, items: SeenTask, scratch: usize): void {
  const counter = changetype<usize>(users) + offsetof<SeenTask>('next');
  const groups = users.stride >> 3;
  for (let claimed = atomic.add<i32>(counter, 1); claimed < 2 * groups; claimed = atomic.add<i32>(counter, 1)) {
    drawGroup((claimed & 1) == 0 ? users : items, (claimed >> 1) * 8, scratch);
  }
}

function drawGroup(task: SeenTask, group: i32, scratch: usize): void {
  const shift = <usize>group << 2;
  const rowBytes = <usize>task.stride << 2;
  const left = scratch + 96;
  const prior = task.prior + (<usize>group << 3);
  const low = fourFloats(prior), high = fourFloats(prior + 32);
  // What the seen values leave of each row, in units of one of them: (value − mean − expected) / √ratings.
  for (let row = 0, from = task.values + shift, expected = task.expected + shift, to = left; row < task.rows; row++) {
    const scale = f32x4.div(f32x4.splat(1), v128.load32_splat(task.roots + (<usize>row << 2)));
    v128.store(to, f32x4.mul(scale, f32x4.sub(f32x4.sub(v128.load(from), low), v128.load(expected))));
    v128.store(to, f32x4.mul(scale, f32x4.sub(f32x4.sub(v128.load(from, 16), high), v128.load(expected, 16))), 16);
    from += rowBytes; expected += rowBytes; to += 32;
  }
  for (let other = 0; other < task.others; other++) drawOne(task, group, other, left, scratch);
  for (let row = 0, from = task.values + shift, expected = task.expected + shift, at = left; row < task.rows; row++) {
    const scale = v128.load32_splat(task.roots + (<usize>row << 2));
    v128.store(expected, f32x4.sub(f32x4.sub(v128.load(from), low), f32x4.mul(scale, v128.load(at))));
    v128.store(expected, f32x4.sub(f32x4.sub(v128.load(from, 16), high), f32x4.mul(scale, v128.load(at, 16))), 16);
    from += rowBytes; expected += rowBytes; at += 32;
  }
}

@inline function fourFloats(from: usize): v128 {
  return f32x4(<f32>f64.load(from), <f32>f64.load(from, 8), <f32>f64.load(from, 16), <f32>f64.load(from, 24));
}

/** One row of the other side: eight independent values, each from all that its rows leave unexplained. */
function drawOne(task: SeenTask, group: i32, other: i32, left: usize, scratch: usize): void {
  const width = min(8, task.width - group);
  const first = task.indices + (<usize>load<i32>(task.pointers + (<usize>other << 2)) << 2);
  const end = task.indices + (<usize>load<i32>(task.pointers + (<usize>other << 2), 4) << 2);
  let low = f32x4.splat(0), high = f32x4.splat(0);
  for (let x = first; x < end; x += 4) {
    const from = left + (<usize>load<i32>(x) << 5);
    low = f32x4.add(low, v128.load(from));
    high = f32x4.add(high, v128.load(from, 16));
  }
  const step = scratch + 64;
  v128.store(step, low);
  v128.store(step, high, 16);
  normals(changetype<Stream>(task.stream), other, group >> 3, width, scratch);
  for (let j = 0; j < width; j++) drawValue(task, group + j, other, scratch + (<usize>j << 3), step + (<usize>j << 2));
  low = v128.load(step);
  high = v128.load(step, 16);
  for (let x = first; x < end; x += 4) {
    const row = <usize>load<i32>(x);
    const share = v128.load32_splat(task.shares + (row << 2));
    const to = left + (row << 5);
    v128.store(to, f32x4.sub(v128.load(to), f32x4.mul(share, low)));
    v128.store(to, f32x4.sub(v128.load(to, 16), f32x4.mul(share, high)), 16);
  }
}

/** Draws one seen value, given the sum of what its rows leave; how far it moves takes the place of the sum. */
function drawValue(task: SeenTask, trait: i32, other: i32, deviate: usize, sum: usize): void {
  const at = <usize>trait << 3;
  const precisions = (<usize>task.stride << 3) + at;
  const strength = f64.load(task.prior + precisions);
  const own = f64.load(task.seenPrior + precisions);
  const weight = f64.load(task.weights + (<usize>other << 3));
  const seen = task.seen + (<usize>(other * task.stride + trait) << 2);
  const value = f32.load(seen);
  const precision = own + strength * weight;
  const pull = strength * (<f64>f32.load(sum) + weight * <f64>value) + own * f64.load(task.seenPrior + at);
  const drawn = <f32>(pull / precision + f64.load(deviate) / sqrt(precision));
  f32.store(sum, drawn - value);
  f32.store(seen, drawn);
}
