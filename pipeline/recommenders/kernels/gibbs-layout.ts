// Where everything of one Gibbs chain lies in the memory that the threads share: one plan, computed from the size of
// the problem before a byte is allocated. The word order of the tasks is that of the classes in gibbs.as.ts.

import { InputError } from '../../errors.ts';

export const ROWS_WORDS = [
  'rows',
  'width',
  'stride',
  'pointers',
  'indices',
  'ratings',
  'others',
  'values',
  'expected',
  'prior',
  'noise',
  'sums',
  'stream',
  'next',
] as const;

export const SEEN_WORDS = [
  'rows',
  'width',
  'stride',
  'others',
  'pointers',
  'indices',
  'roots',
  'shares',
  'weights',
  'values',
  'expected',
  'seen',
  'prior',
  'seenPrior',
  'stream',
  'next',
] as const;

const PAGE = 65_536;
/** What 32-bit addresses reach. */
const MOST_BYTES = 65_536 * PAGE;

export interface GibbsSize {
  readonly users: number;
  readonly items: number;
  readonly ratings: number;
  /** Ratings of the user, or of the item, that has most. */
  readonly longest: number;
  /** Traits, without the bias. */
  readonly k: number;
  readonly threads: number;
}

/** Byte offsets of one side's arrays; their shapes are in gibbs.as.ts. */
export interface GibbsSidePlan {
  readonly rows: number;
  readonly pointers: number;
  readonly indices: number;
  readonly ratings: number;
  readonly roots: number;
  readonly shares: number;
  /** f64 [rows]: Σ shares of the other side's rows that this side's rows reach. */
  readonly weights: number;
  readonly values: number;
  readonly expected: number;
  /** f32 [rows of the other side × stride] */
  readonly seen: number;
  readonly prior: number;
  readonly seenPrior: number;
  readonly sums: number;
  readonly rowsStream: number;
  readonly seenStream: number;
  readonly rowsTask: number;
  readonly seenTask: number;
}

export interface GibbsPlan {
  /** 1 + k */
  readonly width: number;
  /** width, rounded up to a multiple of 8; the added columns stay zero. */
  readonly stride: number;
  readonly users: GibbsSidePlan;
  readonly items: GibbsSidePlan;
  /** f64 [2]: mean, precision. */
  readonly noise: number;
  /** One offset a thread. */
  readonly scratch: readonly number[];
  readonly pages: number;
}

/**
 * Lays out the memory of one chain.
 * @throws InputError when it is more than WebAssembly can address.
 */
export function planGibbs(size: GibbsSize): GibbsPlan {
  const { users, items, ratings, longest, k, threads } = size;
  const width = k + 1;
  const stride = Math.ceil(width / 8) * 8;
  // The first page is left alone: a stray null pointer must not hit data.
  let bytes = PAGE;
  const take = (words: number) => {
    const offset = bytes;
    bytes += Math.ceil((words * 4) / 64) * 64;
    return offset;
  };
  const side = (rows: number, others: number): GibbsSidePlan => ({
    rows,
    pointers: take(rows + 1),
    indices: take(ratings),
    ratings: take(ratings),
    roots: take(rows),
    shares: take(rows),
    weights: take(rows * 2),
    values: take(rows * stride),
    expected: take(rows * stride),
    seen: take(others * stride),
    prior: take(4 * stride),
    seenPrior: take(4 * stride),
    sums: take(rows * 4),
    rowsStream: take(4),
    seenStream: take(4),
    rowsTask: take(ROWS_WORDS.length),
    seenTask: take(SEEN_WORDS.length),
  });
  const scratchWords = Math.max(192 + stride + longest, 24 + Math.max(users, items) * 8);
  const plan = {
    width,
    stride,
    users: side(users, items),
    items: side(items, users),
    noise: take(4),
    scratch: Array.from({ length: threads }, () => take(scratchWords)),
  };
  if (bytes > MOST_BYTES) throw gibbsDoesNotFit(bytes, size);
  return { ...plan, pages: Math.ceil(bytes / PAGE) };
}

/** The error for a chain that needs more memory than there is. */
export function gibbsDoesNotFit(bytes: number, size: GibbsSize, cause?: unknown): InputError {
  const { users, items, ratings, k } = size;
  const gigabytes = (bytes / 1024 ** 3).toFixed(1);
  return new InputError({
    problem:
      `Bayesian SVD++ with k = ${k} over ${users} users, ${items} items and ${ratings} ratings needs ${gigabytes} GB ` +
      `in one piece, which ${cause ? 'this machine does not give' : 'is more than the 4 GB WebAssembly can address'}.`,
    legal: 'Legal: a smaller k.',
    cause,
  });
}
