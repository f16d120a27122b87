// The defaults on people's real ratings (MovieLens ml-latest-small), where a copy lies beside the repository: the
// newest fifth of everybody's ratings is predicted from the rest. Seeded, so the figures are the same every time.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Interactions } from '../data/interactions.ts';
import { silent } from '../reporter.ts';
import { foldInRating, predictRating } from '../serving/rating.ts';
import { createScorer, topK } from '../serving/score.ts';
import type { ModelOf } from './algorithms.ts';
import { bias } from './bias.ts';
import { ease } from './ease.ts';
import { ials } from './ials.ts';
import { interactionsFrom, type Triple } from './interactions.fixture.ts';
import { itemKnn } from './item-knn.ts';
import { popularity } from './popularity.ts';
import { svd } from './svd.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/ml-latest-small/ratings.csv');
const context = { threads: 1, seed: 42, reporter: silent };
const missing = !existsSync(FILE);
const unless = `ml-latest-small is not at ${FILE}`;

interface Split {
  train: Interactions;
  /** By user id: rows of train.itemIds with their ratings. */
  known: Map<string, { item: number; rating: number }[]>;
  unseen: Map<string, { item: number; rating: number }[]>;
}

function readSplit(): Split {
  const [, ...lines] = readFileSync(FILE, 'utf8').trimEnd().split(/\r?\n/);
  const byUser = Map.groupBy(
    lines.map((line) => line.split(',')),
    ([user]) => user,
  );
  const sides: { train: Triple[]; test: Triple[] } = { train: [], test: [] };
  for (const rows of byUser.values()) {
    rows.sort((a, b) => Number(a[3]) - Number(b[3]));
    rows.forEach(([user, item, rating], at) => {
      sides[at < 0.8 * rows.length ? 'train' : 'test'].push([user, item, Number(rating)]);
    });
  }
  const train = interactionsFrom(sides.train);
  const rowOf = new Map(train.itemIds.map((id, row) => [id, row]));
  const entriesOf = (triples: Triple[]) => {
    const entries = new Map<string, { item: number; rating: number }[]>();
    for (const [user, id, rating] of triples) {
      const entry = { item: rowOf.get(id) ?? -1, rating };
      entries.set(user, [...(entries.get(user) ?? []), entry]);
    }
    return entries;
  };
  return { train, known: entriesOf(sides.train), unseen: entriesOf(sides.test) };
}

/** Share of the ten best films, among those a user did not know, that they then rated 4 or better. */
function precisionAt10(model: ModelOf['ranking'], { known, unseen, train }: Split): number {
  const score = createScorer(model);
  let hits = 0;
  for (const [user, entries] of known) {
    const likes = entries.filter(({ rating }) => rating >= 4).map(({ item }) => ({ item, weight: 1 }));
    const excluded = new Uint8Array(train.itemIds.length);
    for (const { item } of entries) excluded[item] = 1;
    const relevant = new Set(
      (unseen.get(user) ?? []).filter(({ rating }) => rating >= 4).map(({ item }) => item),
    );
    hits += topK(score(likes), 10, excluded).filter((item) => relevant.has(item)).length;
  }
  return hits / (10 * known.size);
}

function rootMeanSquaredError(model: ModelOf['rating'], { known, unseen }: Split): number {
  let squares = 0;
  let count = 0;
  for (const [user, entries] of unseen) {
    const person = foldInRating(model, known.get(user) ?? []);
    for (const { item, rating } of entries) squares += (rating - predictRating(model, person, item)) ** 2;
    count += entries.length;
  }
  return Math.sqrt(squares / count);
}

test('with their defaults every ranking beats popularity and SVD beats the biases', async (task) => {
  task.skip(missing, unless);
  const split = readSplit();
  const precision: Record<string, number> = {};
  for (const one of [popularity, itemKnn, ease, ials]) {
    precision[one.name] = precisionAt10((await one.train(split.train, {}, context)).model, split);
  }
  expect(precision.ials).toBeGreaterThan(1.3 * precision.popularity);
  expect(precision.ease).toBeGreaterThan(1.3 * precision.popularity);
  expect(precision.item_knn).toBeGreaterThan(1.1 * precision.popularity);
  const rated = await Promise.all([bias, svd].map((one) => one.train(split.train, {}, context)));
  const [floor, error] = rated.map(({ model }) => rootMeanSquaredError(model, split));
  expect(error).toBeLessThan(0.992 * floor);
});
