// Tells whether a (user, film, instant) was seen before, for tens of millions of rows: a set of 64-bit fingerprints in
// open addressing, 11 to 16 bytes a row. Only for counting: two different rows share a fingerprint once in about
// 60,000 imports of 25 million rows, and nothing but the count in the report would be off by one.

export interface RepeatCounter {
  /** Whether this triple came before; remembers it. `user` and `film` are small integers, `timestamp` milliseconds. */
  isRepeat(user: number, film: number, timestamp: number): boolean;
}

/** Shards grow one at a time, so that growing never doubles the memory of all. */
const SHARDS = 64;
const FIRST_SLOTS = 64;
const GROWTH = 1.5;
const FULLEST = 0.75;

interface Shard {
  /** uint32 [2 × slots]: pairs of words; a pair of zeros is an empty slot. */
  words: Uint32Array;
  used: number;
}

export function createRepeatCounter(): RepeatCounter {
  const shards: Shard[] = Array.from({ length: SHARDS }, () => ({
    words: new Uint32Array(2 * FIRST_SLOTS),
    used: 0,
  }));

  return {
    isRepeat(user, film, timestamp) {
      const low = timestamp >>> 0;
      const high = Math.floor(timestamp / 4294967296) >>> 0;
      const a = mix(mix(mix(mix(0x9e3779b9, user), film), low), high);
      const b = mix(mix(mix(mix(0x85ebca6b, low), user), high), film) || 1; // never a pair of zeros
      const shard = shards[a & (SHARDS - 1)];
      if (insert(shard.words, a, b)) return true;
      shard.used++;
      if (shard.used > FULLEST * (shard.words.length / 2)) grow(shard);
      return false;
    },
  };
}

/** One round of MurmurHash3's 32-bit mixing (Appleby, public domain) over the words so far, then its finaliser. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = hash ^ k;
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Whether the pair was there; puts it where it was not. */
function insert(words: Uint32Array, a: number, b: number): boolean {
  const slots = words.length / 2;
  let slot = (a >>> 6) % slots;
  for (;;) {
    const first = words[2 * slot];
    const second = words[2 * slot + 1];
    if (first === a && second === b) return true;
    if (first === 0 && second === 0) {
      words[2 * slot] = a;
      words[2 * slot + 1] = b;
      return false;
    }
    slot = slot + 1 === slots ? 0 : slot + 1;
  }
}

function grow(shard: Shard): void {
  const old = shard.words;
  shard.words = new Uint32Array(2 * Math.ceil((old.length / 2) * GROWTH));
  for (let i = 0; i < old.length; i += 2) {
    if (old[i] !== 0 || old[i + 1] !== 0) insert(shard.words, old[i], old[i + 1]);
  }
}
