import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import { interactionsFrom } from './interactions.fixture.ts';
import { popularity } from './popularity.ts';

const context = { threads: 1, seed: 1, reporter: silent };
const data = interactionsFrom([
  ['ann', 'heat', 5],
  ['bob', 'heat', 4],
  ['bob', 'up', 2],
]);

test('popularity counts the people who prefer a film, and knows the films nobody prefers', async () => {
  const { model, loss } = await popularity.train(data, {}, context);
  expect(model).toEqual({ kind: 'popularity', itemIds: ['heat', 'up'], popularity: Float32Array.of(2, 0) });
  expect(loss).toEqual([]);
});

test('with a threshold of 0 every rating counts', async () => {
  const { model } = await popularity.train(data, { positive_rating: 0 }, context);
  expect(model.popularity).toEqual(Float32Array.of(2, 1));
});
