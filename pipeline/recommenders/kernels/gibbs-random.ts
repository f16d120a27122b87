// The kernel's randomness in plain TypeScript, to the formula: for readers, and for the reference beside it. Not used
// in training; gibbs-random.as.ts says where it is from.

/** Which deviates of a seed are wanted. */
export interface Stream {
  readonly seed: readonly [low: number, high: number];
  /** Which of the sampler's steps it is, and on which side. */
  readonly step: number;
  readonly sweep: number;
}

/** `count` normal deviates of a row; `part` numbers the stretches of eight that one row needs. */
export function normals(stream: Stream, row: number, part: number, count: number): number[] {
  const fours = Array.from({ length: Math.ceil(count / 4) }, (_, four) => {
    return philox([row, part * 2 + four, stream.sweep, stream.step], stream.seed);
  });
  return fours.flat().slice(0, count).map(normalQuantile);
}

/** Philox 4×32-10: four words of a counter and two of a key to four words of noise. */
export function philox(counter: readonly number[], key: readonly [low: number, high: number]): number[] {
  let [a, b, c, d] = counter.map(BigInt);
  let [low, high] = key.map((word) => BigInt(word >>> 0));
  for (let round = 0; round < 10; round++) {
    const first = a * 0xd2511f53n;
    const second = c * 0xcd9e8d57n;
    [a, b, c, d] = [word(second >> 32n) ^ b ^ low, word(second), word(first >> 32n) ^ d ^ high, word(first)];
    low = word(low + 0x9e3779b9n);
    high = word(high + 0xbb67ae85n);
  }
  return [a, b, c, d].map(Number);
}

function word(value: bigint): bigint {
  return BigInt.asUintN(32, value);
}

/** The normal quantile of (bits + ½) / 2³², to seven digits. */
export function normalQuantile(bits: number): number {
  const p = (bits + 0.5) / 4294967296;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const over = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179;
    return (q * over) / (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p)) - 1.6;
  const over = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777;
  const size = over / ((0.12021132975 * r + 0.7370016425) * r + 1);
  return q < 0 ? -size : size;
}
