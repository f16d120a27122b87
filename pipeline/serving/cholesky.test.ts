import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { factorCholesky, gramMatrix, inverseDiagonal, solveCholesky } from './cholesky.ts';

const random = createRandom(7);

test('a solve agrees with ml-matrix on a random positive definite system', () => {
  const k = 13;
  const factors = Float32Array.from({ length: 40 * k }, () => random.normal());
  const gram = gramMatrix(factors, k);
  const full = Matrix.zeros(k, k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) full.set(i, j, gram[Math.max(i, j) * k + Math.min(i, j)]);
  const side = Float64Array.from({ length: k }, () => random.normal());
  const expected = new CholeskyDecomposition(full).solve(Matrix.columnVector(Array.from(side))).to1DArray();
  factorCholesky(gram, k);
  solveCholesky(gram, k, side);
  for (let i = 0; i < k; i++) expect(side[i]).toBeCloseTo(expected[i], 10);
  const diagonal = inverse(full).diagonal();
  inverseDiagonal(gram, k).forEach((value, i) => {
    expect(value).toBeCloseTo(diagonal[i], 10);
  });
});

test('a matrix that is not positive definite, or holds a NaN, is refused', () => {
  expect(() => factorCholesky(Float64Array.of(1, 0, 2, 1), 2)).toThrow('pivot 1 is -3');
  expect(() => factorCholesky(Float64Array.of(Number.NaN), 1)).toThrow('pivot 0 is NaN');
});
