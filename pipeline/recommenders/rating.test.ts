// The algorithms of the rating head that are solved, not sampled, on data whose truth is known.

import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import type { RatingModel } from '../serving/models.ts';
import { foldInRating, predictRating } from '../serving/rating.ts';
import { bias, collectRatings, fitBiases } from './bias.ts';
import { biasedMf } from './biased-mf.ts';
import { csrByUser } from './csr.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { iterateSubspace } from './subspace.ts';
import { svd } from './svd.ts';

const context = { threads: 1, seed: 3, reporter: silent };

/** Every tenth rating held out: root mean squared error of a model that folds the users in from the others. */
async function heldOutError(algorithm: typeof bias): Promise<number> {
  const data = twoTastes({ users: 150, items: 60, seed: 2 });
  const triples = Array.from(data.user, (user, entry): Triple => {
    return [data.userIds[user], data.itemIds[data.item[entry]], data.rating[entry]];
  });
  const train = interactionsFrom(triples.filter((_, entry) => entry % 10 !== 0));
  const { model } = await algorithm.train(train, {}, context);
  const rowOf = new Map(model.itemIds.map((id, row) => [id, row]));
  const errors = triples
    .filter((_, entry) => entry % 10 === 0)
    .map(([user, item, rating]) => rating - predict(model, train, user, rowOf.get(item) ?? -1));
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}

function predict(model: RatingModel, train: ReturnType<typeof interactionsFrom>, user: string, item: number) {
  const ratings = [];
  for (let entry = 0; entry < train.user.length; entry++) {
    if (train.userIds[train.user[entry]] !== user) continue;
    ratings.push({ item: train.item[entry], rating: train.rating[entry] });
  }
  return predictRating(model, foldInRating(model, ratings), item);
}

test.each([svd, biasedMf])(
  'where taste decides, $name predicts unseen ratings much better than the biases',
  async (one) => {
    const [floor, error] = [await heldOutError(bias), await heldOutError(one)];
    expect(floor).toBeGreaterThan(1);
    expect(error).toBeLessThan(0.9 * floor);
  },
);

test('ratings on a scale twice as wide give the same factorisation, twice as large', async () => {
  const data = twoTastes({ users: 40, items: 30, seed: 7 });
  const { model } = await biasedMf.train(data, {}, context);
  const wide = { ...data, rating: data.rating.map((rating) => 2 * rating) };
  const twice = (await biasedMf.train(wide, {}, context)).model;
  const rated = [
    { item: 0, rating: 5 },
    { item: 1, rating: 1 },
  ];
  const person = foldInRating(model, rated);
  const other = foldInRating(
    twice,
    rated.map(({ item, rating }) => ({ item, rating: 2 * rating })),
  );
  for (let item = 0; item < model.itemIds.length; item++) {
    expect(predictRating(twice, other, item) / 2).toBeCloseTo(predictRating(model, person, item), 1);
  }
});

test('noise is told from taste: where taste is strong, no more is taken for noise than chance explains', async () => {
  const data = twoTastes({ users: 300, items: 150, seed: 8 });
  const { model } = await svd.train(data, { shrinkage: 1 }, context);
  const ratings = collectRatings(data);
  const { loss } = fitBiases(ratings, { user: 0, item: 0 });
  const [entries, deviation] = [ratings.values.length, Math.sqrt(loss[loss.length - 1])];
  // The largest singular value of noise spread evenly over the pairs, by the law of Marchenko and Pastur.
  const edge = deviation * (Math.sqrt(entries / ratings.rows) + Math.sqrt(entries / ratings.columns));
  expect(model.factorRegularisation / edge).toBeGreaterThan(0.85);
  expect(model.factorRegularisation / edge).toBeLessThan(1.2);
});

test('the biases are where the gradient of their objective is zero', () => {
  const ratings = collectRatings(twoTastes({ users: 30, items: 20, seed: 4 }));
  const { mean, userBias, itemBias } = fitBiases(ratings, { user: 2, item: 3 });
  const userGradient = Float64Array.from(userBias, (value) => 2 * value);
  const itemGradient = Float64Array.from(itemBias, (value) => 3 * value);
  for (let user = 0; user < ratings.rows; user++) {
    for (let entry = ratings.pointers[user]; entry < ratings.pointers[user + 1]; entry++) {
      const item = ratings.indices[entry];
      const error = mean + userBias[user] + itemBias[item] - ratings.values[entry];
      userGradient[user] += error;
      itemGradient[item] += error;
    }
  }
  for (const gradient of [...userGradient, ...itemGradient]) expect(gradient).toBeCloseTo(0, 4);
});

