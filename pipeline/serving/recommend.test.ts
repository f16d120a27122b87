import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExplainer } from './explain.ts';
import { filmFacts } from './films.ts';
import type { RankingModel } from './models.ts';
import { AS_JUDGED, type ServingOptions } from './options.ts';
import { createRecommender, createRecommenders, recommend } from './recommend.ts';
import { sampleFilms, sampleModel, sampleNeighbours } from './sample-model.fixture.ts';
import { createScorer, topK } from './score.ts';
import { historyOf, OPINION, type OpinionEntry } from './signals.ts';

const factors = sampleModel();
const neighbours = sampleNeighbours();
const popularity: RankingModel = {
  kind: 'popularity',
  itemIds: factors.itemIds,
  popularity: factors.popularity,
};
const models = [factors, neighbours, popularity];
const films = filmFacts(factors.itemIds, sampleFilms);
const told = (item: number, rating = 5, opinion: number = OPINION.none): OpinionEntry => ({
  item,
  rating,
  opinion,
});
const ANN = [told(3), told(17, Number.NaN, OPINION.love), told(40, 2), told(41, 5, OPINION.notInterested)];

const histories = fc.uniqueArray(
  fc.record({
    item: fc.integer({ min: -1, max: 49 }),
    rating: fc.constantFrom(Number.NaN, 1, 4, 5),
    opinion: fc.constantFrom(-2, -1, 0, 1, 2),
  }),
  { selector: (entry) => entry.item, maxLength: 30 },
);
const part = fc.double({ min: 0, max: 1, noNaN: true });
const options: fc.Arbitrary<ServingOptions> = fc.record({
  personalShare: part,
  evidence: fc.constantFrom(0, 1, 5, 40),
  diversity: fc.oneof(fc.constant(0), part),
  recency: fc.oneof(fc.constant(0), part),
  hideSeen: fc.boolean(),
  length: fc.integer({ min: 1, max: 60 }),
});
const anyModel = fc.constantFrom<RankingModel>(...models);

describe('a list', () => {
  it('is the model’s own order as it is judged', () => {
    for (const model of models) {
      const scores = createScorer(model)(historyOf(model, ANN));
      const seen = Uint8Array.from(scores, (_, item) => Number(ANN.some((entry) => entry.item === item)));
      const list = recommend(model, ANN, films, { ...AS_JUDGED, length: 12 });
      expect(list.films.map(({ item }) => item)).toEqual(Array.from(topK(scores, 12, seen)));
      for (const { item, score, modelScore } of list.films) {
        expect([score, modelScore]).toEqual([scores[item], scores[item]]);
      }
    }
  });

  it('has no film twice, none hidden, none that is not there, and as many as there are', () => {
    fc.assert(
      fc.property(anyModel, histories, options, (model, history, chosen) => {
        const some = filmFacts(model.itemIds, sampleFilms.slice(5));
        const { films: listed } = recommend(model, history, some, chosen);
        const items = listed.map(({ item }) => item);
        const known = history.filter(({ item, opinion }) => item >= 5 && (chosen.hideSeen || opinion < 0));
        expect(new Set(items).size).toBe(items.length);
        expect(items.length).toBe(Math.min(chosen.length, 45 - known.length));
        expect(items.filter((item) => item < 5 || known.some((entry) => entry.item === item))).toEqual([]);
      }),
    );
  });

  it('keeps, whatever the options, the model’s scores, which its reasons sum to', () => {
    const personal = fc.constantFrom(factors, neighbours);
    fc.assert(
      fc.property(personal, histories, options, (model, history, chosen) => {
        const list = recommend(model, history, films, chosen);
        if (list.history.length === 0) return;
        const explain = createExplainer(model)(list.history);
        for (const { item, modelScore } of list.films) {
          const parts = explain(item);
          const sum = parts.reduce((total, { contribution }) => total + contribution, 0);
          // Float32 scores; what no row of neighbours reaches is placed below a millionth.
          expect(Math.abs(sum - modelScore)).toBeLessThan(1.1e-6 + 1e-6 * Math.abs(sum));
          const shares = parts.reduce((total, { share }) => total + share, 0);
          if (Math.abs(sum) > 1e-3) expect(shares).toBeCloseTo(1, 6);
        }
      }),
    );
  });
});

