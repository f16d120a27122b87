import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { invertSymmetric } from './symmetric-inverse.ts';

/** AᵀA + I of random numbers; what lies above the diagonal must not be read. */
function sample(n: number): { whole: Matrix; lower: Float64Array } {
  const random = createRandom(n);
  const a = new Matrix(Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal())));
  const whole = a.transpose().mmul(a).add(Matrix.eye(n));
  const lower = Float64Array.from({ length: n * n }, (_, at) =>
    at % n > Math.floor(at / n) ? Number.NaN : whole.get(Math.floor(at / n), at % n),
  );
  return { whole, lower };
}

test.each([1, 2, 3, 47, 48, 49, 50, 96, 131])('it is the inverse ml-matrix finds, at %i rows', async (n) => {
  const { whole, lower } = sample(n);
  const shares: number[] = [];
  expect(await invertSymmetric(lower, n, (done) => void shares.push(done))).toBe(-1);
  const expected = inverse(whole);
  for (let at = 0; at < n * n; at++) {
    expect(Math.abs(lower[at] - expected.get(Math.floor(at / n), at % n))).toBeLessThan(1e-9);
    expect(lower[at]).toBe(lower[(at % n) * n + Math.floor(at / n)]);
  }
  expect(shares).toHaveLength(Math.ceil(n / 48));
  expect(shares.at(-1)).toBe(1);
});

test('a matrix that is not positive definite is named by its row, in the first block and beyond', async () => {
  const n = 60;
  const eye = () => Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
  for (const row of [0, 7, 55]) {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      const matrix = eye();
      matrix[row * n + row] = value;
      expect(await invertSymmetric(matrix, n)).toBe(row);
    }
  }
});
