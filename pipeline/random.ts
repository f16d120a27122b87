// Seeded randomness. The pipeline never calls Math.random(): a generator is passed in, so that the same seed
// gives the same bytes on any machine.

export interface Random {
  /** Uniform in the open interval (0, 1). */
  uniform(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with the given shape (> 0) and scale 1. */
  gamma(shape: number): number;
  /** An independent generator for a named purpose: adding one never shifts the draws of another. */
  fork(label: string): Random;
}

/** 32-bit FNV-1a of a string's UTF-16 code units. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** SplitMix32: spreads a seed over the generator's state. */
function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

/**
 * A xoshiro128** generator (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2018).
 * @param seed any integer; the same seed gives the same draws everywhere.
 */
export function createRandom(seed: number): Random {
  const spread = splitMix(seed);
  let a = spread();
  let b = spread();
  let c = spread();
  let d = spread();
  let spare: number | null = null;

  function next(): number {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  const random: Random = {
    uniform: () => (next() + 0.5) / 4294967296,
    integer: (bound) => Math.floor(((next() + 0.5) / 4294967296) * bound),
    normal() {
      // Box-Muller; the second deviate of each pair is kept for the next call.
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(random.uniform()));
      const angle = 2 * Math.PI * random.uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    gamma(shape) {
      // Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables", 2000.
      if (shape < 1) return random.gamma(shape + 1) * random.uniform() ** (1 / shape);
      const d = shape - 1 / 3;
      const c = 1 / Math.sqrt(9 * d);
      for (;;) {
        const x = random.normal();
        const v = (1 + c * x) ** 3;
        if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
      }
    },
    fork: (label) => createRandom((seed ^ hash32(label)) >>> 0),
  };
  return random;
}
