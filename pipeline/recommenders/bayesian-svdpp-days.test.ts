// The day effect of the sampler: which ratings share a day, what the chain does with them, and whether it finds moods
// that are there. Off, it must change nothing.

import { expect, test } from 'vitest';
import type { Interactions } from '../data/interactions.ts';
import { DAY_MS, dayNumber } from '../data/time.ts';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import { foldInRating, predictRating } from '../serving/rating.ts';
import { bayesianSvdpp } from './bayesian-svdpp.ts';
import { findDays } from './bayesian-svdpp-days.ts';
import { runChain } from './bayesian-svdpp-sampler.ts';
import { collectRatings } from './bias.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { decodeRatingModel, encodeRatingModel } from './model-files.ts';

const context = { threads: 1, seed: 3, reporter: silent };
const withDays = { k: 3, sweeps: 10, day_effect: true };

/** The same ratings, each at some hour of one of a few days. */
function spread(data: Interactions, days: number): Interactions {
  const random = createRandom(5);
  return { ...data, timestamp: data.timestamp.map(() => Math.floor(days * DAY_MS * random.uniform())) };
}

test('a day is one person on one UTC day; what was not rated is left out', () => {
  const data = interactionsFrom([
    ['ann', 'heat', 4],
    ['ann', 'ran', Number.NaN],
    ['ann', 'saw', 3],
    ['ann', 'up', 3],
    ['bob', 'up', 5],
  ]);
  const at = (...days: number[]) => ({ ...data, timestamp: Float64Array.from(days, (day) => day * DAY_MS) });
  expect(findDays(at(1, 1, 2.5, 1.99, 1))).toEqual({ of: Int32Array.of(0, 1, 0, 2), count: 3 });
  expect(findDays(at(1, 2, 1, 1.5, 2))).toBeNull();
});

test('after every sweep both sides explain the ratings without the same moods', async () => {
  const data = spread(twoTastes({ users: 20, items: 12, seed: 1 }), 3);
  const [ratings, days] = [collectRatings(data), findDays(data)!];
  const options = { k: 2, sweeps: 3, threads: 1, random: createRandom(1), days };
  await runChain(ratings, options, ({ users, items, days: prior }) => {
    const next = new Int32Array(ratings.columns + 1);
    for (const item of ratings.indices) next[item + 1]++;
    for (let item = 0; item < ratings.columns; item++) next[item + 1] += next[item];
    const moods = new Map<number, number>();
    ratings.indices.forEach((item, entry) => {
      expect(items.ratings[next[item]++]).toBe(users.ratings[entry]);
      const mood = ratings.values[entry] - users.ratings[entry];
      expect(mood).toBeCloseTo(moods.get(days.of[entry]) ?? mood, 5);
      moods.set(days.of[entry], mood);
    });
    expect(moods.size).toBe(days.count);
    expect(prior!.precision).toBeGreaterThan(0);
  });
});

/** People whose ratings are what the film is worth, the mood of the day and noise; a fifth is held out. */
function moodyWorld({ spreadOfMoods, noise }: { spreadOfMoods: number; noise: number }) {
  const random = createRandom(31);
  const quality = Array.from({ length: 60 }, () => 3 + 0.5 * random.normal());
  const triples: Triple[] = [];
  const times = new Map<string, number>();
  for (let user = 0; user < 120; user++) {
    const moods = Array.from({ length: 6 }, () => spreadOfMoods * random.normal());
    quality.forEach((value, item) => {
      const [day, triple] = [random.integer(6), [`u${1000 + user}`, `i${1000 + item}`] as const];
      times.set(triple.join(' '), day * DAY_MS + 1000);
      triples.push([...triple, value + moods[day] + noise * random.normal()]);
    });
  }
  const timed = (part: Triple[]) => {
    const data = interactionsFrom(part);
    const timeOf = (_: number, entry: number) =>
      times.get(`${data.userIds[data.user[entry]]} ${data.itemIds[data.item[entry]]}`)!;
    return { ...data, timestamp: data.timestamp.map(timeOf) };
  };
  const isHeld = (at: number) => (at + Math.floor(at / quality.length)) % 5 === 0;
  return {
    train: timed(triples.filter((_, at) => !isHeld(at))),
    held: timed(triples.filter((_, at) => isHeld(at))),
  };
}

test('moods that are there are found as large as they are, and better predict the rest of the day', async () => {
  const { train, held } = moodyWorld({ spreadOfMoods: 0.8, noise: 0.5 });
  const { model } = await bayesianSvdpp.train(train, { ...withDays, sweeps: 60 }, context);
  expect(Math.sqrt(model.uncertainty!.noise)).toBeCloseTo(0.5, 1);
  expect(Math.sqrt(model.uncertainty!.noise / model.dayRegularisation!)).toBeCloseTo(0.8, 1);
  const errorOf = (dayAt: (timestamp: number) => number | undefined) => {
    const people = train.userIds.map((_, user) => {
      const rated = Array.from(train.user.keys()).filter((entry) => train.user[entry] === user);
      return foldInRating(
        model,
        rated.map((entry) => ({
          item: train.item[entry],
          rating: train.rating[entry],
          day: dayNumber(train.timestamp[entry]),
        })),
      );
    });
    const errors = held.rating.map((rating, entry) => {
      const day = dayAt(held.timestamp[entry]);
      return rating - predictRating(model, people[held.user[entry]], held.item[entry], day);
    });
    return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
  };
  expect(errorOf(dayNumber)).toBeLessThan(0.65);
  expect(errorOf(() => undefined)).toBeGreaterThan(0.75);
});

test('the same model at any number of threads, and the one that comes back from its file', async () => {
  const data = spread(twoTastes({ users: 40, items: 30, seed: 7 }), 4);
  const first = await bayesianSvdpp.train(data, withDays, context);
  expect(await bayesianSvdpp.train(data, withDays, { ...context, threads: 2 })).toEqual(first);
  expect(first.model.dayRegularisation).toBeGreaterThan(0);
  const bytes = await encodeRatingModel(first.model);
  expect(await decodeRatingModel(bytes, 'r.parquet')).toEqual(first.model);
});

test('a day ridge that is not above zero is refused', async () => {
  const { model } = await bayesianSvdpp.train(twoTastes({ users: 9, items: 9, seed: 1 }), { k: 1 }, context);
  const bytes = await encodeRatingModel({ ...model, dayRegularisation: -1 });
  const message = 'footer, key day_regularisation: "-1" is not legal. Legal: more than 0.';
  await expect(decodeRatingModel(bytes, 'r.parquet')).rejects.toThrow(message);
});

test('off, times change nothing; on, without times, it is said and the model is the one without', async () => {
  const data = twoTastes({ users: 30, items: 20, seed: 7 });
  const warnings: string[] = [];
  const reporter = { ...silent, warn: (message: string) => warnings.push(message) };
  const off = await bayesianSvdpp.train(spread(data, 4), { ...withDays, day_effect: false }, context);
  const timeless = { ...data, timestamp: data.timestamp.map(() => 0) };
  expect(await bayesianSvdpp.train(timeless, withDays, { ...context, reporter })).toEqual(off);
  expect(warnings).toEqual([
    'bayesian_svdpp: nobody rated on two days, or no times are known: trained without day_effect.',
  ]);
  expect(Object.keys(off.model)).not.toContain('dayRegularisation');
});