describe('an option', () => {
  const itemsOf = (chosen: Partial<ServingOptions>, model: RankingModel = factors) =>
    recommend(model, ANN, films, { ...AS_JUDGED, length: 10, ...chosen }).films.map(({ item }) => item);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const rising = (values: number[]) => values.every((value, n) => n === 0 || value >= values[n - 1]);

  it('personalShare brings in what is popular as it falls, until the list is the popular one', () => {
    const people = [1, 0.6, 0.3, 0].map((personalShare) =>
      mean(itemsOf({ personalShare }).map((item) => factors.popularity[item])),
    );
    expect(rising(people)).toBe(true);
    expect(people[3]).toBeGreaterThan(people[0]);
    expect(itemsOf({ personalShare: 0 })).toEqual(itemsOf({}, popularity));
  });

  it('evidence makes a short history count less than a long one', () => {
    const recommendTo = createRecommender(factors, films, { personalShare: 0.8, evidence: 5 });
    const parts = [0, 1, 5, 20].map(
      (n) => recommendTo(Array.from({ length: n }, (_, item) => told(item))).personal,
    );
    expect(parts).toEqual([0, 0.8 / 6, 0.4, 0.64]);
  });

  it('diversity spreads the genres of a list where a model has no factors, and the directions where it has', () => {
    const genres = (items: number[]) => new Set(items.map((item) => films.genres[item][0])).size;
    const comedies = filmFacts(
      factors.itemIds,
      sampleFilms.map((film, item) => ({
        ...film,
        genres: item === 7 || item === 11 ? ['Western'] : ['Comedy'],
      })),
    );
    const listed = (diversity: number) =>
      recommend(neighbours, ANN, comedies, { ...AS_JUDGED, length: 2, diversity }).films.map(
        ({ item }) => item,
      );
    expect(new Set(listed(1).map((item) => comedies.genres[item][0])).size).toBe(2);
    expect(genres(itemsOf({ diversity: 1 }))).toBe(3);
    expect(itemsOf({ diversity: 0.7 })).not.toEqual(itemsOf({}));
    expect(itemsOf({ diversity: 0.7 })[0]).toBe(itemsOf({})[0]);
  });

  it('recency brings in newer films as it rises, and at 1 is the order of the years', () => {
    const years = [0, 0.3, 0.6, 1].map((recency) =>
      mean(itemsOf({ recency }).map((item) => films.year[item])),
    );
    expect(rising(years)).toBe(true);
    expect(itemsOf({ recency: 1, length: 3 })).toEqual([48, 47, 46]);
  });

  it('counts for its own lists alone, though one model serves them all', () => {
    const recommenderOf = createRecommenders(factors, films);
    const chosen = [{}, { recency: 0.5 }, { diversity: 0.4 }, { personalShare: 0.2 }, { recency: 1 }];
    for (const some of [...chosen, ...chosen.toReversed()])
      expect(recommenderOf(some)(ANN)).toEqual(recommend(factors, ANN, films, some));
  });

  it('hideSeen false lets known films back in, but none that was turned down', () => {
    const all = itemsOf({ hideSeen: false, length: 50 });
    expect(all).toEqual(expect.arrayContaining([3, 17, 40]));
    expect(all).not.toContain(41);
  });
});

describe('little and nothing', () => {
  it('gives somebody who told us nothing what is popular, and says that none of it is personal', () => {
    const list = recommend(factors, [], films, { length: 5 });
    expect(list).toMatchObject({ history: [], personal: 0 });
    expect(list.films.map(({ item }) => item)).toEqual(Array.from(topK(factors.popularity, 5)));
  });

  it('knows nothing better for films the model does not know', () => {
    expect(recommend(factors, [told(-1), told(-1)], films)).toEqual(recommend(factors, [], films));
  });

  it('ends where no film is left, and when there is one film at all', () => {
    const everything = factors.itemIds.map((_, item) => told(item));
    for (const diversity of [0, 0.5]) {
      expect(recommend(factors, everything, films, { diversity }).films).toEqual([]);
      const one = { ...popularity, itemIds: ['film-000'], popularity: Float32Array.of(3) };
      const facts = filmFacts(one.itemIds, sampleFilms);
      expect(recommend(one, [], facts, { diversity, recency: 0.5 }).films).toHaveLength(1);
    }
  });

  it.each([
    [told(50), 'item 50; the model has rows 0 to 49'],
    [told(1.5), 'item 1.5'],
    [told(Number.NaN), 'item NaN'],
    [told(1, Infinity), 'the rating Infinity'],
    [told(1, 4, Number.NaN), 'the opinion NaN'],
    [told(1, 4, 9), 'the opinion 9'],
  ])('refuses %j', (entry, message) => {
    expect(() => recommend(factors, [entry], films)).toThrow(message);
  });

  it('refuses α outside 0 to 1 before it looks at anybody', () => {
    expect(() => createRecommender(factors, films, { personalShare: 1.01 })).toThrow(
      'Legal: a number from 0 to 1.',
    );
  });
});
