import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHistory, sampleModel } from './sample-model.fixture.ts';
import { createScorer, scoreItems, topK } from './score.ts';

test('topK is the head of a full sort by score, then row, whatever the scores', () => {
  const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.nat(12), fc.integer(), (values, k, mask) => {
      const excluded = Uint8Array.from(values, (_, i) => (mask >> (i % 31)) & 1);
      const sorted = values
        .map((_, i) => i)
        .filter((i) => !excluded[i])
        .sort((a, b) => values[b] - values[a] || a - b);
      expect(Array.from(topK(values, k, excluded))).toEqual(sorted.slice(0, k));
    }),
  );
});

test('topK orders infinities and refuses a NaN', () => {
  expect(Array.from(topK([-Infinity, 0, Infinity], 3))).toEqual([2, 1, 0]);
  expect(() => topK([1, Number.NaN], 1)).toThrow('the score of item 1 is not a number');
});

test('a person without history is scored by popularity', () => {
  const model = sampleModel();
  expect(createScorer(model)([])).toEqual(model.popularity);
  expect(scoreItems({ ...model, kind: 'popularity' }, new Float64Array(6))).toEqual(model.popularity);
});

test('what a person likes scores above what nobody told us about', () => {
  const scores = createScorer(sampleModel())(sampleHistory);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  for (const { item } of sampleHistory) expect(scores[item]).toBeGreaterThan(mean);
});
