// The sampler against identities and known truths, and the model it leaves against the sampler's own predictions.

import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import { foldInRating, predictRating, ratingInterval } from '../serving/rating.ts';
import { bayesianSvdpp } from './bayesian-svdpp.ts';
import { collectPosterior } from './bayesian-svdpp-posterior.ts';
import { runChain } from './bayesian-svdpp-sampler.ts';
import { bias, collectRatings } from './bias.ts';
import type { Csr } from './csr.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { decodeRatingModel, encodeRatingModel } from './model-files.ts';

const context = { threads: 1, seed: 3, reporter: silent };

function entriesOf({ pointers, indices, values }: Csr, user: number) {
  const length = pointers[user + 1] - pointers[user];
  return Array.from({ length }, (_, at) => {
    return { item: indices[pointers[user] + at], rating: values[pointers[user] + at] };
  });
}

test("after every sweep what is expected of a user is the sum of what their films add, and the error is the values'", async () => {
  const ratings = collectRatings(twoTastes({ users: 14, items: 9, seed: 1 }));
  const options = { k: 9, sweeps: 3, threads: 1, random: createRandom(1) };
  await runChain(ratings, options, ({ users, items, noise, k, stride }, _, error) => {
    const squares: number[] = [];
    for (let user = 0; user < ratings.rows; user++) {
      const rated = entriesOf(ratings, user);
      for (let j = 0; j <= k; j++) {
        const sum = rated.reduce((total, { item }) => total + users.seen[item * stride + j], 0);
        expect(users.expected[user * stride + j]).toBeCloseTo(sum / Math.sqrt(rated.length), 4);
      }
      for (const { item, rating } of rated) squares.push((rating - predicted(user, item) - noise[0]) ** 2);
    }
    expect(error).toBeCloseTo(average(squares), 4);
    function predicted(user: number, item: number): number {
      const [left, right] = [user * stride, item * stride];
      let sum = users.values[left] + items.values[right];
      for (let j = 1; j <= k; j++) sum += users.values[left + j] * items.values[right + j];
      return sum;
    }
  });
});

const average = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Users who agree on nothing but how good each film is, with noise of a known size. */
function plainTruth({ users, items, noise }: { users: number; items: number; noise: number }) {
  const random = createRandom(12);
  const quality = Array.from({ length: items }, () => 3 + random.normal());
  const triples: Triple[] = [];
  for (let user = 0; user < users; user++) {
    for (let item = 0; item < items; item++) {
      if (random.uniform() < 0.5) continue;
      triples.push([`u${1000 + user}`, `i${1000 + item}`, quality[item] + noise * random.normal()]);
    }
  }
  return { data: interactionsFrom(triples), quality };
}

test('the noise and the films it finds are those the ratings were made with', async () => {
  const { data, quality } = plainTruth({ users: 200, items: 30, noise: 0.6 });
  const { model } = await bayesianSvdpp.train(data, { k: 2 }, context);
  expect(Math.sqrt(model.uncertainty!.noise)).toBeCloseTo(0.6, 1);
  quality.forEach((value, item) => {
    expect(Math.abs(model.mean + model.itemBias[item] - value)).toBeLessThan(0.3);
  });
});

/** Every tenth rating is held out of a world where taste decides. */
function splitWorld() {
  const data = twoTastes({ users: 150, items: 60, seed: 2 });
  const triples = Array.from(data.user, (user, entry): Triple => {
    return [data.userIds[user], data.itemIds[data.item[entry]], data.rating[entry]];
  });
  const train = interactionsFrom(triples.filter((_, entry) => entry % 10 !== 0));
  const held = triples
    .filter((_, entry) => entry % 10 === 0)
    .map(([user, item, rating]) => ({
      user: train.userIds.indexOf(user),
      item: train.itemIds.indexOf(item),
      rating,
    }))
    .filter(({ user, item }) => user >= 0 && item >= 0);
  return { train, ratings: collectRatings(train), held };
}

const rootMeanSquare = (errors: readonly number[]) =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);

