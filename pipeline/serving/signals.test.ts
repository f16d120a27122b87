import { expect, test } from 'vitest';
import { sampleModel } from './sample-model.fixture.ts';
import { historyOf, isHidden, OPINION, preferenceWeight } from './signals.ts';

const from4 = { positiveRating: 4 };

test.each([
  ['a rating at the threshold', 4, OPINION.none, 1],
  ['a rating below it', 3.5, OPINION.none, 0],
  ['no rating at all', Number.NaN, OPINION.none, 0],
  ['a thumb up', Number.NaN, OPINION.thumbUp, 3],
  ['a love', 2, OPINION.love, 4],
  ['a thumb down on five stars', 5, OPINION.thumbDown, 0],
  ['not interested', 5, OPINION.notInterested, 0],
])('%s has its weight', (_, rating, opinion, weight) => {
  expect(preferenceWeight(rating, opinion, from4)).toBe(weight);
});

test('with a threshold of 0 any rating is a preference, but no rating is none', () => {
  expect(preferenceWeight(0.5, OPINION.none, { positiveRating: 0 })).toBe(1);
  expect(preferenceWeight(Number.NaN, OPINION.none, { positiveRating: 0 })).toBe(0);
});

test('only what a person turned down is hidden', () => {
  expect(Object.values(OPINION).filter(isHidden)).toEqual([OPINION.thumbDown, OPINION.notInterested]);
});

test('a history keeps the preferences for items the model knows', () => {
  const entries = [
    { item: 2, rating: 5, opinion: 0 },
    { item: -1, rating: 5, opinion: 0 },
    { item: 3, rating: 1, opinion: 0 },
    { item: 4, rating: Number.NaN, opinion: 1 },
  ];
  const model = sampleModel();
  expect(historyOf(model, entries)).toEqual([
    { item: 2, weight: 1 },
    { item: 4, weight: 3 },
  ]);
  expect(historyOf({ ...model, kind: 'popularity' }, entries)).toEqual([]);
});
