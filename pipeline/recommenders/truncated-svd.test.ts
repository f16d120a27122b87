import { Matrix, SVD } from 'ml-matrix';
import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import { createScorer, topK } from '../serving/score.ts';
import type { Parameters } from './algorithm.ts';
import { interactionsFrom, twoTastes } from './interactions.fixture.ts';
import { collectPreferences } from './preferences.ts';
import { truncatedSvd } from './truncated-svd.ts';

const context = { threads: 1, seed: 1, reporter: silent };
const data = twoTastes({ users: 60, items: 30, seed: 2 });
const { byUser, popularity } = collectPreferences(data, { positiveRating: 4, weighting: 'none' });
const train = async (given: Parameters) =>
  (await truncatedSvd.train(data, { positive_rating: 4, ...given }, context)).model;

/** The preferences as a dense matrix, each divided by the powers of its degrees. */
function dense({ user, item }: { user: number; item: number }): Matrix {
  const matrix = Matrix.zeros(byUser.rows, byUser.columns);
  for (let row = 0; row < byUser.rows; row++) {
    const length = byUser.pointers[row + 1] - byUser.pointers[row];
    for (const column of byUser.indices.subarray(byUser.pointers[row], byUser.pointers[row + 1])) {
      matrix.set(row, column, length ** -user * popularity[column] ** -item);
    }
  }
  return matrix;
}

test.each([
  { user: 0, item: 0 },
  { user: 0.5, item: 0.5 },
])(
  'scores are the projection on the leading directions of the exact SVD, exponents %o',
  async ({ user, item }) => {
    const model = await train({ k: 3, iterations: 60, user_exponent: user, item_exponent: item });
    const right = new SVD(dense({ user, item })).rightSingularVectors.subMatrix(0, 29, 0, 2);
    const projection = right.mmul(right.transpose());
    const scores = createScorer(model)([
      { item: 2, weight: 1 },
      { item: 7, weight: 3 },
    ]);
    for (let to = 0; to < 30; to++) {
      const from = (h: number) => projection.get(h, to) * (popularity[to] / popularity[h]) ** item;
      expect(scores[to]).toBeCloseTo(from(2) + 3 * from(7), 4);
    }
  },
);

test('it learns the two tastes, from few iterations', async () => {
  const scores = createScorer(await train({ k: 2 }))([
    { item: 0, weight: 1 },
    { item: 4, weight: 1 },
  ]);
  expect(Array.from(topK(scores, 10)).filter((item) => item % 2 === 0).length).toBeGreaterThanOrEqual(9);
});

test('more directions than items, one item, one person: what there is, and finite', async () => {
  expect((await train({ k: 512 })).k).toBe(30);
  for (const triples of [
    [['ann', 'heat', 5]],
    [
      ['ann', 'heat', 5],
      ['bob', 'heat', 5],
    ],
    [
      ['ann', 'a', 5],
      ['ann', 'b', 5],
    ],
  ] as const) {
    const { model } = await truncatedSvd.train(interactionsFrom(triples), {}, context);
    const scores = createScorer(model)([{ item: 0, weight: 1 }]);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scores[0]).toBeGreaterThan(0);
  }
});

test('the same seed gives the same bytes', async () => {
  expect(await train({ k: 5 })).toEqual(await train({ k: 5 }));
});
