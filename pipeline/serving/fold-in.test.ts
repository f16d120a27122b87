import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldIn, scaledRidge } from './fold-in.ts';
import type { FactorModel, HistoryEntry } from './models.ts';
import { sampleHistory, sampleModel } from './sample-model.fixture.ts';

/** The objective a person's vector minimises, straight from its definition: every item counts. */
function objective(model: FactorModel, history: readonly HistoryEntry[], x: Float64Array): number {
  const { k, factors } = model;
  const score = (item: number) => x.reduce((sum, value, j) => sum + value * factors[item * k + j], 0);
  let loss = 0;
  for (let item = 0; item < model.itemIds.length; item++) loss += model.unobservedWeight * score(item) ** 2;
  for (const { item, weight } of history) loss += weight * (score(item) - 1) ** 2;
  const ridge = scaledRidge(model, history.length, model.itemIds.length);
  return loss + ridge * x.reduce((sum, value) => sum + value * value, 0);
}

test('the folded-in vector is a minimum of the objective: any step away from it costs', () => {
  const model = sampleModel({ frequencyExponent: 0.7 });
  const best = foldIn(model, sampleHistory);
  const lowest = objective(model, sampleHistory, best);
  const step = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
    minLength: model.k,
    maxLength: model.k,
  });
  fc.assert(
    fc.property(step, (offsets) => {
      const moved = best.map((value, j) => value + offsets[j]);
      expect(objective(model, sampleHistory, moved)).toBeGreaterThanOrEqual(lowest - 1e-12);
    }),
  );
});

test('an empty history folds in to zeros', () => {
  expect(foldIn(sampleModel(), [])).toEqual(new Float64Array(6));
});

test('the order of a history does not matter beyond rounding', () => {
  const forth = foldIn(sampleModel(), sampleHistory);
  const back = foldIn(sampleModel(), sampleHistory.toReversed());
  for (let j = 0; j < forth.length; j++) expect(back[j]).toBeCloseTo(forth[j], 12);
});

test('BM25 counts a rare item more than a popular one', () => {
  const weighting = { k1: 1.2, b: 0.5, people: 60, averageLength: 4, scale: 1 };
  const model = sampleModel({ weighting, popularity: new Float32Array(50).fill(2).fill(55, 25) });
  const plain = sampleModel();
  const score = (m: FactorModel, item: number) =>
    foldIn(m, [
      { item: 1, weight: 1 },
      { item: 30, weight: 1 },
    ]).reduce((sum, value, j) => sum + value * m.factors[item * m.k + j], 0);
  expect(score(model, 1)).toBeGreaterThan(score(plain, 1));
  expect(score(model, 30)).toBeLessThan(score(plain, 30));
});

test('an item outside the model and a weight that is no number > 0 are refused by name', () => {
  const model = sampleModel();
  expect(() => foldIn(model, [{ item: 50, weight: 1 }])).toThrow('item 50; the model has rows 0 to 49');
  expect(() => foldIn(model, [{ item: 1, weight: Number.NaN }])).toThrow('item 1 the weight NaN');
  expect(() => foldIn(model, [{ item: 1, weight: 0 }])).toThrow('item 1 the weight 0');
});

test('the ridge grows with a history as the exponent says', () => {
  const at = (frequencyExponent: number) =>
    scaledRidge({ regularisation: 0.5, unobservedWeight: 0.1, frequencyExponent }, 6, 100);
  expect(at(0)).toBe(0.5);
  expect(at(0.5)).toBe(2);
  expect(at(1)).toBe(8);
});
