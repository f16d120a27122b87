// The fold-in with a model that knows days, against the whole system of person and moods solved at once.

import { inverse, Matrix, solve } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { RatingModel } from './models.ts';
import { foldInRating, predictRating, ratingDeviation } from './rating.ts';
import { sampleRating } from './sample-model.fixture.ts';

const random = createRandom(8);
const [items, k, ridge] = [7, 2, 2.5];
const plain = sampleRating(random, items, k);
const model: RatingModel = { ...plain, dayRegularisation: ridge };
const rated = [
  { item: 1, rating: 4, day: 700 },
  { item: 2, rating: 1.5, day: 701 },
  { item: 5, rating: 5, day: 700 },
  { item: 6, rating: 3 },
];
const [BOTH, ONE] = [3, 4];

/** System and right-hand side over bias, vector, the mood of day 700 and that of day 701. */
function wholeSystem() {
  const matrix = Matrix.diag([3, 1, 1, ridge, ridge]);
  const right = Matrix.zeros(5, 1);
  for (const { item, rating, day } of rated) {
    const weight = 0.5 / (0.5 + plain.uncertainty!.itemBias[item]);
    const features = Matrix.columnVector(featuresOf(item, day));
    matrix.add(features.mmul(features.transpose()).mul(weight));
    for (let j = 0; j < k; j++) {
      const variance = weight * plain.uncertainty!.factors[item * k + j];
      matrix.set(1 + j, 1 + j, matrix.get(1 + j, 1 + j) + variance);
    }
    right.add(features.mul(weight * (rating - plain.mean - plain.itemBias[item])));
  }
  return { matrix, solved: solve(matrix, right).to1DArray() };
}

function featuresOf(item: number, day?: number): number[] {
  const traits = [plain.factors[item * k], plain.factors[item * k + 1]];
  return [1, ...traits, Number(day === 700), Number(day === 701)];
}

test('bias, vector and moods solve the whole system', () => {
  const person = foldInRating(model, rated);
  const { solved } = wholeSystem();
  const found = [person.bias, ...person.vector, ...[700, 701].map((day) => person.days!.get(day)!.mood)];
  found.forEach((value, at) => {
    expect(value).toBeCloseTo(solved[at], 12);
  });
});

test('a prediction for a day the person rated on adds its mood; for no day, and for another, nothing', () => {
  const person = foldInRating(model, rated);
  const { solved } = wholeSystem();
  for (const item of [0, -1]) {
    const without = predictRating(model, person, item);
    expect(predictRating(model, person, item, 700) - without).toBeCloseTo(solved[BOTH], 12);
    expect(predictRating(model, person, item, 701) - without).toBeCloseTo(solved[ONE], 12);
    expect(predictRating(model, person, item, 702)).toBe(without);
  }
});

test('the deviation knows the day: from the whole inverse where it was rated on, else all that moods vary', () => {
  const person = foldInRating(model, rated);
  const { matrix } = wholeSystem();
  const all = inverse(matrix);
  const [x, y] = all.diagonal().slice(1);
  const { itemBias, factors } = plain.uncertainty!;
  const ofFilm = itemBias[3] + factors[6] * person.vector[0] ** 2 + factors[7] * person.vector[1] ** 2;
  const fixed = 0.5 + ofFilm + 0.5 * (factors[6] * x + factors[7] * y);
  const ofPerson = (day?: number) => {
    const features = Matrix.columnVector(featuresOf(3, day));
    return 0.5 * features.transpose().mmul(all).mmul(features).get(0, 0);
  };
  expect(ratingDeviation(model, person, 3, 700)! ** 2).toBeCloseTo(fixed + ofPerson(700), 9);
  for (const day of [702, undefined]) {
    expect(ratingDeviation(model, person, 3, day)! ** 2).toBeCloseTo(fixed + ofPerson() + 0.5 / ridge, 9);
  }
});

test('ratings without days, and a model that knows none, give the person they always gave', () => {
  const always = foldInRating(plain, rated);
  const dayless = rated.map(({ item, rating }) => ({ item, rating }));
  expect(always).toEqual(foldInRating(plain, dayless));
  expect(foldInRating(model, dayless)).toEqual({ ...always, days: new Map() });
  expect(predictRating(plain, always, 0, 700)).toBe(predictRating(plain, always, 0));
  expect(ratingDeviation(plain, always, 0, 700)).toBe(ratingDeviation(plain, always, 0));
});
