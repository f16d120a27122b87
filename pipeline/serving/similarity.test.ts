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
  expect(similarItems(plane, 0, 3)).toEqual([
    { item: 1, similarity: 1 },
    { item: 2, similarity: 0 },
    { item: 4, similarity: 0 },
  ]);
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
  const cosine = (a: number, b: number) =>
    similarItems(model, a, 50).find((other) => other.item === b)?.similarity ?? 1;
  const taken: number[] = [];
  while (taken.length < 6) {
    const gain = (item: number) =>
      (0.4 * (scores[item] - low)) / (high - low) - 0.6 * Math.max(0, ...taken.map((t) => cosine(item, t)));
    const open = candidates.filter((item) => !taken.includes(item));
    taken.push(open.reduce((best, item) => (gain(item) > gain(best) ? item : best)));
  }
  expect(Array.from(diversify(model, scores, candidates, { k: 6, relevance: 0.4 }))).toEqual(taken);
});
