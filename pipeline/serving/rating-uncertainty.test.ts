// The fold-in with a model that knows how uncertain its films are and what having rated one says.

import { inverse, Matrix, solve } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import type { RatingModel } from './models.ts';
import { foldInRating, predictRating, ratingDeviation, ratingInterval } from './rating.ts';
import { sampleRating } from './sample-model.fixture.ts';

const random = createRandom(21);
const [items, k] = [6, 2];
const normals = (length: number) => Float32Array.from({ length }, () => 0.4 * random.normal());
const model: RatingModel = {
  ...sampleRating(random, items, k),
  implicit: { bias: normals(items), factors: normals(items * k) },
};
const rated = [
  { item: 1, rating: 4 },
  { item: 2, rating: 1.5 },
  { item: 5, rating: 5 },
];

/** Expected from which films were rated alone: bias, then vector. */
const drawnTo = [0, 1, 2].map((at) => {
  const { bias, factors } = model.implicit!;
  const sum = rated.reduce((total, { item }) => {
    return total + (at === 0 ? bias[item] : factors[item * k + at - 1]);
  }, 0);
  return sum / Math.sqrt(rated.length);
});

/** A rating of a film whose bias is as unsure as ratings are noisy counts half. */
const weightOf = (item: number) => 0.5 / (0.5 + model.uncertainty!.itemBias[item]);

/** Gradient of ½·E[Σ (r − mean − itemBias − b − q·p)²] + ½·ridges·(distance to what is expected)². */
function gradient(person: readonly number[]): number[] {
  const result = person.map((value, at) => (at === 0 ? 3 : 1) * (value - drawnTo[at]));
  for (const { item, rating } of rated) {
    const features = [1, model.factors[item * k], model.factors[item * k + 1]];
    const predicted = features.reduce((sum, feature, at) => sum + feature * person[at], 0);
    const error = model.mean + model.itemBias[item] + predicted - rating;
    features.forEach((feature, at) => {
      const variance = at === 0 ? 0 : model.uncertainty!.factors[item * k + at - 1];
      result[at] += weightOf(item) * (error * feature + variance * person[at]);
    });
  }
  return result;
}

test('bias and vector are where the gradient of the expected objective is zero', () => {
  const { bias, vector } = foldInRating(model, rated);
  for (const slope of gradient([bias, ...vector])) expect(slope).toBeCloseTo(0, 9);
});

test('without ratings a person is the average one, and known to no more than the prior', () => {
  const nobody = foldInRating(model, []);
  expect([nobody.bias, ...nobody.vector]).toEqual([0, 0, 0]);
  const [x, y] = model.factors;
  const { itemBias, factors } = model.uncertainty!;
  const expected = 0.5 + itemBias[0] + 0.5 * (1 / 3 + x * x + y * y + factors[0] + factors[1]);
  expect(ratingDeviation(model, nobody, 0)! ** 2).toBeCloseTo(expected, 9);
});

test('the deviation adds noise, film, person and the product of both, as ml-matrix has them', () => {
  const person = foldInRating(model, rated);
  const system = Matrix.diag([3, 1, 1]);
  for (const { item } of rated) {
    const features = [1, model.factors[item * k], model.factors[item * k + 1]];
    const ofRating = Matrix.columnVector(features).mmul(Matrix.rowVector(features));
    ofRating.add(Matrix.diag([0, ...model.uncertainty!.factors.slice(item * k, item * k + k)]));
    system.add(ofRating.mul(weightOf(item)));
  }
  const features = Matrix.columnVector([1, model.factors[6], model.factors[7]]);
  const ofPerson = 0.5 * features.transpose().mmul(solve(system, features)).get(0, 0);
  const { itemBias, factors } = model.uncertainty!;
  const ofFilm = itemBias[3] + factors[6] * person.vector[0] ** 2 + factors[7] * person.vector[1] ** 2;
  const [, x, y] = inverse(system).diagonal();
  const ofBoth = 0.5 * (factors[6] * x + factors[7] * y);
  expect(ratingDeviation(model, person, 3)! ** 2).toBeCloseTo(0.5 + ofFilm + ofPerson + ofBoth, 9);
});

test('more ratings make the person, and so the prediction, surer', () => {
  const [few, many] = [foldInRating(model, rated.slice(0, 1)), foldInRating(model, [...rated, ...rated])];
  const certain = { ...model, uncertainty: { ...model.uncertainty!, factors: new Float32Array(items * k) } };
  expect(ratingDeviation(certain, many, 0)).toBeLessThan(ratingDeviation(certain, few, 0)!);
});

test('an interval lies around the prediction, on the scale; without uncertainty there is none', () => {
  const person = foldInRating(model, rated);
  const { low, high } = ratingInterval(model, person, 0, 0.5)!;
  expect((low + high) / 2).toBeCloseTo(predictRating(model, person, 0), 9);
  expect(ratingInterval(model, person, 0, 50)).toEqual({ low: 0.5, high: 5 });
  expect(ratingInterval(model, person, -1)).toBeNull();
  const { uncertainty: _, ...sure } = model;
  expect(ratingInterval(sure, foldInRating(sure, rated), 0)).toBeNull();
});

test('a film the model does not know is rated as the kind a person rates, where being rated says something', () => {
  const person = foldInRating(model, rated);
  const traits = [0, 1].map((j) => rated.reduce((sum, { item }) => sum + model.factors[item * k + j], 0));
  const taste = traits.reduce((sum, trait, j) => sum + (trait / rated.length) * person.vector[j], 0);
  expect(predictRating(model, person, -1)).toBeCloseTo(model.mean + person.bias + taste, 9);
  const without = foldInRating({ ...model, implicit: undefined }, rated);
  expect(predictRating(model, without, -1)).toBeCloseTo(model.mean + without.bias, 9);
});
