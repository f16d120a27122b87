import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { longestRow, weightBetween } from '../serving/neighbours.ts';
import { createScorer } from '../serving/score.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { itemKnn } from './item-knn.ts';
import { collectPreferences } from './preferences.ts';

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

test('busy people vouch less, and popular films say less, by the exponents', async () => {
  const walk = { shrinkage: 1, user_exponent: 1, history_exponent: 1, candidate_exponent: 0.25 };
  const model = await train(walk);
  // Ann, bob and cat prefer two films each, so nobody is busier than the mean; heat is preferred by 3, up and alien by 2 and 1.
  const usual = 2 ** (1 - 1 - 0.25);
  expect(weightBetween(model, heat, up)).toBeCloseTo(2 / (3 * 2 ** 0.25 * usual + 1), 6);
  expect(weightBetween(model, up, heat)).toBeCloseTo(2 / (2 * 3 ** 0.25 * usual + 1), 6);
  expect(weightBetween(model, alien, heat)).toBeCloseTo(1 / (1 * 3 ** 0.25 * usual + 1), 6);
});

test('every row is the sum over people, whichever row came before', async () => {
  const data = twoTastes({ users: 40, items: 30, seed: 4 });
  const given = { neighbours: 40, user_exponent: 0.5, history_exponent: 0.7, candidate_exponent: 0.2 };
  const { model } = await itemKnn.train(data, { ...given, positive_rating: 4 }, context);
  const { byUser, popularity } = collectPreferences(data, { positiveRating: 4, weighting: 'none' });
  const people = byUser.pointers.filter((start, u) => byUser.pointers[u + 1] > start).length;
  const rated = popularity.filter((count) => count > 0).length;
  const [perPerson, perFilm] = [byUser.indices.length / people, byUser.indices.length / rated];
  const both = (a: number, b: number) => {
    let sum = 0;
    for (let u = 0; u < byUser.rows; u++) {
      const films = byUser.indices.subarray(byUser.pointers[u], byUser.pointers[u + 1]);
      if (films.includes(a) && films.includes(b)) sum += (perPerson / films.length) ** 0.5;
    }
    return sum / (popularity[a] ** 0.7 * popularity[b] ** 0.2 * perFilm ** 0.1 + 20);
  };
  for (let a = 0; a < 30; a++) {
    for (let b = 0; b < 30; b++) if (a !== b) expect(weightBetween(model, a, b)).toBeCloseTo(both(a, b), 7);
  }
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
  await expect(itemKnn.train(lukewarm, { positive_rating: 4 }, context)).rejects.toThrow(
    'None of 1 interactions is a preference',
  );
  await expect(train({ shrinkage: Number.NaN })).rejects.toThrow('item_knn.shrinkage: "NaN" is not legal.');
});
