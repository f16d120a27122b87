// One iALS training's state in the kernel's memory: both sides' factors and preferences, and the two half-steps
// over them. The arithmetic is in ials.as.ts; the parameters and the model are ials.ts's business.

import { type Csr, transpose } from '../csr.ts';
import { allocateShared } from '../memory.ts';
import { GRAM_WORDS, type MemoryPlan, planMemory, type SidePlan, SOLVE_WORDS, writeWords } from './layout.ts';
import { type KernelPool, loadKernel, openPool } from './pool.ts';

export interface IalsProblem {
  /** Users as rows, items as columns, weights > 0. */
  readonly byUser: Csr;
  readonly k: number;
  /** α₀ */
  readonly unobservedWeight: number;
  /** Ridge of a user with n preferences; of an item with n. */
  readonly userRidge: (n: number) => number;
  readonly itemRidge: (n: number) => number;
  readonly threads: number;
  /** What may be used, in MB; without it, what the machine gives. */
  readonly memoryMb?: number;
}

/** One side of the problem: float32 [rows × k], and what a half-step left. */
export interface IalsSide {
  /** A copy of the factors, without padding. */
  read(): Float32Array;
  /** Replaces the factors. */
  write(factors: Float32Array): void;
  /** Σ over rows of ridge·|x|² at the present factors. */
  penalty(): number;
  /** Solves every row of this side while the other stands still. */
  solve(): Promise<HalfStep>;
}

export interface HalfStep {
  /** Σ over rows of Σ w·(x·f − 1)² + α₀·Σ (x·f)² + ridge·|x|², at the solution. */
  readonly objective: number;
  /** A row whose matrix was not positive definite in float32, or −1. */
  readonly failedRow: number;
}

export interface IalsKernel {
  readonly users: IalsSide;
  readonly items: IalsSide;
  close(): Promise<void>;
}

/**
 * Allocates and fills the memory and starts the threads. Close it in a `finally`.
 * @throws InputError when the problem does not fit into memory, or this Node lacks SIMD.
 */
export async function openIalsKernel(problem: IalsProblem): Promise<IalsKernel> {
  const { byUser, k, threads } = problem;
  const size = { users: byUser.rows, items: byUser.columns, entries: byUser.indices.length, k, threads };
  const plan = planMemory(size);
  const memory = allocateShared({
    who: `iALS with k = ${k} over ${size.users} users, ${size.items} items and ${size.entries} preferences`,
    bytes: plan.bytes,
    legal: 'Legal: a smaller k, or a higher positive_rating, which leaves fewer preferences.',
    memoryMb: problem.memoryMb,
  });
  const module = await loadKernel('ials');
  fillSide(memory.buffer, plan.users, byUser, problem.userRidge);
  fillSide(memory.buffer, plan.items, transpose(byUser), problem.itemRidge);
  writeTasks(memory.buffer, plan, plan.users, plan.items, problem.unobservedWeight);
  writeTasks(memory.buffer, plan, plan.items, plan.users, problem.unobservedWeight);
  const pool = await openPool(module, memory, threads);
  return {
    users: openSide({ memory, plan, pool, k }, plan.users, plan.items),
    items: openSide({ memory, plan, pool, k }, plan.items, plan.users),
    close: () => pool.close(),
  };
}

function fillSide(buffer: ArrayBufferLike, side: SidePlan, csr: Csr, ridge: (n: number) => number): void {
  const { pointers, indices, values, rows } = csr;
  new Int32Array(buffer, side.pointers, rows + 1).set(pointers);
  new Int32Array(buffer, side.indices, indices.length).set(indices);
  const roots = new Float32Array(buffer, side.roots, values.length);
  for (let entry = 0; entry < values.length; entry++) roots[entry] = Math.sqrt(values[entry]);
  const ridges = new Float32Array(buffer, side.ridges, rows);
  for (let row = 0; row < rows; row++) ridges[row] = ridge(pointers[row + 1] - pointers[row]);
}

/** The two tasks of a side: the Gram matrix of its own factors, and its solve against the other side's. */
function writeTasks(
  buffer: ArrayBufferLike,
  plan: MemoryPlan,
  side: SidePlan,
  other: SidePlan,
  unobservedWeight: number,
): void {
  writeWords(buffer, side.gramTask, GRAM_WORDS, {
    k: plan.paddedK,
    rows: side.rows,
    blockRows: side.blockRows,
    blocks: side.blocks,
    factors: side.factors,
    partials: plan.partials,
    gram: plan.gram,
    scale: 0,
    next: 0,
  });
  const scale = side.gramTask + GRAM_WORDS.indexOf('scale') * 4;
  new Float32Array(buffer, scale, 1)[0] = unobservedWeight;
  writeWords(buffer, side.solveTask, SOLVE_WORDS, {
    k: plan.paddedK,
    rows: side.rows,
    pointers: side.pointers,
    indices: side.indices,
    roots: side.roots,
    ridges: side.ridges,
    fixed: other.factors,
    solved: side.factors,
    fits: side.fits,
    gram: plan.gram,
    next: 0,
  });
}

interface Session {
  readonly memory: WebAssembly.Memory;
  readonly plan: MemoryPlan;
  readonly pool: KernelPool;
  readonly k: number;
}

function openSide({ memory, plan, pool, k }: Session, side: SidePlan, other: SidePlan): IalsSide {
  const { buffer } = memory;
  const words = new Int32Array(buffer);
  const padded = new Float32Array(buffer, side.factors, side.rows * plan.paddedK);
  const roots = new Float32Array(buffer, side.roots, words[(side.pointers >>> 2) + side.rows]);
  const ridges = new Float32Array(buffer, side.ridges, side.rows);
  const fits = new Float32Array(buffer, side.fits, side.rows);
  const weight = roots.reduce((sum, root) => sum + root * root, 0);
  const start = (task: number, names: readonly string[]) => {
    words[(task >>> 2) + names.indexOf('next')] = 0;
  };
  return {
    read: () => repack(padded, plan.paddedK, new Float32Array(side.rows * k), k),
    write(factors) {
      repack(factors, k, padded.fill(0), plan.paddedK);
    },
    penalty() {
      let sum = 0;
      for (let row = 0, at = 0; row < side.rows; row++) {
        let squares = 0;
        for (const end = at + plan.paddedK; at < end; at++) squares += padded[at] ** 2;
        sum += ridges[row] * squares;
      }
      return sum;
    },
    async solve() {
      start(other.gramTask, GRAM_WORDS);
      await pool.run({ name: 'gramBlocks', arguments: () => [other.gramTask] });
      pool.runHere({ name: 'gramSum', arguments: [other.gramTask] });
      start(side.solveTask, SOLVE_WORDS);
      const failed = await pool.run({
        name: 'solveRows',
        arguments: (thread) => [side.solveTask, plan.scratch[thread]],
      });
      const failedRow = failed.find((row) => row >= 0) ?? -1;
      return { failedRow, objective: weight - fits.reduce((sum, fit) => sum + fit, 0) };
    },
  };
}

/** Copies rows of one width into rows of another; what does not fit is left out, what is missing stays. */
function repack(from: Float32Array, fromWidth: number, to: Float32Array, toWidth: number): Float32Array {
  const width = Math.min(fromWidth, toWidth);
  for (let a = 0, b = 0; b < to.length; a += fromWidth, b += toWidth) {
    to.set(from.subarray(a, a + width), b);
  }
  return to;
}
