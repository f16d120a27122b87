// One Gibbs chain's state in the kernel's memory: both sides' values, what they are expected to be, and the steps that
// draw them. The arithmetic is in gibbs.as.ts; priors and the order of the steps are bayesian-svdpp-sampler.ts's
// business.

import { type Csr, transpose } from '../csr.ts';
import {
  type GibbsPlan,
  type GibbsSidePlan,
  type GibbsSize,
  gibbsDoesNotFit,
  planGibbs,
  ROWS_WORDS,
  SEEN_WORDS,
} from './gibbs-layout.ts';
import { loadKernel, openPool } from './pool.ts';

/** Mean and precision of a Gaussian for each value of a row; float64 [stride] each. */
export interface GibbsPrior {
  readonly mean: Float64Array;
  readonly precision: Float64Array;
}

/** One side, as live views of the kernel's memory: the bias of a row first, then its traits, then zeros. */
export interface GibbsSide {
  readonly rows: number;
  /** float32 [ratings], by row: what the values explain. */
  readonly ratings: Float32Array;
  /** float32 [rows × stride]: what predictions use. */
  readonly values: Float32Array;
  /** float32 [rows × stride]: Σ seen / √ratings. A value's prior has this plus `prior.mean` as its mean. */
  readonly expected: Float32Array;
  /** float32 [rows of the other side × stride] */
  readonly seen: Float32Array;
  readonly prior: GibbsPrior;
  readonly seenPrior: GibbsPrior;
  /** float64 [rows × 2]: Σ residual and Σ residual² of each row as its last drawing left them. */
  readonly sums: Float64Array;
  /** Draws every row, the other side standing still. */
  draw(sweep: number): Promise<void>;
}

export interface GibbsKernel {
  readonly k: number;
  /** Values in memory a row: 1 + k, rounded up to a multiple of 8. */
  readonly stride: number;
  readonly users: GibbsSide;
  readonly items: GibbsSide;
  /** float64 [2]: the mean of all ratings, and the precision of one. */
  readonly noise: Float64Array;
  /** Draws what having rated, and having been rated, adds, on both sides; brings `expected` up to date. */
  drawSeen(sweep: number): Promise<void>;
  close(): Promise<void>;
}

/** Two 32-bit words: deviates of another seed are others. */
export type GibbsSeed = readonly [low: number, high: number];

/**
 * Allocates the memory, fills the ratings in and starts the threads; all values are zero, all precisions too. Close
 * it in a `finally`.
 * @param byUser users as rows, items as columns, ratings as values
 * @throws InputError when the problem does not fit into memory, or this Node lacks SIMD.
 */
export async function openGibbsKernel(
  byUser: Csr,
  { k, threads, seed }: { k: number; threads: number; seed: GibbsSeed },
): Promise<GibbsKernel> {
  const byItem = transpose(byUser);
  const longest = Math.max(longestRow(byUser), longestRow(byItem));
  const size = {
    users: byUser.rows,
    items: byUser.columns,
    ratings: byUser.indices.length,
    longest,
    k,
    threads,
  };
  const plan = planGibbs(size);
  const module = await loadKernel('gibbs');
  const memory = allocate(plan, size);
  fillSide(memory.buffer, plan.users, byUser, byItem);
  fillSide(memory.buffer, plan.items, byItem, byUser);
  const sides = { users: [plan.users, plan.items], items: [plan.items, plan.users] } as const;
  Object.values(sides).forEach(([side, other], index) => {
    writeTasks(memory.buffer, plan, side, other);
    writeStreams(memory.buffer, side, index, seed);
  });
  const words = new Int32Array(memory.buffer);
  const pool = await openPool(module, memory, threads);
  const run = async (name: string, tasks: readonly number[], next: number) => {
    words[(tasks[0] >>> 2) + next] = 0;
    await pool.run({ name, arguments: (thread) => [...tasks, plan.scratch[thread]] });
  };
  const openSide = (side: GibbsSidePlan, other: GibbsSidePlan): GibbsSide => ({
    ...viewsOf(memory.buffer, plan, side, other),
    ratings: new Float32Array(memory.buffer, side.ratings, size.ratings),
    async draw(sweep) {
      words[(side.rowsStream >>> 2) + 3] = sweep;
      await run('drawRows', [side.rowsTask], ROWS_WORDS.indexOf('next'));
    },
  });
  return {
    k,
    stride: plan.stride,
    users: openSide(...sides.users),
    items: openSide(...sides.items),
    noise: new Float64Array(memory.buffer, plan.noise, 2),
    async drawSeen(sweep) {
      for (const { seenStream } of [plan.users, plan.items]) words[(seenStream >>> 2) + 3] = sweep;
      await run('drawSeen', [plan.users.seenTask, plan.items.seenTask], SEEN_WORDS.indexOf('next'));
    },
    close: () => pool.close(),
  };
}