test('people folded in are predicted as well as by the sampler itself, and far better than by the biases', async () => {
  const { train, ratings, held } = splitWorld();
  const sampled = held.map(() => 0);
  const options = { k: 4, sweeps: 120, threads: 1, random: createRandom(3).fork('bayesian_svdpp') };
  await runChain(ratings, options, ({ noise, users, items, k, stride }, sweep) => {
    if (sweep <= 20) return;
    held.forEach(({ user, item }, at) => {
      const [left, right] = [user * stride, item * stride];
      sampled[at] += noise[0] + users.values[left] + items.values[right];
      for (let j = 1; j <= k; j++) sampled[at] += users.values[left + j] * items.values[right + j];
    });
  });
  const { model } = await bayesianSvdpp.train(train, { k: 4, sweeps: 100 }, context);
  const floor = (await bias.train(train, {}, context)).model;
  const errorOf = (one: typeof model) =>
    rootMeanSquare(
      held.map(({ user, item, rating }) => {
        return rating - predictRating(one, foldInRating(one, entriesOf(ratings, user)), item);
      }),
    );
  const ofSampler = rootMeanSquare(
    held.map(({ rating }, at) => rating - Math.min(5, Math.max(1, sampled[at] / 100))),
  );
  expect(errorOf(model)).toBeLessThan(1.02 * ofSampler);
  expect(errorOf(model)).toBeLessThan(0.9 * errorOf(floor));
});

test('intervals hold about as many unseen ratings as they promise', async () => {
  const { train, ratings, held } = splitWorld();
  const { model } = await bayesianSvdpp.train(train, { k: 4, sweeps: 100 }, context);
  const inside = held.filter(({ user, item, rating }) => {
    const interval = ratingInterval(model, foldInRating(model, entriesOf(ratings, user)), item);
    return interval !== null && interval.low <= rating && rating <= interval.high;
  });
  expect(inside.length / held.length).toBeGreaterThan(0.85);
  expect(inside.length / held.length).toBeLessThan(0.97);
});

test('a rotation of the factors between sweeps changes nothing that is kept', async () => {
  const ratings = collectRatings(twoTastes({ users: 40, items: 25, seed: 6 }));
  const [still, turning] = [collectPosterior(ratings, 2), collectPosterior(ratings, 2)];
  const options = { k: 2, sweeps: 12, threads: 1, random: createRandom(4) };
  await runChain(ratings, options, (chain, sweep) => {
    // One precision for both traits, so that a rotation is another of the equally good sets.
    const precision = chain.users.prior.precision.fill(2);
    const users = { ...chain.users, prior: { ...chain.users.prior, precision } };
    still.add({ ...chain, users });
    const [cos, sin] = sweep === 1 ? [1, 0] : [Math.cos(sweep), Math.sin(sweep)];
    const values = chain.items.values.slice();
    for (let at = 0; at < values.length; at += chain.stride) {
      const [first, second] = values.subarray(at + 1, at + 3);
      values.set([cos * first + sin * second, cos * second - sin * first], at + 1);
    }
    turning.add({ ...chain, users, items: { ...chain.items, values } });
  });
  const [expected, found] = [still.result(), turning.result()];
  found.factors.forEach((value, at) => {
    expect(value).toBeCloseTo(expected.factors[at], 5);
  });
  found.factorVariance.forEach((value, at) => {
    expect(value).toBeCloseTo(expected.factorVariance[at], 5);
  });
});

