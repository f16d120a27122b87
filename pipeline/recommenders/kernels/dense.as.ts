// Small dense algebra on memory, for the kernels: float32, row-major, [k × k] with k a multiple of 8. Only the upper
// triangle counts; what lies below the diagonal is left over from the tiles. No relaxed SIMD: its bits differ
// between processors.

/** out += Σ r·rᵀ over `count` rows, upper triangle. */
export function addOuterProducts(rows: usize, count: i32, k: i32, out: usize): void {
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

@inline function addPair(to: usize, scale: v128, low: v128, high: v128): void {
  v128.store(to, f32x4.add(v128.load(to), f32x4.mul(scale, low)));
  v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(scale, high)), 16);
}

export function addToDiagonal(matrix: usize, k: i32, value: f32): void {
  for (let i = 0; i < k; i++) {
    const at = matrix + <usize>((i * k + i) * 4);
    f32.store(at, f32.load(at) + value);
  }
}

/**
 * Cholesky, matrix = UᵀU, four rows of U at a time: take away what the rows above explain, then factor the 4×4
 * block on the diagonal, then divide the rest of the four rows by it. The diagonal is left as 1/U[i,i].
 */
export function factorise(matrix: usize, k: i32): bool {
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
export function substituteForward(matrix: usize, k: i32, side: usize): f32 {
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
export function substituteBack(matrix: usize, k: i32, side: usize): void {
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
