import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversify } from './diversify.ts';
import { explain } from './explain.ts';
import type { NeighbourModel } from './models.ts';
import { historyVector, longestRow } from './neighbours.ts';
import { createScorer, scoreItems, topK } from './score.ts';
import { historyOf } from './signals.ts';
import { similarItems } from './similarity.ts';

/** a → b 0.5, c −0.25; b → a 0.5; c → a 0.125, b 0.75; d is reached by nobody and reaches nobody. */
const model: NeighbourModel = {
  kind: 'neighbours',
  itemIds: ['a', 'b', 'c', 'd', 'e'],
  popularity: Float32Array.of(4, 2, 1, 3, 0),
  pointers: Int32Array.of(0, 2, 3, 5, 5, 5),
  indices: Int32Array.of(1, 2, 0, 0, 1),
  weights: Float32Array.of(0.5, -0.25, 0.5, 0.125, 0.75),
  positiveRating: 4,
};

test('a score is the sum of the history rows, each times its weight', () => {
  const scores = createScorer(model)([
    { item: 0, weight: 3 },
    { item: 2, weight: 1 },
  ]);
  expect(Array.from(scores.subarray(0, 3))).toEqual([0.125, 2.25, -0.75]);
});

test('films that no row reaches follow by popularity, below every weight that says something', () => {
  const scores = createScorer(model)([{ item: 1, weight: 1 }]);
  expect(Array.from(topK(scores, 5))).toEqual([0, 3, 1, 2, 4]);
  expect(scores[3]).toBeLessThan(1e-6);
  expect(Array.from(topK(createScorer(model)([{ item: 3, weight: 1 }]), 5))).toEqual([0, 3, 1, 2, 4]);
});

test('a person without history is scored by popularity', () => {
  expect(createScorer(model)([])).toEqual(model.popularity);
  expect(scoreItems(model, null)).toEqual(model.popularity);
});

test('contributions sum to the score, whatever the history', () => {
  const entry = fc.record({ item: fc.nat(4), weight: fc.constantFrom(1, 3, 4) });
  const histories = fc.uniqueArray(entry, { selector: (e) => e.item, minLength: 1 });
  fc.assert(
    fc.property(histories, fc.nat(4), (history, item) => {
      const parts = explain(model, history, item);
      expect(parts).toHaveLength(history.length);
      const sum = parts.reduce((total, part) => total + part.contribution, 0);
      const [score] = createScorer(model)(history).subarray(item, item + 1);
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(sum === 0 ? 1e-6 : 0);
    }),
  );
});

test('a reason is the weight of its row; what says nothing has no share', () => {
  const history = [
    { item: 3, weight: 4 },
    { item: 0, weight: 1 },
    { item: 2, weight: 2 },
  ];
  expect(explain(model, history, 1)).toEqual([
    { item: 2, contribution: 1.5, share: 0.75 },
    { item: 0, contribution: 0.5, share: 0.25 },
    { item: 3, contribution: 0, share: 0 },
  ]);
  expect(explain(model, history, 4).map(({ share }) => share)).toEqual([0, 0, 0]);
});

test('similar films are the strongest of the row above zero', () => {
  expect(similarItems(model, 2, 5)).toEqual([
    { item: 1, similarity: 0.75 },
    { item: 0, similarity: 0.125 },
  ]);
  expect(similarItems(model, 0, 5)).toEqual([{ item: 1, similarity: 0.5 }]);
  expect(similarItems(model, 3, 5)).toEqual([]);
});

test('a list keeps its order: there are no factors to tell films apart by', () => {
  expect(Array.from(diversify(model, [1, 2, 3, 4, 5], [4, 3, 2], { k: 2, relevance: 0 }))).toEqual([4, 3]);
});

test('a history has the preferences alone, by the threshold of training', () => {
  const entries = [
    { item: 1, rating: 4, opinion: 0 },
    { item: 2, rating: 3, opinion: 0 },
    { item: -1, rating: 5, opinion: 0 },
  ];
  expect(historyOf(model, entries)).toEqual([{ item: 1, weight: 1 }]);
});

test.each([
  [{ item: 5, weight: 1 }, 'history names item 5; the model has rows 0 to 4'],
  [{ item: 0, weight: Number.NaN }, 'history gives item 0 the weight NaN'],
])('the history entry %j is refused', (entry, message) => {
  expect(() => historyVector(model, [entry])).toThrow(message);
});

test('the neighbours kept are those of the longest row', () => {
  expect(longestRow(model)).toBe(2);
  expect(longestRow({ ...model, pointers: Int32Array.of(0) })).toBe(0);
});
