import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import type { FactorModel, RankingModel } from '../serving/models.ts';
import { createScorer } from '../serving/score.ts';
import { evaluateRanking, evaluateRating } from './evaluate.ts';
import { freezeGround, type Ground } from './protocol.ts';
import { batchOf, biasModel, type Line, popularityModel } from './sample.ts';

const OPTIONS = { asOf: 1000, testFraction: 0.3, positiveRating: 4, k: 2 };

/** Four people, items a to e, before the cut (7 pairs); then ann prefers c and new, bob prefers d. */
const LINES: Line[] = [
  ['ann', 'a', 5, 1],
  ['ann', 'b', 2, 2],
  ['bob', 'a', 4, 3],
  ['cat', 'c', 5, 4],
  ['cat', 'd', 5, 5],
  ['dan', 'd', 1, 6],
  ['dan', 'e', 4, 7],
  ['ann', 'c', 5, 8],
  ['ann', 'new', 4, 9],
  ['bob', 'd', 4, 10],
];

const GENRES = new Map([
  ['a', ['Drama']],
  ['c', ['Drama', 'War']],
  ['d', ['War']],
  ['e', ['Comedy']],
]);

const ground = freezeGround([batchOf(LINES)], { ...OPTIONS, genres: GENRES });
const SCORES = { a: 5, b: 4, c: 3, d: 2, e: 1 };

const evaluation = await evaluateRanking(popularityModel(SCORES), ground);

describe('ranking figures of a small world, by hand', () => {
  // ann has touched a and b: her list is c, d; c is one of her two. bob's is b, c; his d is not there.
  const idcg2 = 1 + 1 / Math.log2(3);

  it.each([
    ['precision_at_2', 0.5, 0],
    ['recall_at_2', 0.5, 0],
    ['map_at_2', 0.5, 0],
    ['ndcg_at_2', 1 / idcg2, 0],
    ['mrr_at_2', 1, 0],
    ['hit_rate_at_2', 1, 0],
    // c and d were touched by one and two of four people, b by one.
    ['novelty_at_2', (2 + 1) / 2, (2 + 2) / 2],
  ])('%s', (metric, ann, bob) => {
    expect([...evaluation.perUser[metric]]).toEqual([ann, bob].map((value) => expect.closeTo(value, 14)));
    expect(evaluation.metrics[metric]).toBeCloseTo((ann + bob) / 2, 14);
  });

  it('covers three of the five items, and says under which protocol', () => {
    expect(evaluation.metrics.coverage_at_2).toBe(3 / 5);
    expect(evaluation).toMatchObject({
      head: 'ranking',
      users: 2,
      protocol: ground.protocols.ranking,
      ground_sha256: ground.sha256,
    });
  });

  it('has the diversity of lists whose genres are known, and the mean over those', () => {
    // bob's list is b, without genres, and c.
    expect([...evaluation.perUser.diversity_at_2]).toEqual([0.5, Number.NaN]);
    expect(evaluation.metrics.diversity_at_2).toBe(0.5);
  });

  it('has no diversity at all without genres', async () => {
    const bare = await evaluateRanking(popularityModel(SCORES), freezeGround([batchOf(LINES)], OPTIONS));
    expect(bare.metrics).not.toHaveProperty('diversity_at_2');
  });

  it('names figures by k, and a k beyond the catalogue makes shorter lists', async () => {
    const { metrics } = await evaluateRanking(
      popularityModel(SCORES),
      freezeGround([batchOf(LINES)], { ...OPTIONS, k: 50 }),
    );
    expect(metrics.recall_at_50).toBe((0.5 + 1) / 2);
    expect(metrics.precision_at_50).toBe((1 / 50 + 1 / 50) / 2);
  });
});

describe('a model that knows other items', () => {
  it('is placed by id, not by row', async () => {
    const same = await evaluateRanking(popularityModel({ ...SCORES, '0-first': 9, zzz: 9 }), ground);
    expect(same.metrics).toEqual((await evaluateRanking(popularityModel(SCORES), ground)).metrics);
  });

  it('has the items it does not know at the end, by row', async () => {
    // Knows only d: ann's list is d, c; bob's is d, b.
    const { perUser } = await evaluateRanking(popularityModel({ d: -5 }), ground);
    expect([...perUser.mrr_at_2]).toEqual([0.5, 1]);
  });
});

