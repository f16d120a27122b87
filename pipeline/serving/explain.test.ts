import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFirstReasons, explain } from './explain.ts';
import { foldIn } from './fold-in.ts';
import { sampleHistory, sampleModel } from './sample-model.fixture.ts';

test('contributions sum to the score and shares to 1, for any history and item', () => {
  const weighting = { k1: 1.2, b: 0.5, people: 60, averageLength: 4, scale: 1.1 };
  const entry = fc.record({ item: fc.nat(49), weight: fc.constantFrom(1, 3, 4) });
  const histories = fc.uniqueArray(entry, { selector: (e) => e.item, minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(histories, fc.nat(49), fc.boolean(), (history, item, bm25) => {
      const model = sampleModel({ weighting: bm25 ? weighting : null });
      const vector = foldIn(model, history);
      const score = vector.reduce((sum, value, j) => sum + value * model.factors[item * model.k + j], 0);
      const parts = explain(model, history, item);
      expect(Math.abs(parts.reduce((sum, part) => sum + part.contribution, 0) - score)).toBeLessThan(1e-9);
      const shares = parts.reduce((sum, part) => sum + part.share, 0);
      expect(Math.abs(shares - 1)).toBeLessThan(1e-9 / Math.min(1, Math.abs(score)));
    }),
  );
});

test('the item a person told us about explains itself best, and the largest comes first', () => {
  const parts = explain(sampleModel(), sampleHistory, 17);
  expect(parts[0].item).toBe(17);
  expect(parts.map((part) => part.contribution)).toEqual(
    parts.map((part) => part.contribution).sort((a, b) => b - a),
  );
});

test('the first reasons of many items at once are those of one after another, for more items than history and fewer', () => {
  const model = sampleModel();
  const reasons = createFirstReasons(model);
  for (const count of [1, sampleHistory.length, 50]) {
    const items = Array.from({ length: count }, (_, item) => item);
    const each = items.map((item) => explain(model, sampleHistory, item)[0]);
    for (const [n, first] of reasons(sampleHistory, items).entries()) {
      expect(first?.item).toBe(each[n].item);
      expect(first?.contribution).toBeCloseTo(each[n].contribution, 12);
      expect(first?.share).toBeCloseTo(each[n].share, 9);
    }
  }
  expect(reasons([], [3, 4])).toEqual([null, null]);
});

test('nothing explains a score without a history', () => {
  expect(explain(sampleModel(), [], 5)).toEqual([]);
});
