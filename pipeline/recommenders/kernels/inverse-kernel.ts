// The memory of one symmetric inverse and its hot loops on threads. The arithmetic is inverse.as.ts, the order of the
// steps symmetric-inverse.ts.

import { type Csr, transpose } from '../csr.ts';
import { allocateShared } from '../memory.ts';
import { type KernelPool, loadKernel, openPool } from './pool.ts';

/** Rows that are swept at once, a multiple of 4: their panels stay in the processor's cache. */
export const INVERSE_BLOCK = 96;
/** CLAIM of inverse.as.ts. */
const CLAIM = 16;

const PAGE = 65_536;

export interface InverseKernel {
  /** Rows of the matrix. */
  readonly n: number;
  /** n, rounded up to a multiple of 4. */
  readonly stride: number;
  /** float64 [stride × stride], row-major. */
  readonly matrix: Float64Array;
  /** The columns of the block that is swept, float64 [stride × width]. */
  readonly left: Float64Array;
  /** Minus the inverse of the block, float64 [width × width]. */
  readonly negative: Float64Array;
  /** MᵀM into the lower triangle, where M = `columns` turned; the same bits at any number of threads. */
  addGram(): Promise<void>;
  /**
   * With right = left · block⁻¹: matrix −= right·leftᵀ in its lower triangle, but the block's columns (above it, its
   * rows) become right and the block itself `negative`. The same bits at any number of threads.
   */
  sweep(start: number, width: number): Promise<void>;
  /** Ends the threads; the matrix stays. */
  close(): Promise<void>;
}

/** Byte offsets. */
interface Plan {
  readonly matrix: number;
  readonly left: number;
  readonly packed: number;
  readonly negative: number;
  /** One a thread. */
  readonly right: readonly number[];
  readonly byColumn: CsrPlan;
  readonly byRow: CsrPlan;
  readonly end: number;
}

interface CsrPlan {
  readonly pointers: number;
  readonly indices: number;
  readonly values: number;
}

function plan({
  n,
  rows,
  entries,
  threads,
}: {
  n: number;
  rows: number;
  entries: number;
  threads: number;
}): Plan {
  const stride = strideOf(n);
  // The first page holds the task.
  let end = PAGE;
  const take = (bytes: number) => {
    const offset = end;
    end += Math.ceil(bytes / 64) * 64;
    return offset;
  };
  const csr = (lines: number): CsrPlan => ({
    pointers: take((lines + 1) * 4),
    indices: take(entries * 4),
    values: take(entries * 4),
  });
  return {
    matrix: take(stride * stride * 8),
    left: take(stride * INVERSE_BLOCK * 8),
    packed: take(stride * INVERSE_BLOCK * 8),
    negative: take(INVERSE_BLOCK * INVERSE_BLOCK * 8),
    right: Array.from({ length: threads }, () => take(CLAIM * INVERSE_BLOCK * 8)),
    byColumn: csr(n),
    byRow: csr(rows),
    end,
  };
}

function strideOf(n: number): number {
  return Math.ceil(n / 4) * 4;
}

/**
 * A matrix of zeros. Close it in a `finally`.
 * @param columns M turned: a row for each of the n columns of M.
 * @throws InputError when there is not that much memory, or this Node lacks SIMD.
 */
export async function openInverseKernel(
  columns: Csr,
  { threads, memoryMb }: { threads: number; memoryMb?: number },
): Promise<InverseKernel> {
  const n = columns.rows;
  const stride = strideOf(n);
  const at = plan({ n, rows: columns.columns, entries: columns.indices.length, threads });
  const memory = allocateShared({
    who: `ease over ${n} films or people, whichever are fewer,`,
    bytes: at.end,
    legal: 'Legal: a higher positive_rating, which leaves fewer films and people, or ials.',
    memoryMb,
  });
  const module = await loadKernel('inverse');
  const { buffer } = memory;
  const pool = await openPool(module, memory, threads);
  const left = new Float64Array(buffer, at.left, stride * INVERSE_BLOCK);
  const packed = new Float64Array(buffer, at.packed, stride * INVERSE_BLOCK);
  return {
    n,
    stride,
    matrix: new Float64Array(buffer, at.matrix, stride * stride),
    left,
    negative: new Float64Array(buffer, at.negative, INVERSE_BLOCK ** 2),
    async addGram() {
      writeCsr(buffer, at.byColumn, columns);
      writeCsr(buffer, at.byRow, transpose(columns));
      const { byRow, byColumn } = at;
      const rows = [byRow.pointers, byRow.indices, byRow.values];
      const turned = [byColumn.pointers, byColumn.indices, byColumn.values];
      await run(pool, buffer, 'addGram', [n, stride, at.matrix, ...rows, ...turned]);
    },
    async sweep(start, width) {
      packStrips(left, packed, stride, width);
      const words = [stride, start, width, at.matrix, at.left, at.packed, at.negative];
      await run(pool, buffer, 'sweepRows', words, at.right);
    },
    close: () => pool.close(),
  };
}

/** Runs a function on every thread: its task lies in the first page and ends with a counter; then a thread's own. */
async function run(
  pool: KernelPool,
  buffer: ArrayBufferLike,
  name: string,
  words: readonly number[],
  own: readonly number[] = [],
): Promise<void> {
  const task = PAGE / 2;
  new Int32Array(buffer, task, words.length + 1).set([...words, 0]);
  await pool.run({ name, arguments: (thread) => [task, ...own.slice(thread, thread + 1)] });
}

function writeCsr(buffer: ArrayBufferLike, at: CsrPlan, { pointers, indices, values }: Csr): void {
  new Int32Array(buffer, at.pointers, pointers.length).set(pointers);
  new Int32Array(buffer, at.indices, indices.length).set(indices);
  new Float32Array(buffer, at.values, values.length).set(values);
}

/** Four rows at a time, so that their entries of one column lie side by side. */
function packStrips(panel: Float64Array, packed: Float64Array, rows: number, width: number): void {
  for (let row = 0; row < rows; row++) {
    const to = (row - (row % 4)) * width + (row % 4);
    for (let k = 0; k < width; k++) packed[to + 4 * k] = panel[row * width + k];
  }
}