test('folding a training user in gives their bias of training', async () => {
  const data = twoTastes({ users: 30, items: 20, seed: 4 });
  const { model } = await bias.train(data, {}, context);
  const { userBias } = fitBiases(collectRatings(data), { user: 5, item: 4 });
  const ratings = [];
  for (let entry = 0; data.user[entry] === 0; entry++) {
    ratings.push({ item: data.item[entry], rating: data.rating[entry] });
  }
  expect(foldInRating(model, ratings).bias).toBeCloseTo(userBias[0], 5);
});

test('the loss never rises', async () => {
  const data = twoTastes({ users: 60, items: 40, seed: 5 });
  for (const algorithm of [bias, svd, biasedMf]) {
    const { loss } = await algorithm.train(data, {}, context);
    expect(loss.length).toBeGreaterThan(5);
    for (let sweep = 1; sweep < loss.length; sweep++)
      expect(loss[sweep]).toBeLessThan(loss[sweep - 1] + 1e-7);
  }
});

test('subspace iteration finds the singular values that ml-matrix finds, of a sparse plus a low-rank part', () => {
  const random = createRandom(9);
  const normal = (length: number) => Float64Array.from({ length }, () => random.normal());
  const pattern = csrByUser(twoTastes({ users: 25, items: 18, seed: 6 }), () => 1);
  const matrix = {
    pattern,
    sparse: normal(pattern.indices.length),
    left: normal(25 * 2),
    right: normal(18 * 2),
    rank: 2,
  };
  const dense = Matrix.zeros(25, 18);
  for (let row = 0; row < 25; row++) {
    for (let column = 0; column < 18; column++) {
      dense.set(
        row,
        column,
        matrix.left[row * 2] * matrix.right[column * 2] +
          matrix.left[row * 2 + 1] * matrix.right[column * 2 + 1],
      );
    }
    for (let entry = pattern.pointers[row]; entry < pattern.pointers[row + 1]; entry++) {
      dense.set(row, pattern.indices[entry], dense.get(row, pattern.indices[entry]) + matrix.sparse[entry]);
    }
  }
  let found = iterateSubspace(matrix, normal(18 * 6), 6);
  for (let step = 0; step < 60; step++) found = iterateSubspace(matrix, found.right, 6);
  const expected = new SingularValueDecomposition(dense).diagonal;
  for (let j = 0; j < 4; j++) expect(found.values[j]).toBeCloseTo(expected[j], 5);
});

test.each([
  [
    'one user',
    [
      ['ann', 'heat', 4],
      ['ann', 'up', 2],
    ],
  ],
  [
    'one item',
    [
      ['ann', 'heat', 4],
      ['bob', 'heat', 5],
    ],
  ],
  ['one rating', [['ann', 'heat', 4]]],
  [
    'ratings that are all equal',
    [
      ['ann', 'heat', 3],
      ['ann', 'up', 3],
      ['bob', 'up', 3],
    ],
  ],
  [
    'a pair without a rating',
    [
      ['ann', 'heat', 4],
      ['ann', 'up', Number.NaN],
    ],
  ],
] as const)('%s gives a finite model and a legal prediction', async (_, triples) => {
  for (const algorithm of [bias, svd, biasedMf]) {
    const { model } = await algorithm.train(interactionsFrom(triples), {}, context);
    expect([...model.itemBias, ...model.factors, model.mean].every(Number.isFinite)).toBe(true);
    const rating = predictRating(model, foldInRating(model, [{ item: 0, rating: triples[0][2] }]), 0);
    expect(rating).toBeGreaterThanOrEqual(model.scale.min);
    expect(rating).toBeLessThanOrEqual(model.scale.max);
  }
});

test('data without a rating is refused', async () => {
  const data = interactionsFrom([['ann', 'heat', Number.NaN]]);
  for (const algorithm of [bias, svd, biasedMf]) {
    await expect(algorithm.train(data, {}, context)).rejects.toThrow('None of 1 interactions is a rating');
  }
});

test('an infinite rating is refused with its user and item', async () => {
  const data = interactionsFrom([['ann', 'heat', Infinity]]);
  await expect(bias.train(data, {}, context)).rejects.toThrow(
    'user "ann", item "heat": Infinity cannot be learned',
  );
});

test.each([svd, biasedMf])('the same seed trains the same bytes of $name', async (one) => {
  const data = twoTastes({ users: 40, items: 30, seed: 7 });
  expect(await one.train(data, {}, context)).toEqual(await one.train(data, {}, { ...context, threads: 2 }));
});
