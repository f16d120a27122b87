// The memory of one symmetric inverse and its hot loop on threads. The arithmetic is inverse.as.ts, the order of the
// steps symmetric-inverse.ts.

import { InputError } from '../../errors.ts';
import { loadKernel, openPool } from './pool.ts';

/** Rows that are swept at once: their panels stay in the processor's cache. */
export const INVERSE_BLOCK = 48;

const PAGE = 65_536;
/** Words of SubtractTask in inverse.as.ts. */
const TASK_WORDS = 6;
const NEXT = 5;

export interface InverseKernel {
  /** Rows of the matrix. */
  readonly n: number;
  /** n, rounded up to a multiple of 4. */
  readonly stride: number;
  /** float64 [stride × stride], row-major. */
  readonly matrix: Float64Array;
  /** Two panels, float64 [stride × width] each. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** matrix −= right·leftᵀ in its lower triangle; the same bits at any number of threads. */
  subtract(width: number): Promise<void>;
  /** Ends the threads; the matrix stays. */
  close(): Promise<void>;
}

/**
 * All zeros. Close it in a `finally`.
 * @throws InputError when there is not that much memory, or this Node lacks SIMD.
 */
export async function openInverseKernel(n: number, threads: number): Promise<InverseKernel> {
  const stride = Math.ceil(n / 4) * 4;
  const panel = stride * INVERSE_BLOCK * 8;
  // The first page holds the task, the rest follows.
  const at = { matrix: PAGE, left: 0, right: 0, packed: 0, end: 0 };
  at.left = at.matrix + stride * stride * 8;
  at.right = at.left + panel;
  at.packed = at.right + panel;
  at.end = at.packed + panel;
  const module = await loadKernel('inverse');
  const memory = allocate(at.end);
  const { buffer } = memory;
  const pool = await openPool(module, memory, threads);
  const left = new Float64Array(buffer, at.left, panel / 8);
  const packed = new Float64Array(buffer, at.packed, panel / 8);
  const task = new Int32Array(buffer, PAGE / 2, TASK_WORDS);
  return {
    n,
    stride,
    matrix: new Float64Array(buffer, at.matrix, stride * stride),
    left,
    right: new Float64Array(buffer, at.right, panel / 8),
    async subtract(width) {
      packStrips(left, packed, stride, width);
      task.set([stride, width, at.matrix, at.right, at.packed]);
      task[NEXT] = 0;
      await pool.run({ name: 'subtractProduct', arguments: () => [PAGE / 2] });
    },
    close: () => pool.close(),
  };
}

function allocate(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    throw new InputError({
      problem: `The inverse needs ${(bytes / 1e9).toFixed(1)} GB in one piece, which this machine does not give.`,
      legal: 'Legal: a higher positive_rating, which leaves fewer films and people, or ials.',
      cause,
    });
  }
}

/** Four rows at a time, so that their entries of one column lie side by side. */
function packStrips(panel: Float64Array, packed: Float64Array, rows: number, width: number): void {
  for (let row = 0; row < rows; row++) {
    const to = (row - (row % 4)) * width + (row % 4);
    for (let k = 0; k < width; k++) packed[to + 4 * k] = panel[row * width + k];
  }
}
