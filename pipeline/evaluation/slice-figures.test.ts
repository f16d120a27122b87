import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { pairedBootstrap } from './bootstrap.ts';
import { evaluateRanking, evaluateRating } from './evaluate.ts';
import { freezeGround } from './protocol.ts';
import { batchOf, biasModel, type Line, popularityModel, popularityOf } from './sample.ts';
import {
  around,
  compareSlices,
  estimated,
  rankingSliceFigures,
  ratingSliceFigures,
} from './slice-figures.ts';

const OPTIONS = { asOf: 1000, testFraction: 0.3, positiveRating: 4, k: 2 };
const GENRES = new Map([
  ['a', ['Drama']],
  ['c', ['Drama', 'War']],
  ['d', ['War']],
]);

/** Popularity before the cut: a 2, d 2, b 1, c 1, e 1. ann goes on to like c and new, bob d. */
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
const ground = freezeGround([batchOf(LINES)], { ...OPTIONS, genres: GENRES });

describe('ranking slices of a small world, by hand', async () => {
  // ann's list is c, d and holds c; bob's is b, c and holds nothing of his.
  const evaluation = await evaluateRanking(popularityModel({ a: 5, b: 4, c: 3, d: 2, e: 1 }), ground);
  const figures = rankingSliceFigures(evaluation, ground);
  const figure = (slice: string, metric: string) =>
    figures.find((each) => each.slice === slice && each.metric === metric);

  it('say of people with a short and a long past how well they are served', () => {
    // bob had one entry, ann two.
    expect(figure('newcomers', 'ndcg_at_2')).toMatchObject({ value: 0, users: 1, entries: 1 });
    expect(figure('heavy_users', 'recall_at_2')).toMatchObject({ value: 0.5, users: 1, entries: 2 });
  });

  it('say of films how many of the liked ones were found, and how many places they hold', () => {
    expect(figure('genre:War', 'recall_at_2')).toMatchObject({ value: 0.5, users: 2, entries: 2 });
    // c and d of ann's two places, c of bob's two.
    expect(figure('genre:War', 'share_at_2')).toMatchObject({ value: 0.75, users: 2 });
    expect(figure('unseen_films', 'recall_at_2')).toMatchObject({ value: 0, users: 1, entries: 1 });
    expect(figure('unseen_films', 'share_at_2')).toBeUndefined();
  });

  it('give every place of every list to one stratum', () => {
    const shares = ['head', 'middle', 'tail'].map(
      (name) => figure(`${name}_films`, 'share_at_2')?.value ?? 0,
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('have no interval for one person, and are not enough below twenty', () => {
    expect(figure('newcomers', 'ndcg_at_2')).toMatchObject({ low: null, high: null, is_enough: false });
    expect(figure('genre:War', 'recall_at_2')).toMatchObject({ low: 0, high: 1, is_enough: false });
  });
});

describe('rating slices', () => {
  it('pool the errors of their films', () => {
    const evaluation = evaluateRating(biasModel(3, { a: 1, b: 0, c: 0.5, d: -1, e: 0 }), ground);
    const figures = ratingSliceFigures(evaluation, ground);
    const rmse = Object.fromEntries(figures.map(({ slice, value }) => [slice, value]));
    // ann: c 3.5 for 5, new 3 for 4; bob: d 2 for 4.
    expect(rmse.unseen_films).toBeCloseTo(1, 12);
    expect(rmse['genre:War']).toBeCloseTo(Math.sqrt((2.25 + 4) / 2), 12);
    expect(rmse.heavy_users).toBeCloseTo(Math.sqrt(3.25 / 2), 12);
  });
});

const random = createRandom(4);
const CROWD = Array.from({ length: 4000 }, (_, at): Line => {
  const film = Math.floor(50 * random.uniform() ** 2);
  return [`u${random.integer(150)}`, `i${film}`, 1 + random.integer(5), at];
});
const crowd = freezeGround([batchOf(CROWD)], { asOf: 9000, testFraction: 0.2, positiveRating: 4, k: 10 });

async function judged(scores: Parameters<typeof popularityModel>[0] | null) {
  const model = scores === null ? popularityOf(crowd) : popularityModel(scores);
  return {
    ranking: await evaluateRanking(model, crowd),
    rating: evaluateRating(biasModel(scores === null ? 3 : 1, {}), crowd),
  };
}

describe('two models on slices', async () => {
  const [good, alphabet] = [await judged(null), await judged({ i0: 0 })];

  it('are told apart, each slice by the people in it', () => {
    const slices = compareSlices({ candidate: good, champion: null, floor: alphabet }, crowd);
    const head = slices.find(({ slice, metric }) => slice === 'head_films' && metric === 'recall_at_10');
    expect(head).toMatchObject({ opponent: 'floor', higher_is_better: true, result: 'better' });
    const rated = slices.filter((each) => each.head === 'rating');
    expect(rated.map(({ metric }) => metric)).toContain('rmse');
    expect(rated.find(({ slice }) => slice === 'newcomers')).toMatchObject({ result: 'better' });
    for (const each of slices) expect(each.candidate - each.other).toBeCloseTo(each.difference, 12);
  });

  it('say the opposite when they change places, and nothing of a model against itself', () => {
    const turned = compareSlices({ candidate: alphabet, champion: good, floor: alphabet }, crowd);
    expect(turned.find(({ slice }) => slice === 'head_films')).toMatchObject({
      opponent: 'champion',
      result: 'worse',
    });
    const same = compareSlices({ candidate: good, champion: good, floor: good }, crowd);
    expect(new Set(same.map(({ result }) => result))).toEqual(new Set(['no difference shown']));
  });

  it('are not compared across grounds', () => {
    const elsewhere = { ...alphabet, rating: { ...alphabet.rating, ground_sha256: 'other' } };
    expect(() => compareSlices({ candidate: good, champion: elsewhere, floor: good }, crowd)).toThrow(
      'cannot be compared',
    );
  });
});

describe('the interval of a slice', () => {
  it('agrees with the bootstrap over people', () => {
    const values = Float64Array.from({ length: 200 }, () => random.uniform());
    const ones = new Float64Array(200).fill(1);
    const estimate = estimated({ numerator: values, denominator: ones, shape: 'mean' });
    if (estimate === null) throw new Error('nobody');
    const { low, high } = around(estimate.value, estimate.influence, 200);
    const drawn = pairedBootstrap(values, new Float64Array(200), { seed: 1, resamples: 4000 });
    expect(Math.abs((low ?? 0) - drawn.low)).toBeLessThan(0.004);
    expect(Math.abs((high ?? 0) - drawn.high)).toBeLessThan(0.004);
  });

  it('does not ask in which order people come, and passes over those outside', () => {
    const one = estimated({
      numerator: Float64Array.of(4, 1, 0),
      denominator: Float64Array.of(2, 1, 0),
      shape: 'root',
    });
    const other = estimated({
      numerator: Float64Array.of(0, 1, 4),
      denominator: Float64Array.of(0, 1, 2),
      shape: 'root',
    });
    expect(one).toMatchObject({ value: Math.sqrt(5 / 3), users: 2 });
    expect(other?.value).toBe(one?.value);
    expect(other && around(other.value, other.influence, other.users)).toEqual(
      one && around(one.value, one.influence, one.users),
    );
    expect(
      estimated({ numerator: new Float64Array(2), denominator: new Float64Array(2), shape: 'mean' }),
    ).toBeNull();
  });
});
