import { expect, test } from 'vitest';
import { sampleHistory, sampleModel } from './sample-model.fixture.ts';
import { createScorer, topK } from './score.ts';
import { diversify, similarItems } from './similarity.ts';

// Items 0 and 1 point the same way, 2 across, 3 the opposite way, 4 is unknown (all zero).
const plane = sampleModel({
  itemIds: ['a', 'b', 'c', 'd', 'e'],
  k: 2,
  factors: Float32Array.of(1, 0, 3, 0, 0, 2, -1, 0, 0, 0),
});

test('similar items are ordered by cosine, whatever their length, without the item itself', () => {
  const model = { ...plane, factors: Float32Array.of(3, 4, 6, 8, 0, 2, -1, 0, 0, 0) };
  expect(similarItems(model, 0, 3)).toEqual([
    { item: 1, similarity: expect.closeTo(1, 6) },
    { item: 2, similarity: expect.closeTo(0.8, 6) },
  ]);
});

test('what lies across, the other way or nowhere is not similar', () => {
  expect(similarItems(plane, 0, 4)).toEqual([{ item: 1, similarity: 1 }]);
  expect(similarItems(plane, 4, 4)).toEqual([]);
});

test('a popularity model knows no similar items', () => {
  expect(similarItems({ ...plane, kind: 'popularity' }, 0, 3)).toEqual([]);
});

test('diversify takes the item across before the near copy of the first', () => {
  const scores = [1, 0.95, 0.9, 0, 0];
  expect(Array.from(diversify(plane, scores, [0, 1, 2], { k: 3, relevance: 0.5 }))).toEqual([0, 2, 1]);
});

test('diversify with relevance 1, or without factors, keeps the order', () => {
  const model = sampleModel();
  const scores = createScorer(model)(sampleHistory);
  const candidates = topK(scores, 30);
  expect(diversify(model, scores, candidates, { k: 10, relevance: 1 })).toEqual(candidates.slice(0, 10));
  const popular = { ...model, kind: 'popularity' } as const;
  expect(diversify(popular, scores, candidates, { k: 10 })).toEqual(candidates.slice(0, 10));
});

test('diversify agrees with the definition of maximal marginal relevance, written naively', () => {
  const model = sampleModel();
  const scores = createScorer(model)(sampleHistory);
  const candidates = Array.from(topK(scores, 12));
  const [high, low] = [scores[candidates[0]], scores[candidates[11]]];
  const row = (item: number) => model.factors.subarray(item * model.k, (item + 1) * model.k);
  const product = (a: number, b: number) => row(a).reduce((sum, value, j) => sum + value * row(b)[j], 0);
  const cosine = (a: number, b: number) => product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  const taken: number[] = [];
  while (taken.length < 6) {
    const gain = (item: number) =>
      (0.4 * (scores[item] - low)) / (high - low) - 0.6 * Math.max(0, ...taken.map((t) => cosine(item, t)));
    const open = candidates.filter((item) => !taken.includes(item));
    taken.push(open.reduce((best, item) => (gain(item) > gain(best) ? item : best)));
  }
  expect(Array.from(diversify(model, scores, candidates, { k: 6, relevance: 0.4 }))).toEqual(taken);
});
