import { expect, test } from 'vitest';
import { sampleModel } from './sample-model.fixture.ts';
import { similarItems } from './similarity.ts';

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