/** A model of random factors over every training item. */
function factorModel(itemIds: readonly string[], k: number, seed: number): FactorModel {
  const random = createRandom(seed);
  return {
    kind: 'factors',
    itemIds,
    popularity: Float32Array.from(itemIds, (_, i) => i),
    k,
    factors: Float32Array.from({ length: itemIds.length * k }, () => random.normal()),
    unobservedWeight: 0.1,
    regularisation: 0.05,
    frequencyExponent: 1,
    positiveRating: 4,
    weighting: null,
  };
}

/** NDCG of each person written from the definitions: sorts every score, shares nothing with the room but the scorer. */
function naiveNdcg(model: RankingModel, { train, test, users, parameters }: Ground): number[] {
  const score = createScorer(model);
  return users.ranking.map(({ user }) => {
    const id = train.userIds[user];
    const mine = [...train.item].filter((_, entry) => train.user[entry] === user);
    const history = [...train.item.keys()].flatMap((entry) =>
      train.user[entry] === user && train.rating[entry] >= 4 ? [{ item: train.item[entry], weight: 1 }] : [],
    );
    const scores = score(history);
    const list = [...scores.keys()]
      .filter((item) => !mine.includes(item))
      .sort((a, b) => scores[b] - scores[a] || a - b)
      .slice(0, parameters.k);
    const wanted = [...test.item.keys()]
      .filter((entry) => test.userIds[test.user[entry]] === id && test.rating[entry] >= 4)
      .map((entry) => test.itemIds[test.item[entry]])
      .filter((item) => !mine.map((row) => train.itemIds[row]).includes(item));
    const gain = (place: number) => 1 / Math.log2(place + 2);
    const ideal = [...Array(Math.min(parameters.k, wanted.length)).keys()].reduce(
      (sum, p) => sum + gain(p),
      0,
    );
    return (
      list.reduce((sum, item, p) => sum + (wanted.includes(train.itemIds[item]) ? gain(p) : 0), 0) / ideal
    );
  });
}

describe('a factor model on a random world', () => {
  const random = createRandom(4);
  const lines = Array.from({ length: 1500 }, (_, at): Line => {
    const rating = 1 + random.integer(5);
    return [`u${random.integer(60)}`, `i${random.integer(80)}`, rating, at];
  });
  const world = freezeGround([batchOf(lines)], { asOf: 2000, testFraction: 0.2, positiveRating: 4, k: 10 });
  const model = factorModel(world.train.itemIds, 12, 3);

  it('scores as written from the definitions', async () => {
    const { perUser, users } = await evaluateRanking(model, world);
    expect(users).toBeGreaterThan(40);
    const expected = naiveNdcg(model, world);
    expect(perUser.ndcg_at_10.length).toBe(expected.length);
    expected.forEach((value, person) => {
      expect(perUser.ndcg_at_10[person]).toBeCloseTo(value, 12);
    });
  });

  it('is folded in by id when the model has other rows', async () => {
    // A fixed ridge and an item without factors: nothing but the rows differs.
    const plain = { ...model, frequencyExponent: 0 };
    const shifted = {
      ...plain,
      itemIds: ['0-first', ...model.itemIds],
      popularity: Float32Array.of(0, ...model.popularity),
      factors: Float32Array.of(...new Float32Array(model.k), ...model.factors),
    };
    expect(await evaluateRanking(shifted, world)).toEqual(await evaluateRanking(plain, world));
  });

  it('gives the same figures twice', async () => {
    expect(await evaluateRanking(model, world)).toEqual(await evaluateRanking(model, world));
  });
});

