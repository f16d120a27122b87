import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { RatingModel } from './models.ts';
import { foldInRating, predictRating } from './rating.ts';

const random = createRandom(11);
const items = 12;
const model: RatingModel = {
  kind: 'rating',
  itemIds: Array.from({ length: items }, (_, i) => `film-${i}`),
  mean: 3.5,
  itemBias: Float32Array.from({ length: items }, () => random.normal() * 0.3),
  k: 3,
  factors: Float32Array.from({ length: items * 3 }, () => random.normal() * 0.4),
  biasRegularisation: 4,
  factorRegularisation: 1.5,
  scale: { min: 0.5, max: 5 },
};
const ratings = [
  { item: 0, rating: 5 },
  { item: 4, rating: 2 },
  { item: 7, rating: 4.5 },
];

function objective(bias: number, vector: Float64Array): number {
  let loss = model.biasRegularisation * bias ** 2;
  for (const value of vector) loss += model.factorRegularisation * value ** 2;
  for (const { item, rating } of ratings) {
    let predicted = model.mean + model.itemBias[item] + bias;
    vector.forEach((value, j) => {
      predicted += value * model.factors[item * 3 + j];
    });
    loss += (rating - predicted) ** 2;
  }
  return loss;
}

test('bias and vector minimise the ridge objective together', () => {
  const { bias, vector } = foldInRating(model, ratings);
  const lowest = objective(bias, vector);
  const step = fc.double({ min: -0.3, max: 0.3, noNaN: true });
  fc.assert(
    fc.property(step, step, step, step, (b, x, y, z) => {
      const moved = Float64Array.of(vector[0] + x, vector[1] + y, vector[2] + z);
      expect(objective(bias + b, moved)).toBeGreaterThanOrEqual(lowest - 1e-12);
    }),
  );
});

test('without factors the bias is the damped mean residual', () => {
  const floor = { ...model, k: 0, factors: new Float32Array(0), itemBias: new Float32Array(items) };
  expect(foldInRating(floor, ratings).bias).toBeCloseTo((1.5 - 1.5 + 1) / (3 + 4), 12);
});

test('without ratings, and for an unknown item, the prediction falls back', () => {
  const nobody = foldInRating(model, []);
  expect(predictRating(model, nobody, 4)).toBeCloseTo(3.5 + model.itemBias[4], 12);
  expect(predictRating(model, nobody, -1)).toBe(3.5);
});

test('a prediction stays on the scale', () => {
  const person = { bias: 9, vector: new Float64Array(3), elsewhere: 9 };
  expect(predictRating(model, person, 0)).toBe(5);
  expect(predictRating(model, { ...person, bias: -9 }, 0)).toBe(0.5);
});

test('a NaN rating and an unknown item are refused', () => {
  expect(() => foldInRating(model, [{ item: 0, rating: Number.NaN }])).toThrow('rating NaN of item 0');
  expect(() => foldInRating(model, [{ item: 12, rating: 3 }])).toThrow('items are rows 0 to 11');
});
