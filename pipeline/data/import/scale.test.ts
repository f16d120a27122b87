import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOnScale } from '../dataset.ts';
import { createRatingCounter, parseScale } from './scale.ts';

function infer(ratings: readonly number[]) {
  const counter = createRatingCounter();
  for (const rating of ratings) counter.add(rating);
  return counter.inferScale('ratings.csv');
}

test('whole stars, half stars and tenths are told apart', () => {
  expect(infer([5, 1, 3, 3])).toEqual({ min: 1, max: 5, step: 1 });
  expect(infer([0.5, 4, 5])).toEqual({ min: 0.5, max: 5, step: 0.5 });
  expect(infer([0.1, 0.3, 9.9])).toEqual({ min: 0.1, max: 9.9, step: 0.1 });
  expect(infer([-10, 10])).toEqual({ min: -10, max: 10, step: 1 });
});

test('one value alone shows no scale', () => {
  expect(() => infer([1, 1])).toThrow(/every rating is 1, which shows no scale\. State it/);
});

test('every rating is on the scale that was found in it', () => {
  const steps = fc.constantFrom(1, 0.5, 0.25, 0.1, 0.01);
  fc.assert(
    fc.property(
      steps,
      fc.uniqueArray(fc.integer({ min: -500, max: 500 }), { minLength: 2 }),
      (step, multiples) => {
        const ratings = multiples.map((multiple) => multiple * step);
        const scale = infer(ratings);
        expect(ratings.filter((rating) => !isOnScale(rating, scale))).toEqual([]);
      },
    ),
  );
});

test('ratings without a common step are refused with what to do', () => {
  expect(() => infer([Math.PI, Math.E, 1])).toThrow(
    /^ratings\.csv: the ratings share no step: 1, 2\.718.*MIN-MAX\/STEP/,
  );
});

test('ratings are counted by value, lowest first', () => {
  const counter = createRatingCounter();
  for (const rating of [5, 1, 5]) counter.add(rating);
  expect(counter.counts()).toEqual([
    { rating: 1, rows: 1 },
    { rating: 5, rows: 2 },
  ]);
});

test('a scale is read as people write it', () => {
  expect(parseScale('1-5')).toEqual({ min: 1, max: 5, step: 1 });
  expect(parseScale('0.5-5')).toEqual({ min: 0.5, max: 5, step: 0.5 });
  expect(parseScale('0-10/0.1')).toEqual({ min: 0, max: 10, step: 0.1 });
  expect(parseScale('-10..10')).toEqual({ min: -10, max: 10, step: 1 });
  for (const text of ['5', '5-1', '1-5/0', '1-5/3', 'one-five', ''])
    expect(() => parseScale(text)).toThrow(/is not a rating scale/);
});
