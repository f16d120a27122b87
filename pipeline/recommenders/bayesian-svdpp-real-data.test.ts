// Bayesian SVD++ on people's real ratings (MovieLens ml-latest-small), where a copy lies beside the repository: a
// random fifth is predicted from the rest, with fewer sweeps than by default. Seeded: the same figures every time.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import { foldInRating, predictRating, ratingInterval } from '../serving/rating.ts';
import { bayesianSvdpp } from './bayesian-svdpp.ts';
import { bias } from './bias.ts';
import { interactionsFrom, type Triple } from './interactions.fixture.ts';
import { svd } from './svd.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/ml-latest-small/ratings.csv');
const context = { threads: 1, seed: 42, reporter: silent };

function readSplit() {
  const random = createRandom(7);
  const [, ...lines] = readFileSync(FILE, 'utf8').trimEnd().split(/\r?\n/);
  const sides: { train: Triple[]; test: Triple[] } = { train: [], test: [] };
  for (const line of lines) {
    const [user, item, rating] = line.split(',');
    sides[random.uniform() < 0.2 ? 'test' : 'train'].push([user, item, Number(rating)]);
  }
  return sides;
}

test('with few sweeps it beats SVD and the biases, and its intervals hold what they promise', async (task) => {
  task.skip(!existsSync(FILE), `ml-latest-small is not at ${FILE}`);
  const sides = readSplit();
  const train = interactionsFrom(sides.train);
  const rowOf = new Map(train.itemIds.map((id, row) => [id, row]));
  const known = Map.groupBy(sides.train, ([user]) => user);
  const judge = async (algorithm: typeof svd, parameters = {}) => {
    const { model } = await algorithm.train(train, parameters, context);
    const people = new Map(
      Array.from(known, ([user, triples]) => {
        const rated = triples.map(([, id, rating]) => ({ item: rowOf.get(id) ?? -1, rating }));
        return [user, foldInRating(model, rated)];
      }),
    );
    const guesses = sides.test.map(([user, id, rating]) => {
      const [person, item] = [people.get(user) ?? foldInRating(model, []), rowOf.get(id) ?? -1];
      const interval = ratingInterval(model, person, item);
      return { error: rating - predictRating(model, person, item), interval, rating };
    });
    const squares = guesses.reduce((sum, { error }) => sum + error * error, 0);
    const known90 = guesses.filter(({ interval }) => interval !== null);
    const inside = known90.filter(
      ({ interval, rating }) => interval!.low <= rating && rating <= interval!.high,
    );
    return { error: Math.sqrt(squares / guesses.length), held: inside.length / known90.length };
  };
  const sampled = await judge(bayesianSvdpp, { sweeps: 60 });
  const [byDirections, floor] = [await judge(svd), await judge(bias)];
  expect(sampled.error).toBeLessThan(0.975 * byDirections.error);
  expect(sampled.error).toBeLessThan(0.96 * floor.error);
  expect(sampled.held).toBeGreaterThan(0.88);
  expect(sampled.held).toBeLessThan(0.92);
});
