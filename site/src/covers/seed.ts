// Stable choices from a text: the same film gets the same cover in every build and in every browser.

/** 32-bit FNV-1a with a final scramble, so that ids that differ in their last digit land far apart. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  hash = Math.imul(hash ^ (hash >>> 13), 0x21f0aaad);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One of `options`, chosen by `seed` for a named purpose; another purpose chooses independently. */
export function pick<T>(seed: number, purpose: string, options: readonly T[]): T {
  return options[seedOf(`${purpose}:${seed}`) % options.length];
}
