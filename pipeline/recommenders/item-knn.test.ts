import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { longestRow, weightBetween } from '../serving/neighbours.ts';
import { createScorer } from '../serving/score.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { itemKnn } from './item-knn.ts';

const context = { threads: 1, seed: 1, reporter: silent };

/** Two people prefer heat and up, one heat and alien; bob only saw alien. */
const triples: readonly Triple[] = [
  ['ann', 'heat', 5],
  ['ann', 'up', 4],
  ['bob', 'alien', 2],
  ['bob', 'heat', 4],
  ['bob', 'up', 5],
  ['cat', 'alien', 5],
  ['cat', 'heat', 5],
];
const [alien, heat, up] = [0, 1, 2];
const train = async (given: Record<string, number>) =>
  (await itemKnn.train(interactionsFrom(triples), given, context)).model;

test('a weight is the cosine over people, lowered by the shrinkage', async () => {
  const plain = await train({ shrinkage: 0 });
  expect(weightBetween(plain, heat, up)).toBe(Math.fround(2 / Math.sqrt(6)));
  expect(weightBetween(plain, heat, alien)).toBe(Math.fround(1 / Math.sqrt(3)));
  const shrunk = await train({ shrinkage: 10 });
  expect(weightBetween(shrunk, heat, up)).toBe(Math.fround(2 / (Math.sqrt(2) * Math.sqrt(3) + 10)));
  expect(shrunk.popularity).toEqual(Float32Array.of(1, 3, 2));
});

test('no film is its own neighbour, and films without a person in common are none', async () => {
  const model = await train({});
  for (const item of [alien, heat, up]) expect(weightBetween(model, item, item)).toBe(0);
  expect(Array.from(model.pointers)).toEqual([0, 1, 3, 4]);
  expect(Array.from(model.indices)).toEqual([heat, alien, up, heat]);
});

test('only the strongest neighbours are kept, of equal ones the first', async () => {
  expect(Array.from((await train({ neighbours: 1 })).indices)).toEqual([heat, up, heat]);
  const equal = interactionsFrom(['b', 'c', 'a'].map((item): Triple => ['ann', item, 5]));
  const { model } = await itemKnn.train(equal, { neighbours: 1 }, context);
  expect(Array.from(model.indices)).toEqual([1, 0, 0]);
});

test('a love counts more than a rating, in training as in the history', async () => {
  const data = interactionsFrom(triples);
  const loved = { ...data, opinion: Int8Array.from(data.opinion, (_, at) => (at === 1 ? 2 : 0)) };
  const { model } = await itemKnn.train(loved, { shrinkage: 0 }, context);
  // heat = (1, 1, 1), up = (4, 1, 0)
  expect(weightBetween(model, heat, up)).toBe(Math.fround(5 / (Math.sqrt(3) * Math.sqrt(17))));
});

test('it learns the two tastes: films of the other kind score lower', async () => {
  const data = twoTastes({ users: 120, items: 80, seed: 1 });
  const { model } = await itemKnn.train(data, { positive_rating: 4 }, context);
  const scores = createScorer(model)([
    { item: 0, weight: 1 },
    { item: 2, weight: 1 },
  ]);
  const mean = (kind: number) =>
    scores.filter((_, item) => item % 2 === kind).reduce((a, b) => a + b, 0) / 40;
  expect(mean(0)).toBeGreaterThan(2 * mean(1));
  expect(longestRow(model)).toBeLessThanOrEqual(100);
});

test.each<[string, Triple[], number]>([
  [
    'one user',
    [
      ['ann', 'heat', 4],
      ['ann', 'up', 5],
    ],
    2,
  ],
  [
    'one item',
    [
      ['ann', 'heat', 4],
      ['bob', 'heat', 5],
    ],
    0,
  ],
])('%s is enough to train on', async (_, rows, entries) => {
  const { model }: { model: NeighbourModel } = await itemKnn.train(interactionsFrom(rows), {}, context);
  expect(model.weights).toHaveLength(entries);
  expect(createScorer(model)([{ item: 0, weight: 1 }]).every(Number.isFinite)).toBe(true);
});

test('no preference at all is refused, and a shrinkage that is no number', async () => {
  const lukewarm = interactionsFrom([['ann', 'heat', 3]]);
  await expect(itemKnn.train(lukewarm, {}, context)).rejects.toThrow(
    'None of 1 interactions is a preference',
  );
  await expect(train({ shrinkage: Number.NaN })).rejects.toThrow('item_knn.shrinkage: "NaN" is not legal.');
});
