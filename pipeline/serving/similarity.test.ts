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