test('of biases mean and variance over sweeps are kept, of seen values what is beyond the average', async () => {
  const ratings = collectRatings(twoTastes({ users: 20, items: 8, seed: 6 }));
  const posterior = collectPosterior(ratings, 1);
  const [film, biases, beyond]: [number, number[], number[]] = [3, [], []];
  const options = { k: 1, sweeps: 7, threads: 1, random: createRandom(4) };
  await runChain(ratings, options, (chain) => {
    const { users, items, stride } = chain;
    biases.push(items.values[film * stride] - average(items.values.filter((_, at) => at % stride === 0)));
    const seen = (item: number) => users.seen[item * stride];
    beyond.push(seen(film) - average(Array.from(ratings.indices, seen)));
    // Films without taste, because the average taste would be a part of each film's bias.
    const values = items.values.map((value, at) => (at % stride === 0 ? value : 0));
    posterior.add({ ...chain, items: { ...items, values } });
  });
  const { bias: found, biasVariance, seenBias } = posterior.result();
  const squares = biases.map((value) => (value - average(biases)) ** 2);
  expect(found[film]).toBeCloseTo(average(biases), 9);
  expect(biasVariance[film]).toBeCloseTo((7 / 6) * average(squares), 9);
  expect(seenBias[film]).toBeCloseTo(average(beyond), 9);
});

test('the same seed trains the same model at any number of threads, another seed another', async () => {
  const data = twoTastes({ users: 40, items: 30, seed: 7 });
  const train = (changes: object) =>
    bayesianSvdpp.train(data, { k: 3, sweeps: 20 }, { ...context, ...changes });
  const first = await train({});
  expect(await train({ threads: 2 })).toEqual(first);
  expect((await train({ seed: 4 })).model.mean).not.toBe(first.model.mean);
});

test('the model comes back from its file as it was, uncertainty included', async () => {
  const data = twoTastes({ users: 20, items: 12, seed: 7 });
  const { model } = await bayesianSvdpp.train(data, { k: 3, sweeps: 5 }, context);
  expect(await decodeRatingModel(await encodeRatingModel(model), 'r.parquet')).toEqual(model);
});

test.each([
  ['a noise below zero', { noise: -1 }, 'footer, key noise_variance: "-1" is not legal. Legal: 0 or more.'],
  [
    'a bias variance below zero',
    { itemBias: Float32Array.of(0, -1) },
    'row 1, column bias_variance: -1 is no',
  ],
  [
    'a factor variance below zero',
    { factors: Float32Array.of(0, -2) },
    'row 1, column variance_000: -2 is no',
  ],
])('a file with %s is refused', async (_, damage, message) => {
  const data = interactionsFrom([
    ['ann', 'heat', 4],
    ['ann', 'up', 2],
  ]);
  const { model } = await bayesianSvdpp.train(data, { k: 1, sweeps: 2 }, context);
  const bytes = await encodeRatingModel({ ...model, uncertainty: { ...model.uncertainty!, ...damage } });
  await expect(decodeRatingModel(bytes, 'r.parquet')).rejects.toThrow(message);
});

const pair = (...ratings: number[]): Triple[] =>
  ratings.map((rating, at) => [at < 2 ? 'ann' : 'bob', at === 0 ? 'heat' : 'up', rating]);

test.each<[string, Triple[]]>([
  ['one user', pair(4, 2)],
  [
    'one item',
    [
      ['ann', 'heat', 4],
      ['bob', 'heat', 5],
    ],
  ],
  ['one rating', pair(4)],
  ['ratings that are all equal', pair(3, 3, 3)],
  ['a pair without a rating', pair(4, Number.NaN)],
])('%s gives a finite model and a legal prediction', async (_, triples) => {
  const { model, loss } = await bayesianSvdpp.train(interactionsFrom(triples), {}, context);
  const numbers = [...model.itemBias, ...model.factors, ...model.uncertainty!.factors, model.mean, ...loss];
  expect(numbers.every(Number.isFinite)).toBe(true);
  const person = foldInRating(model, [{ item: 0, rating: triples[0][2] }]);
  expect(predictRating(model, person, 0)).toBeGreaterThanOrEqual(model.scale.min);
  expect(predictRating(model, person, 0)).toBeLessThanOrEqual(model.scale.max);
});

test('data without a rating, and an infinite one, are refused', async () => {
  const train = (rating: number) => bayesianSvdpp.train(interactionsFrom(pair(rating)), {}, context);
  await expect(train(Number.NaN)).rejects.toThrow('None of 1 interactions is a rating');
  await expect(train(Infinity)).rejects.toThrow('user "ann", item "heat": Infinity cannot be learned');
});