function longestRow({ rows, pointers }: Csr): number {
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, pointers[row + 1] - pointers[row]);
  return longest;
}

function allocate(plan: GibbsPlan, size: GibbsSize): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: plan.pages, maximum: plan.pages, shared: true });
  } catch (cause) {
    throw gibbsDoesNotFit(plan.pages * 65_536, size, cause);
  }
}

/** @param other the same ratings by the other side, whose rows' lengths are this side's weights. */
function fillSide(buffer: ArrayBufferLike, side: GibbsSidePlan, csr: Csr, other: Csr): void {
  const { pointers, indices, values, rows } = csr;
  new Int32Array(buffer, side.pointers, rows + 1).set(pointers);
  new Int32Array(buffer, side.indices, indices.length).set(indices);
  new Float32Array(buffer, side.ratings, values.length).set(values);
  const lengthOf = (from: Csr, row: number) => Math.max(1, from.pointers[row + 1] - from.pointers[row]);
  const roots = new Float32Array(buffer, side.roots, rows);
  const shares = new Float32Array(buffer, side.shares, rows);
  const weights = new Float64Array(buffer, side.weights, rows);
  for (let row = 0; row < rows; row++) {
    roots[row] = Math.sqrt(lengthOf(csr, row));
    shares[row] = 1 / lengthOf(csr, row);
    for (let entry = pointers[row]; entry < pointers[row + 1]; entry++) {
      weights[row] += 1 / lengthOf(other, indices[entry]);
    }
  }
}

/** The two tasks of a side: its rows against the other's values, and what the other's rows add to it. */
function writeTasks(
  buffer: ArrayBufferLike,
  { width, stride, noise }: GibbsPlan,
  side: GibbsSidePlan,
  other: GibbsSidePlan,
): void {
  const { rows, values, expected, prior, seen, seenPrior, roots, shares, sums } = side;
  writeWords(buffer, side.rowsTask, ROWS_WORDS, {
    ...{ rows, width, stride, values, expected, prior, noise, sums },
    pointers: side.pointers,
    indices: side.indices,
    ratings: side.ratings,
    others: other.values,
    stream: side.rowsStream,
    next: 0,
  });
  writeWords(buffer, side.seenTask, SEEN_WORDS, {
    ...{ rows, width, stride, values, expected, prior, seen, seenPrior, roots, shares },
    others: other.rows,
    pointers: other.pointers,
    indices: other.indices,
    weights: other.weights,
    stream: side.seenStream,
    next: 0,
  });
}

/** Four steps of a sweep, four streams of deviates. */
function writeStreams(buffer: ArrayBufferLike, side: GibbsSidePlan, index: number, seed: GibbsSeed): void {
  new Uint32Array(buffer, side.rowsStream, 4).set([...seed, index, 0]);
  new Uint32Array(buffer, side.seenStream, 4).set([...seed, 2 + index, 0]);
}

function writeWords<Word extends string>(
  buffer: ArrayBufferLike,
  offset: number,
  words: readonly Word[],
  values: Record<Word, number>,
): void {
  new Int32Array(buffer, offset, words.length).set(words.map((word) => values[word]));
}

function viewsOf(buffer: ArrayBufferLike, { stride }: GibbsPlan, side: GibbsSidePlan, other: GibbsSidePlan) {
  const prior = (offset: number): GibbsPrior => ({
    mean: new Float64Array(buffer, offset, stride),
    precision: new Float64Array(buffer, offset + stride * 8, stride),
  });
  return {
    rows: side.rows,
    values: new Float32Array(buffer, side.values, side.rows * stride),
    expected: new Float32Array(buffer, side.expected, side.rows * stride),
    seen: new Float32Array(buffer, side.seen, other.rows * stride),
    prior: prior(side.prior),
    seenPrior: prior(side.seenPrior),
    sums: new Float64Array(buffer, side.sums, side.rows * 2),
  };
}
