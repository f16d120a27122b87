import { expect, test } from 'vitest';
import { bm25Weight } from '../serving/bm25.ts';
import { interactionsFrom, twoTastes } from './interactions.fixture.ts';
import { collectPreferences } from './preferences.ts';

test('a rating at the threshold counts, one below leaves its user without preferences', () => {
  const data = interactionsFrom([
    ['ann', 'heat', 4],
    ['bob', 'heat', 3.5],
    ['bob', 'up', 1],
  ]);
  const { byUser, popularity, weighting } = collectPreferences(data, {
    positiveRating: 4,
    weighting: 'none',
  });
  expect(byUser.pointers).toEqual(Int32Array.of(0, 1, 1));
  expect(popularity).toEqual(Float32Array.of(1, 0));
  expect(weighting).toBeNull();
});

test('a thumb counts more than a rating, and a thumb down takes the rating away', () => {
  const data = {
    ...interactionsFrom([
      ['ann', 'a', 5],
      ['ann', 'b', 5],
      ['ann', 'c', 1],
    ]),
    opinion: Int8Array.of(-1, 2, 1),
  };
  const { byUser } = collectPreferences(data, { positiveRating: 4, weighting: 'none' });
  expect(byUser.indices).toEqual(Int32Array.of(1, 2));
  expect(byUser.values).toEqual(Float32Array.of(4, 3));
});

test('BM25 keeps the mean weight, prefers rare items, and is the weight that serving computes', () => {
  const data = twoTastes({ users: 60, items: 40, seed: 3 });
  const { byUser, popularity, weighting } = collectPreferences(data, {
    positiveRating: 4,
    weighting: 'bm25',
  });
  const mean = byUser.values.reduce((sum, weight) => sum + weight, 0) / byUser.values.length;
  expect(mean).toBeCloseTo(1, 5);
  const length = byUser.pointers[1];
  for (let entry = 0; entry < length; entry++) {
    const weight = bm25Weight(weighting!, 1, popularity[byUser.indices[entry]], length);
    expect(byUser.values[entry]).toBeCloseTo(weight, 5);
  }
  const [rare, common] = [bm25Weight(weighting!, 1, 2, 10), bm25Weight(weighting!, 1, 30, 10)];
  expect(rare).toBeGreaterThan(2 * common);
  expect(bm25Weight(weighting!, 1, 2, 50)).toBeLessThan(rare);
});

test.each([
  [[1, 4, 10, 7.5, 8], 8],
  [[4, 5, 3.5, 1, 2], 4],
  [[1, 1, 1, 1, 1], 0.8],
  [[Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN], 0],
])('of the ratings %j those from %d on are preferences, unless somebody says otherwise', (ratings, from) => {
  const triples = ratings.map((rating, at) => ['ann', `film ${at}`, rating] as const);
  const thumbs = { ...interactionsFrom(triples), opinion: Int8Array.of(1, 1, 1, 1, 1) };
  const { positiveRating } = collectPreferences(thumbs, { positiveRating: 'auto', weighting: 'none' });
  expect(positiveRating).toBeCloseTo(from, 12);
});
