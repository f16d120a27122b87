import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { type Csr, transpose } from './csr.ts';
import { type InverseKernel, openInverseKernel } from './kernels/inverse-kernel.ts';
import { openInverseReference } from './kernels/inverse-reference.ts';
import { invertSymmetric } from './symmetric-inverse.ts';

/** AᵀA + I of random numbers. */
function sample(n: number): Matrix {
  const random = createRandom(n);
  const a = new Matrix(Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal())));
  return a.transpose().mmul(a).add(Matrix.eye(n));
}

/** Writes the lower triangle; what lies above the diagonal must not be read. */
function fill({ matrix, stride, n }: InverseKernel, valueAt: (row: number, column: number) => number): void {
  matrix.fill(Number.NaN);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) matrix[row * stride + column] = valueAt(row, column);
  }
}

/** A matrix of n rows without entries: what opens a kernel that is filled by hand. */
function blank(n: number): Csr {
  return {
    rows: n,
    columns: 0,
    pointers: new Int32Array(n + 1),
    indices: new Int32Array(0),
    values: new Float32Array(0),
  };
}

const SIZES = [1, 2, 3, 4, 47, 48, 95, 96, 97, 131, 201];

test.each(SIZES)('it is the inverse ml-matrix finds, at %i rows', async (n) => {
  const whole = sample(n);
  const kernel = openInverseReference(blank(n));
  fill(kernel, (row, column) => whole.get(row, column));
  const shares: number[] = [];
  expect(await invertSymmetric(kernel, (done) => void shares.push(done))).toBe(-1);
  const expected = inverse(whole);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      expect(Math.abs(kernel.matrix[i * kernel.stride + j] - expected.get(i, j))).toBeLessThan(1e-9);
    }
  }
  expect(shares).toHaveLength(Math.ceil(n / 96));
  expect(shares.at(-1)).toBe(1);
});

test.each([1, 2, 3])('the kernel gives the bits of the plain loops, with %i threads', async (threads) => {
  for (const n of SIZES) {
    const whole = sample(n);
    const plain = openInverseReference(blank(n));
    const kernel = await openInverseKernel(blank(n), { threads });
    for (const one of [plain, kernel]) {
      fill(one, (row, column) => whole.get(row, column));
      await invertSymmetric(one);
    }
    await kernel.close();
    const rows = (one: InverseKernel) =>
      Array.from({ length: n }, (_, row) =>
        Float64Array.from(one.matrix.subarray(row * one.stride, row * one.stride + n)),
      );
    expect(rows(kernel)).toEqual(rows(plain));
  }
});

test.each([1, 3])('the Gram matrix has the bits of the plain loops, with %i threads', async (threads) => {
  const random = createRandom(5);
  for (const [rows, columns] of [
    [40, 1],
    [1, 40],
    [90, 61],
  ]) {
    const byRow = sparse(rows, columns, random);
    const kernel = await openInverseKernel(transpose(byRow), { threads });
    const plain = openInverseReference(transpose(byRow));
    await kernel.addGram();
    await plain.addGram();
    await kernel.close();
    expect(Float64Array.from(kernel.matrix)).toEqual(plain.matrix);
    expect(plain.matrix.some((value) => value !== 0)).toBe(true);
  }
});

/** About a third of the entries, of any weight. */
function sparse(rows: number, columns: number, random: ReturnType<typeof createRandom>): Csr {
  const pointers = new Int32Array(rows + 1);
  const indices: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) if (random.uniform() < 0.3) indices.push(column);
    pointers[row + 1] = indices.length;
  }
  const values = Float32Array.from(indices, () => 0.1 + random.uniform());
  return { rows, columns, pointers, indices: Int32Array.from(indices), values };
}

test('a matrix that is not positive definite is named by its row, in the first block and beyond', async () => {
  for (const failing of [0, 7, 103]) {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      const kernel = openInverseReference(blank(120));
      fill(kernel, (row, column) => (row !== column ? 0 : row === failing ? value : 1));
      expect(await invertSymmetric(kernel)).toBe(failing);
    }
  }
});