describe('rating figures of a small world, by hand', () => {
  const known = biasModel(3, { a: 1, b: 0, c: 0.5, d: -1, e: 0 });

  it('folds each person in from what they rated before', () => {
    // ann gave a 5 (1 above mean and bias) and b 2 (1 below): her bias is 0. bob gave a 4: his bias is 0.
    // ann: c 3.5 for 5, new 3 for 4. bob: d 2 for 4.
    const evaluation = evaluateRating(known, ground);
    expect([...evaluation.perUser.squared_error]).toEqual([3.25, 4]);
    expect([...evaluation.perUser.absolute_error]).toEqual([2.5, 2]);
    expect([...evaluation.perUser.count]).toEqual([2, 1]);
    expect(evaluation.metrics.rmse).toBeCloseTo(Math.sqrt(7.25 / 3), 14);
    expect(evaluation.metrics.mae).toBeCloseTo(1.5, 14);
    expect(evaluation).toMatchObject({ users: 2, known_users: 2, ratings: 3 });
    expect(evaluation.protocol).toBe(ground.protocols.rating);
  });

  it('predicts newcomers by mean and item bias, and counts them', () => {
    const lines: Line[] = [...LINES.slice(0, 9), ['eve', 'd', 4, 10]];
    const evaluation = evaluateRating(known, freezeGround([batchOf(lines)], OPTIONS));
    expect([...evaluation.perUser.absolute_error]).toEqual([2.5, 2]);
    expect(evaluation).toMatchObject({ users: 2, known_users: 1 });
  });

  it('learns nothing about a person from items the model does not know', () => {
    // Without b, ann's only known rating is a 5 where 4 was expected: bias 1. c is 4.5 for 5, new is 4 for 4.
    const { perUser } = evaluateRating(biasModel(3, { a: 1, c: 0.5, d: -1 }), ground);
    expect(perUser.absolute_error[0]).toBeCloseTo(0.5, 12);
  });

  it('clips predictions to the scale', () => {
    const { perUser } = evaluateRating(biasModel(9, { a: 0, b: 0, c: 9, d: 9, e: 0 }), ground);
    // ann's bias is −5.5, so c is predicted as 5 after clipping 12.5, and new as 3.5. bob's is −5: d clips to 5.
    expect([...perUser.absolute_error]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(1, 12)]);
  });

  it('predicts for the day of each rating where the model knows days', () => {
    // All but ann's a is a day later: hers was 1 above what is expected, her b 1 below. Half of either is the day's
    // mood with a ridge of 1, so that c is 3 for 5 and new 2.5 for 4. bob's day is like any other.
    const nextDay = (at: number) => at + 86_400_000;
    const lines = LINES.map(
      ([user, item, signal, at]): Line => [user, item, signal, at > 1 ? nextDay(at) : at],
    );
    const moody = freezeGround([batchOf(lines)], { ...OPTIONS, asOf: nextDay(OPTIONS.asOf) });
    const { perUser } = evaluateRating({ ...known, dayRegularisation: 1 }, moody);
    expect([...perUser.squared_error]).toEqual([expect.closeTo(6.25, 12), expect.closeTo(4, 12)]);
    expect([...evaluateRating(known, moody).perUser.squared_error]).toEqual([3.25, 4]);
  });

  it('leaves thumbs out: they are no ratings', () => {
    const lines: Line[] = [...LINES.slice(0, 9), ['bob', 'd', 'love', 10]];
    expect(evaluateRating(known, freezeGround([batchOf(lines)], OPTIONS)).ratings).toBe(2);
  });
});

describe('a ground with nobody to judge', () => {
  it('gives evaluations of 0 users without metrics, never zeros', async () => {
    const empty = freezeGround([batchOf(LINES.slice(0, 1))], OPTIONS);
    const ranking = await evaluateRanking(popularityModel(SCORES), empty);
    expect(ranking.users).toBe(0);
    expect(ranking.metrics).toEqual({});
    const rating = evaluateRating(biasModel(3, { a: 0 }), empty);
    expect(rating).toMatchObject({ users: 0, ratings: 0 });
    expect(rating.metrics).toEqual({});
  });

  it('judges one person as one person', async () => {
    const one: Line[] = [...LINES.slice(0, 9), ['eve', 'd', 'love', 10]];
    const evaluation = await evaluateRanking(popularityModel(SCORES), freezeGround([batchOf(one)], OPTIONS));
    expect(evaluation).toMatchObject({ users: 1, metrics: { mrr_at_2: 1 } });
  });
});
