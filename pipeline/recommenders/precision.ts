// P = (XᵀX + λI)⁻¹ over items, X the people's preferences, without more than one dense matrix: over items or over
// people, whichever are fewer. Both give the same P. Not the algorithm that uses it.

import { setImmediate } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import type { Reporter } from '../reporter.ts';
import { type Csr, transpose } from './csr.ts';
import { invertSymmetric } from './symmetric-inverse.ts';

/** Beyond it the inverse takes longer than a quarter of an hour. */
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
export async function precisionOf(byUser: Csr, ridge: number, reporter: Reporter): Promise<Precision> {
  const byItem = transpose(byUser);
  const items = filledRows(byItem);
  const people = filledRows(byUser);
  refuseTooLarge(people.length, items.length);
  return items.length <= people.length
    ? overItems(await inverseGram(byUser, items, ridge, reporter), items, byItem.rows, ridge)
    : overPeople(await inverseGram(byItem, people, ridge, reporter), people, byUser, byItem, ridge);
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
    legal: `Legal: at most ${MOST_ROWS} × ${MOST_ROWS}, ${gigabytes(MOST_ROWS)} GB; ials has no such limit.`,
  });
}

/** (MᵀM + λI)⁻¹ over the given columns of M, float64 [columns × columns]. */
async function inverseGram(
  { rows, columns, pointers, indices, values }: Csr,
  kept: Int32Array,
  ridge: number,
  reporter: Reporter,
): Promise<Float64Array> {
  const n = kept.length;
  const placeOf = new Int32Array(columns);
  kept.forEach((column, place) => {
    placeOf[column] = place;
  });
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < rows; row++) {
    for (let a = pointers[row]; a < pointers[row + 1]; a++) {
      const start = placeOf[indices[a]] * n;
      // Columns ascend, so this is the lower triangle, all that the inverse reads.
      for (let b = pointers[row]; b <= a; b++) matrix[start + placeOf[indices[b]]] += values[a] * values[b];
    }
  }
  for (let place = 0; place < n; place++) matrix[place * n + place] += ridge;
  const failed = await invertSymmetric(matrix, n, async (done) => {
    // Lets the terminal draw and signals arrive: nothing else here waits.
    await setImmediate();
    reporter.progress(`Inverting ${n} × ${n}, ${Math.round(100 * done)} %`);
  });
  if (failed < 0) return matrix;
  throw new InputError({
    problem: `ease: the matrix over ${n} rows has no inverse in float64.`,
    legal: 'Legal: a larger regularisation.',
  });
}

function overItems(inverse: Float64Array, kept: Int32Array, items: number, ridge: number): Precision {
  const n = kept.length;
  const placeOf = new Int32Array(items).fill(-1);
  const diagonal = new Float64Array(items).fill(1 / ridge);
  kept.forEach((item, place) => {
    placeOf[item] = place;
    diagonal[item] = inverse[place * n + place];
  });
  return {
    diagonal,
    fillRow(item, row) {
      row.fill(0);
      row[item] = diagonal[item];
      const start = placeOf[item] * n;
      if (start >= 0) for (let place = 0; place < n; place++) row[kept[place]] = inverse[start + place];
    },
  };
}

/** Woodbury: P = (I − Xᵀ·(XXᵀ + λI)⁻¹·X) / λ, a row at a time. */
function overPeople(
  inverse: Float64Array,
  kept: Int32Array,
  byUser: Csr,
  byItem: Csr,
  ridge: number,
): Precision {
  const n = kept.length;
  const placeOf = new Int32Array(byUser.rows);
  kept.forEach((user, place) => {
    placeOf[user] = place;
  });
  const { pointers, indices, values } = byItem;
  const diagonal = Float64Array.from({ length: byItem.rows }, (_, item) => {
    let sum = 0;
    for (let a = pointers[item]; a < pointers[item + 1]; a++) {
      const start = placeOf[indices[a]] * n;
      for (let b = pointers[item]; b < pointers[item + 1]; b++) {
        sum += values[a] * values[b] * inverse[start + placeOf[indices[b]]];
      }
    }
    return (1 - sum) / ridge;
  });
  const people = new Float64Array(n);
  return {
    diagonal,
    fillRow(item, row) {
      people.fill(0);
      for (let at = pointers[item]; at < pointers[item + 1]; at++) {
        const start = placeOf[indices[at]] * n;
        for (let place = 0; place < n; place++) people[place] += values[at] * inverse[start + place];
      }
      row.fill(0);
      row[item] = 1;
      for (let place = 0; place < n; place++) {
        const user = kept[place];
        for (let at = byUser.pointers[user]; at < byUser.pointers[user + 1]; at++) {
          row[byUser.indices[at]] -= byUser.values[at] * people[place];
        }
      }
      for (let other = 0; other < row.length; other++) row[other] /= ridge;
    },
  };
}
