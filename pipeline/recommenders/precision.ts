// P = (XᵀX + λI)⁻¹ over items, X the people's preferences, without more than one dense matrix: over items or over
// people, whichever are fewer. Both give the same P. Not the algorithm that uses it.

import { setImmediate } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import type { TrainingContext } from './algorithm.ts';
import { type Csr, transpose } from './csr.ts';
import { openInverseKernel } from './kernels/inverse-kernel.ts';
import { invertSymmetric } from './symmetric-inverse.ts';

/** Beyond it the inverse takes minutes and the better part of a gigabyte. */
const MOST_ROWS = 10_000;

export interface Precision {
  /** P[i,i] > 0; float64 [items]. */
  readonly diagonal: Float64Array;
  /** Writes P[item, :] into `row`, float64 [items]. */
  fillRow(item: number, row: Float64Array): void;
}

/**
 * @param byUser X: users as rows, items as columns.
 * @throws InputError, before any work, when the matrix would be too large, with its gigabytes.
 */
export async function precisionOf(byUser: Csr, ridge: number, context: TrainingContext): Promise<Precision> {
  const byItem = transpose(byUser);
  const items = filledRows(byItem);
  const people = filledRows(byUser);
  refuseTooLarge(people.length, items.length);
  return items.length <= people.length
    ? overItems(await inverseGram(byItem, items, ridge, context), byItem.rows, ridge)
    : overPeople(await inverseGram(byUser, people, ridge, context), byUser, byItem, ridge);
}

/** Rows with an entry. The others are not worth a row of the matrix: theirs is I / λ. */
function filledRows({ rows, pointers }: Csr): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  return all.filter((row) => pointers[row] < pointers[row + 1]);
}

function refuseTooLarge(people: number, items: number): void {
  const size = Math.min(people, items);
  if (size <= MOST_ROWS) return;
  const gigabytes = (rows: number) => ((rows * rows * 8) / 1e9).toFixed(1);
  throw new InputError({
    problem:
      `ease inverts a matrix over films or people, whichever are fewer: with preferences of ${people} people for ` +
      `${items} films that is ${size} × ${size}, ${gigabytes(size)} GB.`,
    legal: `Legal: at most ${MOST_ROWS} × ${MOST_ROWS}, ${gigabytes(MOST_ROWS)} GB; item_knn, graph_filter and ials have no such limit.`,
  });
}

/** A dense inverse over some of the rows or columns of X. */
interface Inverse {
  /** float64 [kept × stride] */
  readonly matrix: Float64Array;
  readonly stride: number;
  /** The rows of X, or its columns, that the matrix is over. */
  readonly kept: Int32Array;
}

/** (MᵀM + λI)⁻¹ over the given columns of M, which are the rows of `turned`. */
async function inverseGram(
  turned: Csr,
  kept: Int32Array,
  ridge: number,
  context: TrainingContext,
): Promise<Inverse> {
  const n = kept.length;
  const kernel = await openInverseKernel(onlyFilled(turned, kept), context);
  const { matrix, stride } = kernel;
  try {
    await kernel.addGram();
    for (let place = 0; place < n; place++) matrix[place * stride + place] += ridge;
    const failed = await invertSymmetric(kernel, async (done) => {
      // Lets the terminal draw and signals arrive: with one thread nothing else here waits.
      await setImmediate();
      context.reporter.progress(`Inverting ${n} × ${n}, ${Math.round(100 * done)} %`);
    });
    if (failed < 0) return { matrix, stride, kept };
  } finally {
    await kernel.close();
  }
  throw new InputError({
    problem: `ease: the matrix over ${n} rows has no inverse in float64.`,
    legal: 'Legal: a larger regularisation.',
  });
}

/** The same entries without the empty rows. */
function onlyFilled(csr: Csr, filled: Int32Array): Csr {
  const pointers = new Int32Array(filled.length + 1);
  filled.forEach((row, place) => {
    pointers[place + 1] = csr.pointers[row + 1];
  });
  return { ...csr, rows: filled.length, pointers };
}

/** Where each of `all` is among the kept; -1 for the others. */
function placesOf(kept: Int32Array, all: number): Int32Array {
  const placeOf = new Int32Array(all).fill(-1);
  kept.forEach((one, place) => {
    placeOf[one] = place;
  });
  return placeOf;
}

function overItems({ matrix, stride, kept }: Inverse, items: number, ridge: number): Precision {
  const placeOf = placesOf(kept, items);
  const diagonal = Float64Array.from(placeOf, (place) =>
    place < 0 ? 1 / ridge : matrix[place * stride + place],
  );
  return {
    diagonal,
    fillRow(item, row) {
      row.fill(0);
      row[item] = diagonal[item];
      if (placeOf[item] < 0) return;
      const start = placeOf[item] * stride;
      for (let place = 0; place < kept.length; place++) row[kept[place]] = matrix[start + place];
    },
  };
}

/** Woodbury: P = (I − Xᵀ·(XXᵀ + λI)⁻¹·X) / λ, a row at a time. */
function overPeople({ matrix, stride, kept }: Inverse, byUser: Csr, byItem: Csr, ridge: number): Precision {
  const placeOf = placesOf(kept, byUser.rows);
  const { pointers, indices, values } = byItem;
  const diagonal = Float64Array.from({ length: byItem.rows }, (_, item) => {
    let sum = 0;
    for (let a = pointers[item]; a < pointers[item + 1]; a++) {
      const start = placeOf[indices[a]] * stride;
      for (let b = pointers[item]; b < pointers[item + 1]; b++) {
        sum += values[a] * values[b] * matrix[start + placeOf[indices[b]]];
      }
    }
    return (1 - sum) / ridge;
  });
  const people = new Float64Array(kept.length);
  return {
    diagonal,
    fillRow(item, row) {
      people.fill(0);
      for (let at = pointers[item]; at < pointers[item + 1]; at++) {
        const start = placeOf[indices[at]] * stride;
        for (let place = 0; place < people.length; place++)
          people[place] += values[at] * matrix[start + place];
      }
      row.fill(0);
      row[item] = 1;
      for (let place = 0; place < people.length; place++) {
        const user = kept[place];
        for (let at = byUser.pointers[user]; at < byUser.pointers[user + 1]; at++) {
          row[byUser.indices[at]] -= byUser.values[at] * people[place];
        }
      }
      for (let other = 0; other < row.length; other++) row[other] /= ridge;
    },
  };
}
