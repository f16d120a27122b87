import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleHistory, sampleModel } from './sample-model.fixture.ts';
import { bestPlaced, bestRows, createScorer, scoreItems, topK } from './score.ts';

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

test('a list is the best of the trained rows and of so many placed ones, by one order', () => {
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(scores, fc.nat(60), fc.nat(12), fc.integer(), (values, trained, k, mask) => {
      const model = { itemIds: values.map(String), trained: Math.min(trained, values.length) };
      const excluded = Uint8Array.from(values, (_, i) => (mask >> (i % 31)) & 1);
      const best = (rows: number[]) => rows.sort((a, b) => values[b] - values[a] || a - b);
      const open = [...values.keys()].filter((i) => !excluded[i]);
      const placed = best(open.filter((i) => i >= model.trained));
      expect(Array.from(bestPlaced(model, values, k, excluded))).toEqual(placed.slice(0, k));
      // At most a tenth of a list of twenty.
      const allowed = [...open.filter((i) => i < model.trained), ...placed.slice(0, 2)];
      expect(Array.from(bestRows(model, values, k, { excluded, length: 20 }))).toEqual(
        best(allowed).slice(0, k),
      );
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
