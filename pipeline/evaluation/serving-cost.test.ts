import { expect, it } from 'vitest';
import type { BlendModel, RankingModel, RatingModel } from '../serving/models.ts';
import { sampleModel, sampleNeighbours } from '../serving/sample-model.fixture.ts';
import { servingCost } from './serving-cost.ts';

// 50 films, "film-000" on: 400 bytes of ids, 200 of popularity or bias.
const { itemIds, popularity, positiveRating } = sampleModel();
const rating: RatingModel = {
  ...{
    kind: 'rating',
    itemIds,
    mean: 3.5,
    itemBias: new Float32Array(50),
    k: 0,
    factors: new Float32Array(),
  },
  ...{ biasRegularisation: 5, factorRegularisation: 5, scale: { min: 0.5, max: 5 } },
};
const cost = (ranking: RankingModel, head = rating) => servingCost({ ranking, rating: head });

it('the list of popular films takes no arithmetic, and ids and popularity', () => {
  const popular: RankingModel = { kind: 'popularity', itemIds, popularity };
  expect(cost(popular)).toEqual({ bytes: 600 + 600, list_operations: 0 });
});

it('factors are a system of k equations, filled from the history and solved, and a dot product a film', () => {
  // 50 films are all the history there can be: 50·21 + 56 for the factor + 42 + 50·6, and 50·6 of scores.
  expect(cost(sampleModel())).toEqual({
    bytes: 1200 + 50 * 6 * 4,
    list_operations: 1050 + 56 + 42 + 300 + 300,
  });
});

it('a projection solves nothing', () => {
  const { k, factors } = sampleModel();
  const model: RankingModel = {
    ...{ kind: 'projection', itemIds, popularity, k, factors, itemExponent: 0.4, positiveRating },
  };
  expect(cost(model)).toEqual({ bytes: 1200 + 1200, list_operations: 300 + 300 });
});

it('neighbours are the entries of the hundred longest rows', () => {
  const small = sampleNeighbours();
  expect(cost(small).list_operations).toBe(small.indices.length);
  expect(cost(small).bytes).toBe(1200 + 51 * 4 + small.indices.length * 8);
  // Rows of 0 to 149 entries: the longest hundred are those of 50 to 149.
  const pointers = Int32Array.from({ length: 151 }, (_, row) => (row * (row - 1)) / 2);
  expect(cost({ ...small, pointers }).list_operations).toBe((149 * 150) / 2 - (49 * 50) / 2);
});

it('a blend is its parts and their standardising, with ids and popularity once', () => {
  const [factors, neighbours] = [sampleModel(), sampleNeighbours()];
  const parts = [factors, neighbours].map((model) => ({ weight: 0.5, model }));
  const blend: BlendModel = { kind: 'blend', itemIds, popularity, parts, positiveRating };
  const [one, other] = [cost(factors), cost(neighbours)];
  expect(cost(blend)).toEqual({
    bytes: one.bytes + other.bytes - 1200,
    list_operations: one.list_operations + other.list_operations + 3 * 50 * 2,
  });
});

it('a rating head that knows more of its films is larger', () => {
  const [bias, factors] = [new Float32Array(50), new Float32Array(300)];
  const sure = { ...rating, uncertainty: { noise: 1, itemBias: bias, factors }, implicit: { bias, factors } };
  expect(cost(sampleModel(), sure).bytes - cost(sampleModel()).bytes).toBe(2 * (200 + 1200));
});
