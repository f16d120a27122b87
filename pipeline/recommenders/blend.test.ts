import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { createScorer } from '../serving/score.ts';
import type { Parameters } from './algorithm.ts';
import { findAlgorithm } from './algorithms.ts';
import { chooseShare } from './blend-share.ts';
import { ease } from './ease.ts';
import { ials } from './ials.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { encodeRankingModel } from './model-files.ts';
import { sliceOf } from './slice.ts';

const context = { threads: 1, seed: 1, reporter: silent };
const blend = findAlgorithm('ranking', 'blend');
const small: Parameters = { ials_k: 8, ials_sweeps: 3, positive_rating: 4 };
const tastes = twoTastes({ users: 80, items: 40, seed: 5 });
const train = async (given: Parameters, threads = 1) => {
  const { model } = await blend.train(tastes, { ...small, ...given }, { ...context, threads });
  if (model.kind !== 'blend') throw new Error('a blend is of the kind "blend"');
  return model;
};

test('its parameters are those of its parts, by their names, and their own where they are shared', () => {
  const names = Object.keys(blend.parameters);
  expect(names).toEqual(
    expect.arrayContaining(['ease_share', 'ease_regularisation', 'ials_k', 'positive_rating']),
  );
  expect(names.filter((name) => name.endsWith('positive_rating'))).toEqual(['positive_rating']);
  expect(blend.parameters.ials_k).toEqual(ials.parameters.k);
  expect(blend.parameters.ease_neighbours).toEqual(ease.parameters.neighbours);
});

test('with a given share its parts are the models that their algorithms train on the same data', async () => {
  const model = await train({ ease_share: 0.25, ease_regularisation: 50 });
  expect(model.parts.map(({ weight }) => weight)).toEqual([0.25, 0.75]);
  const own = { positive_rating: 4 };
  const first = await ease.train(tastes, { ...own, regularisation: 50 }, context);
  const second = await ials.train(tastes, { ...own, k: 8, sweeps: 3 }, context);
  expect(model.parts.map((part) => part.model)).toEqual([first.model, second.model]);
});

test('the chosen share is a step of 0.05, and the bytes are the same at any number of threads', async () => {
  const model = await train({});
  const { weight } = model.parts[0];
  expect(Math.round(weight * 20)).toBe(weight * 20);
  expect(model.parts[1].weight).toBe(1 - weight);
  expect(await encodeRankingModel(await train({}, 3))).toEqual(await encodeRankingModel(model));
});

/** Each film leads to the one `step` further on. */
function chain(step: number): NeighbourModel {
  const films = Array.from({ length: 40 }, (_, film) => film);
  return {
    kind: 'neighbours',
    itemIds: films.map(String),
    popularity: new Float32Array(40).fill(1),
    pointers: Int32Array.from({ length: 41 }, (_, row) => row),
    indices: Int32Array.from(films, (film) => (film + step) % 40),
    weights: new Float32Array(40).fill(1),
    positiveRating: 4,
  };
}

test('the share goes to the part that foresaw what people went on to prefer, evenly where both did', () => {
  const people = Array.from({ length: 30 }, (_, item) => ({
    history: [{ item, weight: 1 }],
    touched: Int32Array.of(item),
    relevant: new Set([item + 2]),
  }));
  const slice = { train: tastes, people };
  expect(chooseShare(slice, chain(2), chain(1))).toBe(0.55);
  expect(chooseShare(slice, chain(1), chain(2))).toBe(0.45);
  expect(chooseShare(slice, chain(2), chain(2))).toBe(0.5);
});

test.each([
  [25, 0.55],
  [16, 0.5],
])(
  'where the first part foresaw %d people of 30 and the second the others, the share is %d',
  (foreseen, share) => {
    const people = Array.from({ length: 30 }, (_, item) => ({
      history: [{ item, weight: 1 }],
      touched: Int32Array.of(item),
      relevant: new Set([item + (item < foreseen ? 2 : 1)]),
    }));
    expect(chooseShare({ train: tastes, people }, chain(2), chain(1))).toBe(share);
  },
);

test('too few people to choose by: an even blend', async () => {
  const few = twoTastes({ users: 6, items: 20, seed: 1 });
  const { model } = await blend.train(few, small, context);
  expect(model).toMatchObject({ parts: [{ weight: 0.5 }, { weight: 0.5 }] });
});

test.each<readonly Triple[][]>([
  [[['ann', 'heat', 5]]],
  [
    [
      ['ann', 'heat', 5],
      ['bob', 'heat', 4],
      ['cat', 'heat', 1],
    ],
  ],
  [
    [
      ['ann', 'heat', 3],
      ['ann', 'up', 3],
      ['bob', 'up', 3],
    ],
  ],
])('one film, one person or equal ratings give finite scores', async (triples) => {
  for (const name of ['blend', 'graph_filter']) {
    const { model } = await findAlgorithm('ranking', name).train(interactionsFrom(triples), {}, context);
    expect(createScorer(model)([{ item: 0, weight: 1 }]).every(Number.isFinite)).toBe(true);
  }
});

test('an error of a part names the part, and a wrong parameter the blend', async () => {
  await expect(blend.train(tastes, { ease_share: 2 }, context)).rejects.toThrow(
    'blend.ease_share: "2" is not legal. Legal: a number from 0 to 1, or auto',
  );
  const weak = { ...small, ease_share: 0.5, ials_regularisation: 1e-9, ials_unobserved_weight: 0 };
  await expect(blend.train(tastes, { ...weak, ials_k: 64 }, context)).rejects.toThrow(/^ials: the equations/);
});

test('a slice sets the newest pairs aside, and random ones where time says nothing', () => {
  const mixed = { ...tastes, timestamp: tastes.timestamp.map((at) => (at * 7919) % 10_007) };
  const byTime = sliceOf(mixed, 4, 1);
  const cut = Math.max(...(byTime?.train.timestamp ?? []));
  expect(byTime?.train.user.length).toBe(mixed.user.length - Math.floor(0.1 * mixed.user.length));
  expect(mixed.timestamp.filter((at) => at > cut)).toHaveLength(Math.floor(0.1 * mixed.user.length));
  const timeless = { ...tastes, timestamp: tastes.timestamp.map(() => 0) };
  const drawn = sliceOf(timeless, 4, 1);
  expect(drawn?.people.length).toBeGreaterThan(30);
  expect(sliceOf(timeless, 4, 1)).toEqual(drawn);
  expect(sliceOf(timeless, 4, 2)).not.toEqual(drawn);
  for (const { touched, relevant } of drawn?.people ?? []) {
    expect(touched.filter((item) => relevant.has(item))).toHaveLength(0);
  }
});
