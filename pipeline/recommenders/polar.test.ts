import { Matrix, SVD } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { nearestOrthogonal } from './polar.ts';

test.each([1, 2, 5, 20])(
  'the nearest orthogonal matrix is that of the singular vectors, %i × the same',
  (size) => {
    const random = createRandom(size);
    const matrix = Matrix.from1DArray(
      size,
      size,
      Array.from({ length: size * size }, () => random.normal()),
    );
    const { leftSingularVectors, rightSingularVectors } = new SVD(matrix);
    const expected = leftSingularVectors.mmul(rightSingularVectors.transpose());
    expect(Matrix.sub(nearestOrthogonal(matrix), expected).norm()).toBeLessThan(1e-5);
  },
);

test.each([
  ['zeros', [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['one direction only', [1, 2, 0, 2, 4, 0, 0, 0, 0]],
])('%s leave what they say nothing of as it is', (_, values) => {
  const nearest = nearestOrthogonal(Matrix.from1DArray(3, 3, values));
  expect(Matrix.sub(nearest, Matrix.eye(3)).norm()).toBeLessThan(1e-6);
});
