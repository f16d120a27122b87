// Normal deviates by counter: what is drawn for a row depends on the seed and on which row, part and sweep it is,
// never on who draws it or when. Philox 4×32-10 (Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as
// 1, 2, 3", 2011), and the inverse of the normal distribution (Wichura, "Algorithm AS 241", 1988, its routine of
// seven digits). gibbs-random.ts says the same in plain TypeScript.

/** Which deviates of a seed are wanted: the words of the counter but for the first, which counts within a part. */
@unmanaged export class Stream {
  seedLow: u32;
  seedHigh: u32;
  /** Which of the sampler's steps it is, and on which side. */
  step: u32;
  sweep: u32;
}

/** Writes `count` normal deviates as f64; `part` numbers the stretches of eight that one row needs. */
export function normals(stream: Stream, row: i32, part: i32, count: i32, out: usize): void {
  for (let at = 0; at < count; at += 4) {
    fourNormals(stream, row, part * 2 + (at >> 2), out + (<usize>at << 3));
  }
}

/** Four deviates of one counter; `out` has room for four. */
function fourNormals(stream: Stream, row: i32, part: i32, out: usize): void {
  let a: u32 = row, b: u32 = part, c = stream.sweep, d = stream.step;
  let keyLow = stream.seedLow, keyHigh = stream.seedHigh;
  for (let round = 0; round < 10; round++) {
    const first = <u64>a * 0xD2511F53;
    const second = <u64>c * 0xCD9E8D57;
    a = <u32>(second >> 32) ^ b ^ keyLow;
    b = <u32>second;
    c = <u32>(first >> 32) ^ d ^ keyHigh;
    d = <u32>first;
    keyLow += 0x9E3779B9;
    keyHigh += 0xBB67AE85;
  }
  f64.store(out, quantile(a));
  f64.store(out, quantile(b), 8);
  f64.store(out, quantile(c), 16);
  f64.store(out, quantile(d), 24);
}

/** The normal quantile of (bits + ½) / 2³². 32 bits never reach the far tails, which have a third formula in AS 241. */
function quantile(bits: u32): f64 {
  const p = (<f64>bits + 0.5) / 4294967296;
  const q = p - 0.5;
  if (abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const over = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179;
    const under = ((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1;
    return (q * over) / under;
  }
  const r = sqrt(-Math.log(q < 0 ? p : 1 - p)) - 1.6;
  const over = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777;
  const under = (0.12021132975 * r + 0.7370016425) * r + 1;
  return q < 0 ? -over / under : over / under;
}
