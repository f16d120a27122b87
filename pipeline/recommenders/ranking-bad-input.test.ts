// What every ranking algorithm makes of data that are hardly data: finite scores, or an InputError that says what is
// legal. Never a NaN, never a crash.

import { describe, expect, test } from 'vitest';
import type { Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { createRandom } from '../random.ts';
import { silent } from '../reporter.ts';
import { createScorer, topK } from '../serving/score.ts';
import { historyOf } from '../serving/signals.ts';
import { createSimilarity } from '../serving/similarity.ts';
import { algorithmsOf } from './algorithms.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';

const context = { threads: 1, seed: 1, reporter: silent };
const small = { iterations: 3, k: 8, sweeps: 2 };
const people = Array.from({ length: 30 }, (_, user) => `u${user}`);

const DATA: readonly (readonly [string, Interactions])[] = [
  ['one person and one film', interactionsFrom([['ann', 'heat', 5]])],
  ['one person', interactionsFrom(['a', 'b', 'c'].map((film): Triple => ['ann', film, 5]))],
  ['one film', interactionsFrom(people.map((user): Triple => [user, 'heat', 4]))],
  [
    'equal ratings',
    interactionsFrom(
      people.flatMap((u, at): Triple[] => [
        [u, `f${at % 7}`, 1],
        [u, `f${at % 3}x`, 1],
      ]),
    ),
  ],
  ['fewer films than factors', twoTastes({ users: 40, items: 5, seed: 1 })],
  ['ratings of 1 to 10', tenfold(twoTastes({ users: 40, items: 20, seed: 1 }))],
];

function tenfold(data: Interactions): Interactions {
  return { ...data, rating: data.rating.map((rating) => 2 * rating) };
}

/** The parameters of `small` that an algorithm has, under their names in it. */
function lightly(names: readonly string[]) {
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(small).flatMap(([key, value]) =>
        name === key || name.endsWith(`_${key}`) ? [[name, value]] : [],
      ),
    ),
  );
}

describe.each(algorithmsOf('ranking').map((algorithm) => [algorithm.name, algorithm] as const))(
  '%s',
  (_, algorithm) => {
    const given = lightly(Object.keys(algorithm.parameters));

    test.each(DATA)('%s: finite scores for a history, for none, and for likeness', async (_, data) => {
      const { model } = await algorithm.train(data, given, context);
      const score = createScorer(model);
      const told = { item: 0, rating: 10, opinion: 0 };
      for (const history of [historyOf(model, [told]), []]) {
        const scores = score(history);
        expect(scores).toHaveLength(data.itemIds.length);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(topK(scores, 1000)).toHaveLength(data.itemIds.length);
      }
      for (const { similarity } of createSimilarity(model)(0, 5)) expect(similarity).toBeTypeOf('number');
    });

    test('nobody has a preference, or there is nothing at all: refused', async () => {
      const lukewarm = interactionsFrom([['ann', 'heat', 3]]);
      const trained = algorithm.train(lukewarm, { ...given, positive_rating: 4 }, context);
      await expect(trained).rejects.toBeInstanceOf(InputError);
      await expect(algorithm.train(interactionsFrom([]), given, context)).rejects.toBeInstanceOf(InputError);
    });

    test('a NaN among the ratings is no preference, and a NaN among the parameters is refused', async () => {
      const data = twoTastes({ users: 40, items: 12, seed: 3 });
      const holes = {
        ...data,
        rating: data.rating.map((rating, at) => (at % 5 === 0 ? Number.NaN : rating)),
      };
      const { model } = await algorithm.train(holes, given, context);
      expect(
        createScorer(model)(historyOf(model, [{ item: 1, rating: 5, opinion: 0 }])).every(Number.isFinite),
      ).toBe(true);
      const trained = algorithm.train(data, { positive_rating: Number.NaN }, context);
      await expect(trained).rejects.toThrow('positive_rating: "NaN" is not legal.');
    });
  },
);

test.each(['item_knn', 'truncated_svd', 'ials'])(
  '%s takes a person with 10,000 films among people with two',
  async (name) => {
    const random = createRandom(1);
    const film = (at: number) => `f${String(at).padStart(5, '0')}`;
    const triples: Triple[] = Array.from({ length: 10_000 }, (_, at) => ['u00', film(at), 5]);
    for (const user of people)
      triples.push([user, film(random.integer(5000)), 5], [user, film(5000 + random.integer(5000)), 5]);
    const algorithm = algorithmsOf('ranking').find((one) => one.name === name);
    const given = lightly(Object.keys(algorithm?.parameters ?? {}));
    const trained = await algorithm?.train(interactionsFrom(triples), given, context);
    expect(trained?.model.itemIds).toHaveLength(10_000);
    if (trained)
      expect(createScorer(trained.model)([{ item: 3, weight: 1 }]).every(Number.isFinite)).toBe(true);
  },
  60_000,
);
