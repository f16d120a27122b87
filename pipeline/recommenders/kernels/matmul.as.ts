// A float32 matrix product as fast as plain SIMD makes it: the yardstick of bench/kernels.ts. Not part of training, and
// its block is its own although dense.as.ts has one like it: a yardstick must not move with what it measures.

/** Rows of the right matrix worked through at a time. */
const DEPTH: i32 = 256;

/**
 * c [n × n] = a [n × n] · b [n × n], row-major; n a multiple of 256.
 * @param panel scratch, f32 [(n + 4) × 256].
 */
export function multiply(n: i32, a: usize, b: usize, c: usize, panel: usize): void {
  const strip = panel + <usize>(n * DEPTH * 4);
  memory.fill(c, 0, <usize>(n * n * 4));
  for (let from = 0; from < n; from += DEPTH) {
    for (let j = 0; j < n; j += 8) packColumns(n, b, from, j, panel + <usize>(j * DEPTH * 4));
    for (let i = 0; i < n; i += 4) {
      packRows(n, a, from, i, strip);
      for (let j = 0; j < n; j += 8) {
        addBlock(strip, panel + <usize>(j * DEPTH * 4), c + <usize>((i * n + j) * 4), <usize>(n * 4));
      }
    }
  }
}

/** Eight columns of b, so that they lie one row after the other. */
function packColumns(n: i32, b: usize, from: i32, j: i32, to: usize): void {
  for (let row = from; row < from + DEPTH; row++) {
    const source = b + <usize>((row * n + j) * 4);
    v128.store(to, v128.load(source));
    v128.store(to, v128.load(source, 16), 16);
    to += 32;
  }
}

/** Four rows of a, so that they lie one column after the other. */
function packRows(n: i32, a: usize, from: i32, i: i32, to: usize): void {
  for (let column = from; column < from + DEPTH; column++) {
    for (let row = i; row < i + 4; row++) {
      f32.store(to, f32.load(a + <usize>((row * n + column) * 4)));
      to += 4;
    }
  }
}

/** c [4 × 8] += the product of a packed strip and a packed panel. */
function addBlock(left: usize, right: usize, c: usize, stride: usize): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0);
  let c0 = f32x4.splat(0), c1 = f32x4.splat(0);
  let d0 = f32x4.splat(0), d1 = f32x4.splat(0);
  for (let x = 0; x < DEPTH; x++) {
    const r0 = v128.load(right), r1 = v128.load(right, 16);
    let l = v128.load32_splat(left);
    a0 = f32x4.add(a0, f32x4.mul(l, r0)); a1 = f32x4.add(a1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 4);
    b0 = f32x4.add(b0, f32x4.mul(l, r0)); b1 = f32x4.add(b1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 8);
    c0 = f32x4.add(c0, f32x4.mul(l, r0)); c1 = f32x4.add(c1, f32x4.mul(l, r1));
    l = v128.load32_splat(left, 12);
    d0 = f32x4.add(d0, f32x4.mul(l, r0)); d1 = f32x4.add(d1, f32x4.mul(l, r1));
    left += 16;
    right += 32;
  }
  addPair(c, a0, a1); c += stride;
  addPair(c, b0, b1); c += stride;
  addPair(c, c0, c1); c += stride;
  addPair(c, d0, d1);
}

@inline function addPair(to: usize, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), low));
  v128.store(to, f32x4.add(v128.load(to, 16), high), 16);
}
