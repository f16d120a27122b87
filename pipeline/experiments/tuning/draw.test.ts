import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecipe } from '../../recommenders/recipe.ts';
import { drawParameters } from './draw.ts';

const candidate = (parameters: string) =>
  parseRecipe(
    `seed: 1\nranking:\n  one:\n    algorithm: ials\n    parameters: { ${parameters} }\nrating:\n  b:\n    algorithm: bias\n`,
  ).ranking[0];

test('without open parameters there is one set, whatever was asked for', () => {
  const one = candidate('k: 8');
  expect(drawParameters(one, 20, 42)).toEqual([one.parameters]);
});

test('the first set has what is nearest to the defaults', () => {
  const [first] = drawParameters(
    candidate('k: [8, 100], regularisation: { min: 1, max: 5, scale: log }, unobserved_weight: search'),
    5,
    42,
  );
  expect(first).toMatchObject({ k: 100, regularisation: 1, unobserved_weight: 0.0316 });
});

test('sets are different, and fewer than asked for where the space has no more', () => {
  const sets = drawParameters(candidate('k: [8, 16, 24], weighting: [none, bm25]'), 50, 42);
  expect(new Set(sets.map((set) => `${set.k} ${set.weighting}`)).size).toBe(6);
  expect(sets.length).toBe(6);
});

test('every set lies in its space, has few digits, and comes again with the same seed', () => {
  const open = candidate('k: { min: 9, max: 31 }, regularisation: { min: 0.01, max: 7, scale: log }');
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, count) => {
      const sets = drawParameters(open, count, seed);
      expect(drawParameters(open, count, seed)).toEqual(sets);
      for (const { k, regularisation } of sets) {
        expect(Number.isInteger(k) && Number(k) >= 9 && Number(k) <= 31).toBe(true);
        expect(Number(regularisation)).toBeGreaterThanOrEqual(0.01);
        expect(Number(regularisation)).toBeLessThanOrEqual(7);
        expect(String(regularisation).replace(/^[0.]+|\./g, '').length).toBeLessThanOrEqual(3);
      }
    }),
  );
});

test('on a log scale each factor of ten gets its part', () => {
  const sets = drawParameters(candidate('regularisation: { min: 0.001, max: 1000, scale: log }'), 300, 7);
  const below = sets.filter(({ regularisation }) => Number(regularisation) < 1).length;
  expect(below).toBeGreaterThan(110);
  expect(below).toBeLessThan(190);
});
