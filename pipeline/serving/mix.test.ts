import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMixer, personalPart } from './mix.ts';
import { topK } from './score.ts';

const popularity = Float32Array.of(10, 40, 20, 30);
const mix = createMixer(popularity, { freshness: () => Float64Array.of(0.2, 0.1, 1, 0.5) });
const plain = (scores: Float32Array, personal: number) => mix(scores, { personal, recency: 0 });
const orderOf = (scores: Float32Array) => Array.from(topK(scores, scores.length));

test('a mix that is all personal is the scores themselves, one that is not is the popular order', () => {
  const scores = Float32Array.of(3, 1, 2, 0);
  expect(plain(scores, 1)).toBe(scores);
  expect(orderOf(plain(scores, 0))).toEqual([1, 3, 2, 0]);
});

test('a mix does not change when all scores are scaled or shifted', () => {
  const scores = Float32Array.of(0.5, -0.25, 2, 0);
  expect(
    plain(
      scores.map((score) => 4 * score + 8),
      0.8,
    ),
  ).toEqual(plain(scores, 0.8));
});

test('scores that do not vary leave the popular order, not NaN', () => {
  expect(orderOf(plain(new Float32Array(4).fill(7), 0.8))).toEqual([1, 3, 2, 0]);
  const level = createMixer(new Float32Array(4), { freshness: () => new Float64Array(4) });
  expect(orderOf(level(new Float32Array(4), { personal: 0.8, recency: 0.5 }))).toEqual([0, 1, 2, 3]);
});

test('recency 1 is the order of the years alone', () => {
  const scores = Float32Array.of(9, 8, 1, 2);
  expect(orderOf(mix(scores, { personal: 0.8, recency: 1 }))).toEqual([2, 3, 0, 1]);
});

test('the personal part grows with every preference towards α and never past it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.integer({ min: 1, max: 500 }),
      (personalShare, evidence, n) => {
        const part = personalPart({ personalShare, evidence }, n);
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeLessThanOrEqual(personalShare * (1 + 1e-12));
        expect(personalPart({ personalShare, evidence }, n + 1)).toBeGreaterThanOrEqual(part * (1 - 1e-12));
      },
    ),
  );
  expect(personalPart({ personalShare: 0.8, evidence: 5 }, 5)).toBe(0.4);
  expect(personalPart({ personalShare: 0.8, evidence: 0 }, 1)).toBe(0.8);
  expect(personalPart({ personalShare: 0.8, evidence: 0 }, 0)).toBe(0);
});
