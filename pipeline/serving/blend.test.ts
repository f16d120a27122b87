import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blendScores } from './blend.ts';
import { diversify } from './diversify.ts';
import { explain } from './explain.ts';
import type { BlendModel, NeighbourModel, ProjectionModel } from './models.ts';
import { createPartReader } from './part.ts';
import { sampleModel } from './sample-model.fixture.ts';
import { createScorer } from './score.ts';
import { similarItems, similarityMeasure } from './similarity.ts';
import { standardise } from './standardise.ts';

const factors = sampleModel();
const { itemIds, popularity, positiveRating } = factors;

/** Each item's neighbours are the next three, of either sign. */
const neighbours: NeighbourModel = {
  kind: 'neighbours',
  itemIds,
  popularity,
  positiveRating,
  pointers: Int32Array.from({ length: 51 }, (_, row) => 3 * row),
  indices: Int32Array.from({ length: 150 }, (_, at) => (Math.floor(at / 3) + 1 + (at % 3)) % 50),
  weights: Float32Array.from({ length: 150 }, (_, at) => Math.sin(at) / 2),
};
const projection: ProjectionModel = {
  kind: 'projection',
  itemIds,
  popularity,
  positiveRating,
  k: factors.k,
  factors: factors.factors,
  itemExponent: 0.5,
};
const blend: BlendModel = {
  kind: 'blend',
  itemIds,
  popularity,
  positiveRating,
  parts: [
    { weight: 0.25, model: neighbours },
    { weight: 0.6, model: factors },
    { weight: 0.15, model: projection },
  ],
};

const entry = fc.record({ item: fc.nat(49), weight: fc.constantFrom(1, 3, 4) });
const histories = fc.uniqueArray(entry, { selector: (e) => e.item, minLength: 1, maxLength: 20 });

test('a score is the weighted sum of the z-scores of the parts', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const parts = blend.parts.map(({ weight, model }) =>
        standardise(createPartReader(model).scores(history)).map((z) => weight * z),
      );
      createScorer(blend)(history).forEach((score, item) => {
        expect(score).toBeCloseTo(parts[0][item] + parts[1][item] + parts[2][item], 5);
      });
    }),
  );
});

test.each([blend, projection])('contributions sum to the score, whatever the history', (model) => {
  fc.assert(
    fc.property(histories, fc.nat(49), (history, item) => {
      const parts = explain(model, history, item);
      expect(parts).toHaveLength(history.length);
      const score = createScorer(model)(history)[item];
      expect(parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(score, 5);
    }),
  );
});

test('the terms of every part average to what it says they do', () => {
  const history = [
    { item: 3, weight: 1 },
    { item: 17, weight: 4 },
  ];
  for (const model of [neighbours, factors, projection]) {
    const terms = createPartReader(model).terms(history);
    const all = itemIds.map((_, item) => Array.from(terms.of([item])));
    const average = history.map((_, h) => all.reduce((sum, row) => sum + row[h], 0) / all.length);
    for (const [h, mean] of terms.mean().entries()) expect(mean).toBeCloseTo(average[h], 9);
  }
});

test('neither the size nor the shift of a part matters, and one that says nothing adds nothing', () => {
  const [a, b] = [Float32Array.of(3, 1, 2, 0), Float32Array.of(1, 5, 2, 2)];
  const plain = blendScores([
    { weight: 0.5, scores: a },
    { weight: 0.5, scores: b },
  ]);
  const moved = blendScores([
    { weight: 0.5, scores: a.map((x) => 8 * x - 64) },
    { weight: 0.5, scores: b },
  ]);
  expect(moved).toEqual(plain);
  const flat = { weight: 0.5, scores: new Float32Array(4).fill(7) };
  expect(blendScores([flat, flat])).toEqual(new Float32Array(4));
});

test('a person without history is scored by popularity', () => {
  for (const model of [blend, projection]) expect(createScorer(model)([])).toEqual(popularity);
});

test('a projection gives popular items less weight in a history and more reach, and unknown ones none', () => {
  const model: ProjectionModel = {
    kind: 'projection',
    itemIds: ['a', 'b', 'c'],
    popularity: Float32Array.of(4, 16, 0),
    positiveRating: 4,
    k: 1,
    factors: Float32Array.of(0.5, 1, 0),
    itemExponent: 0.5,
  };
  const score = createScorer(model);
  expect(Array.from(score([{ item: 0, weight: 1 }]))).toEqual([0.25, 1, 0]);
  expect(Array.from(score([{ item: 1, weight: 2 }]))).toEqual([0.5, 2, 0]);
  expect(Array.from(score([{ item: 2, weight: 4 }]))).toEqual([0, 0, 0]);
});

test('similar films of a blend are near by all its parts together', () => {
  expect([neighbours, factors, projection, blend].map(similarityMeasure)).toEqual([
    'weight',
    'cosine',
    'cosine',
    'blend',
  ]);
  const alone = (weights: number[]) => ({
    ...blend,
    parts: blend.parts.map((part, at) => ({ ...part, weight: weights[at] })),
  });
  const ids = (model: BlendModel | NeighbourModel | typeof factors, k: number) =>
    similarItems(model, 4, k).map(({ item }) => item);
  expect(ids(alone([0, 1, 0]), 10)).toEqual(ids(factors, 10));
  expect(ids(alone([1, 0, 0]), 2)).toEqual(ids(neighbours, 2));
  expect(ids(blend, 49)).not.toContain(4);
});

test('variety is told by the first part that has factors', () => {
  const scores = createScorer(blend)([{ item: 3, weight: 1 }]);
  const candidates = [1, 2, 3, 4, 5, 6, 7, 8];
  const list = diversify(blend, scores, candidates, { k: 4, relevance: 0.3 });
  expect(list).toEqual(diversify(factors, scores, candidates, { k: 4, relevance: 0.3 }));
});
