import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import type { Parameters } from './algorithm.ts';
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

/** Heat was liked by three, long ago; up by two of late. One day lies between the entries, the oldest first. */
const seasons = {
  ...interactionsFrom([
    ['ann', 'heat', 5],
    ['bob', 'heat', 5],
    ['cat', 'heat', 5],
    ['cat', 'up', 5],
    ['dan', 'up', 1],
    ['eve', 'up', 4],
  ]),
  timestamp: Float64Array.from([0, 1, 2, 100, 101, 101], (day) => day * 86_400_000),
};
const counts = async (given: Parameters) =>
  (await popularity.train(seasons, given, context)).model.popularity;

test('a window counts what is younger than its days before the newest interaction', async () => {
  expect(await counts({ window_days: 100 })).toEqual(Float32Array.of(1, 2));
  expect(await counts({ window_days: 99 })).toEqual(Float32Array.of(0, 2));
  expect(await counts({ window_days: 1000 })).toEqual(await counts({}));
});

test('a preference fades by half every half-life', async () => {
  const [heat, up] = await counts({ half_life_days: 1 });
  expect(up).toBe(1.5);
  expect(heat).toBe(Math.fround(2 ** -101 + 2 ** -100 + 2 ** -99));
  expect(await counts({ half_life_days: 1, window_days: 50 })).toEqual(Float32Array.of(0, 1.5));
});

test('a window without a preference is refused', async () => {
  const late = { ...seasons, rating: Float32Array.of(5, 5, 5, 5, 1, 1) };
  await expect(popularity.train(late, { window_days: 1 }, context)).rejects.toThrow(
    'popularity: none of the preferences is of the last 1 days. Legal: a larger window_days',
  );
});
