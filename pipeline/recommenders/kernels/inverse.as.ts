// The hot loop of the symmetric inverse, in AssemblyScript with SIMD, float64. Compiled to inverse.wasm by build.ts;
// inverse-reference.ts says the same slowly and to the same bits: each entry is one sum in the order of k.

/** Words of memory laid out by inverse-kernel.ts: matrix −= right·leftᵀ in the lower triangle. */
@unmanaged class SubtractTask {
  n: i32;         // a multiple of 4
  width: i32;
  matrix: usize;  // f64 [n × n]
  right: usize;   // f64 [n × width]
  packed: usize;  // f64 [n / 4 × width × 4], left by strips of four rows, each turned on its side
  next: i32;      // the strip of four matrix rows to claim next
}

export function subtractProduct(task: SubtractTask): void {
  const counter = changetype<usize>(task) + offsetof<SubtractTask>('next');
  const n = task.n;
  const strips = n >> 2;
  for (let claim = atomic.add<i32>(counter, 1); claim < strips; claim = atomic.add<i32>(counter, 1)) {
    // The longest rows first, so that no thread is left with them at the end.
    const i = n - 4 - 4 * claim;
    const rows = task.right + <usize>i * <usize>(task.width * 8);
    const out = task.matrix + <usize>i * <usize>(n * 8);
    for (let j = 0; j <= i; j += 4) {
      const columns = task.packed + <usize>j * <usize>(task.width * 8);
      subtractTile(rows, columns, task.width, out + <usize>(j * 8), <usize>(n * 8));
    }
  }
}

/** out [4 × 4] −= the product of four rows and a packed strip. */
function subtractTile(rows: usize, columns: usize, width: i32, out: usize, stride: usize): void {
  const next = <usize>(width * 8);
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
    columns += 32;
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
