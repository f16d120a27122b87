// Where everything lies in the memory that the threads share: one plan, computed from the size of the problem
// before a byte is allocated. The word order of the tasks is that of the classes in ials.as.ts.

export const GRAM_WORDS = [
  'k',
  'rows',
  'blockRows',
  'blocks',
  'factors',
  'partials',
  'gram',
  'scale',
  'next',
] as const;

export const SOLVE_WORDS = [
  'k',
  'rows',
  'pointers',
  'indices',
  'roots',
  'ridges',
  'fixed',
  'solved',
  'fits',
  'gram',
  'next',
] as const;

/** STRETCH of ials.as.ts: entries of a history gathered at a time, whatever its length. */
export const STRETCH = 64;
const PAGE = 65_536;
/** A partial Gram matrix sums at least this many rows, and there are at most this many of them. */
const BLOCK_ROWS = 256;
const MOST_BLOCKS = 128;

export interface Problem {
  readonly users: number;
  readonly items: number;
  /** Preferences. */
  readonly entries: number;
  readonly k: number;
  readonly threads: number;
}

/** Byte offsets of one side's arrays. */
export interface SidePlan {
  readonly rows: number;
  readonly pointers: number;
  readonly indices: number;
  readonly roots: number;
  readonly ridges: number;
  readonly fits: number;
  /** float32 [rows × padded k] */
  readonly factors: number;
  readonly gramTask: number;
  readonly solveTask: number;
  readonly blockRows: number;
  readonly blocks: number;
}

export interface MemoryPlan {
  /** k, rounded up to a multiple of 8; the added columns stay zero. */
  readonly paddedK: number;
  readonly users: SidePlan;
  readonly items: SidePlan;
  readonly gram: number;
  readonly partials: number;
  /** One offset a thread. */
  readonly scratch: readonly number[];
  readonly bytes: number;
}

/** Lays out the memory of one training, which may be more than there is. */
export function planMemory({ users, items, entries, k, threads }: Problem): MemoryPlan {
  const paddedK = Math.ceil(k / 8) * 8;
  // The first page is left alone: a stray null pointer must not hit data.
  let bytes = PAGE;
  const take = (words: number) => {
    const offset = bytes;
    bytes += Math.ceil((words * 4) / 64) * 64;
    return offset;
  };
  const side = (rows: number): SidePlan => {
    const blockRows = Math.max(BLOCK_ROWS, Math.ceil(rows / MOST_BLOCKS));
    return {
      rows,
      pointers: take(rows + 1),
      indices: take(entries),
      roots: take(entries),
      ridges: take(rows),
      fits: take(rows),
      factors: take(rows * paddedK),
      gramTask: take(GRAM_WORDS.length),
      solveTask: take(SOLVE_WORDS.length),
      blockRows,
      blocks: Math.ceil(rows / blockRows),
    };
  };
  const plan = {
    paddedK,
    users: side(users),
    items: side(items),
    gram: take(paddedK * paddedK),
    partials: take(Math.min(MOST_BLOCKS, Math.ceil(Math.max(users, items) / BLOCK_ROWS)) * paddedK * paddedK),
    scratch: Array.from({ length: threads }, () => take((paddedK + STRETCH + 1) * paddedK)),
  };
  return { ...plan, bytes };
}

/** Writes a task: its words in their order. */
export function writeWords<Word extends string>(
  buffer: ArrayBufferLike,
  offset: number,
  words: readonly Word[],
  values: Record<Word, number>,
): void {
  new Int32Array(buffer, offset, words.length).set(words.map((word) => values[word]));
}
