import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interactions } from '../data/interactions.ts';
import { createExplainer } from '../serving/explain.ts';
import { type FilmInfo, filmFacts } from '../serving/films.ts';
import type { BlendModel, RankingModel } from '../serving/models.ts';
import { recommend } from '../serving/recommend.ts';
import {
  sampleFilms,
  sampleHistory,
  sampleModel,
  sampleNeighbours,
} from '../serving/sample-model.fixture.ts';
import { createScorer } from '../serving/score.ts';
import { similarItems } from '../serving/similarity.ts';
import { withNewFilms } from './placement.ts';

const factors = sampleModel();
const neighbours = sampleNeighbours();
const blend: BlendModel = {
  kind: 'blend',
  itemIds: factors.itemIds,
  popularity: factors.popularity,
  positiveRating: 4,
  parts: [
    { weight: 0.4, model: neighbours },
    { weight: 0.6, model: factors },
  ],
};
const newFilm = (n: number, over: Partial<FilmInfo> = {}): FilmInfo => ({
  item_id: `new-${n}`,
  year: 1990,
  genres: ['Drama'],
  ...over,
});

/** `likes` people, each liking the film-003 and the film asked for. */
function crowd(itemId: string, likes: number): Interactions {
  const users = Array.from({ length: likes }, (_, user) => [user, user]).flat();
  return {
    userIds: Array.from({ length: likes }, (_, user) => `u${user}`),
    itemIds: ['film-003', itemId],
    user: Int32Array.from(users),
    item: Int32Array.from(users, (_, at) => at % 2),
    rating: new Float32Array(users.length).fill(5),
    opinion: new Int8Array(users.length),
    timestamp: new Float64Array(users.length),
  };
}

const extended = (model: RankingModel, fresh: readonly FilmInfo[], likes = 0) =>
  withNewFilms(model, {
    films: [...sampleFilms, ...fresh],
    interactions: crowd(fresh[0]?.item_id ?? 'film-004', likes),
  });

const anyFilms = fc
  .array(
    fc.record({
      year: fc.option(fc.integer({ min: 1890, max: 2030 })),
      genres: fc.subarray(['Comedy', 'Drama', 'Western', 'Opera']),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((films) => films.map((film, n) => newFilm(n, film)));

test('whatever joins, a trained film has the same score and the same reasons, to the bit', () => {
  fc.assert(
    fc.property(
      anyFilms,
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(factors, blend),
      (fresh, likes, model) => {
        const served = extended(model, fresh, likes) as typeof model;
        expect(served.itemIds).toHaveLength(50 + fresh.length);
        const scores = createScorer(served)(sampleHistory);
        expect(scores.subarray(0, 50)).toEqual(createScorer(model)(sampleHistory));
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(createExplainer(served)(sampleHistory)(7)).toEqual(createExplainer(model)(sampleHistory)(7));
      },
    ),
    { numRuns: 40 },
  );
});

test('the order of trained films is the same under every mix, though new ones stand between them', () => {
  const fresh = Array.from({ length: 8 }, (_, n) => newFilm(n));
  const told = sampleHistory.map(({ item }) => ({ item, rating: 5, opinion: 0 }));
  for (const options of [{}, { personalShare: 1, evidence: 0 }]) {
    const served = extended(blend, fresh);
    const all = { ...options, length: 50 };
    const before = recommend(blend, told, filmFacts(blend.itemIds, sampleFilms), all);
    const after = recommend(served, told, filmFacts(served.itemIds, [...sampleFilms, ...fresh]), all);
    const old = after.films.filter(({ item }) => item < 50);
    expect(after.films.length).toBeGreaterThan(old.length);
    expect(old).toEqual(before.films.slice(0, old.length));
  }
});

test('a score of a placed film is the sum of its reasons', () => {
  for (const model of [factors, blend]) {
    const served = extended(model, [newFilm(1), newFilm(2, { genres: ['Western'] })], 3) as typeof model;
    const reasons = createExplainer(served)(sampleHistory)(51);
    const score = createScorer(served)(sampleHistory)[51];
    expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 5);
  }
});

test('the very model where nothing joins, or where no space says where a film is', () => {
  const fresh = [newFilm(1)];
  const { itemIds, popularity } = factors;
  const projection: RankingModel = { ...factors, kind: 'projection', itemExponent: 0 };
  const linear: BlendModel = { ...blend, parts: [{ weight: 1, model: neighbours }] };
  expect(extended(factors, [])).toBe(factors);
  expect(extended(blend, [])).toBe(blend);
  for (const model of [
    { kind: 'popularity', itemIds, popularity } as const,
    neighbours,
    projection,
    linear,
  ]) {
    expect(extended(model, fresh)).toBe(model);
  }
});

test('a film without genres and year stands where the average film does, and is alike to something', () => {
  const served = extended(factors, [newFilm(1, { genres: [], year: null })]);
  expect(createScorer(served)(sampleHistory)[50]).toBeTypeOf('number');
  expect(similarItems(served, 50, 5)).toHaveLength(5);
});

test('whoever likes a new film draws it to what they like, and is told nothing else by it', () => {
  const scoreOfNew = (likes: number) =>
    createScorer(extended(factors, [newFilm(1)], likes))([{ item: 3, weight: 1 }])[50];
  expect(scoreOfNew(3)).toBeGreaterThan(scoreOfNew(0));
  const served = extended(factors, [newFilm(1)], 3);
  const facts = filmFacts(served.itemIds, [...sampleFilms, newFilm(1)]);
  const seen = recommend(served, [{ item: 50, rating: 5, opinion: 0 }], facts, { length: 51 });
  expect(seen.history).toEqual([]);
  expect(seen.films.map(({ item }) => item)).not.toContain(50);
});

test('no more than a tenth of a list is placed', () => {
  const fresh = Array.from({ length: 30 }, (_, n) => newFilm(n));
  const served = extended(factors, fresh);
  const alike = similarItems(served, 50, 20).filter(({ item }) => item >= 50);
  expect(alike).toHaveLength(2);
});
