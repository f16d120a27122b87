import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import type { RatingModel } from '../serving/models.ts';
import { conformalIntervals, halfWidth, LEVEL } from './conformal.ts';
import { freezeGround } from './protocol.ts';
import { batchOf, type Line } from './sample.ts';

const random = createRandom(7);
const FILMS = Array.from({ length: 60 }, (_, i) => `i${i}`);

/** People with no rating before the cut, or with 20: of the first the ratings scatter three times as wide. */
const LINES = Array.from({ length: 400 }, (_, person) => {
  const known = person % 4 < 2 ? 0 : 20;
  return FILMS.slice(0, known + 10).map((film, i): Line => {
    const rating = 3 + random.normal() * (known === 0 ? 3 : 1);
    return [`u${person}`, film, rating, i < known ? i + 1 : 1000 + i];
  });
}).flat();
const ground = freezeGround([batchOf(LINES)], {
  asOf: 9000,
  testFraction: 4000 / LINES.length,
  positiveRating: 4,
  k: 5,
});
const model = { itemIds: FILMS, scale: { min: -50, max: 50 } } as unknown as RatingModel;
const predicted = (value: number) => ({
  predictions: new Float64Array(ground.test.user.length).fill(value),
  protocol: 'p',
});

describe('conformal intervals', () => {
  it('hold what they promise on people they were not made from, whatever the scatter', () => {
    const made = conformalIntervals(predicted(3), ground, model)!;
    expect(made.calibrated.people + made.checked.people).toBe(400);
    expect(Math.abs(made.checked.coverage - LEVEL)).toBeLessThan(0.03);
    expect(made.checked.low).toBeLessThan(LEVEL);
    expect(made.checked.high).toBeGreaterThan(LEVEL);
  });

  it('are wider for people of whom nothing is known, where that is how it is', () => {
    const made = conformalIntervals(predicted(3), ground, model)!;
    // 80 % of a normal distribution lie within 1.28 standard deviations.
    expect(halfWidth(made, 0)).toBeCloseTo(3.84, 0);
    expect(halfWidth(made, 20)).toBeCloseTo(1.28, 0);
    // Nobody had 1 to 9 or 50 ratings: they take the width of everybody.
    expect(made.groups.map(({ is_own }) => is_own)).toEqual([true, false, true, false]);
    expect(halfWidth(made, 5)).toBe(halfWidth(made, 5000));
  });

  it('grow by what a model is off', () => {
    const off = conformalIntervals(predicted(8), ground, model)!;
    expect(halfWidth(off, 20)).toBeGreaterThan(5);
    expect(Math.abs(off.checked.coverage - LEVEL)).toBeLessThan(0.03);
  });

  it('are those that a known case asks for', () => {
    // 21 people on each side, each off by 1 to 21: with 21 distances the 18th smallest is the first to hold 80 % of 22.
    const lines = Array.from({ length: 42 }, (_, n): Line[] => [
      [`p${String(n).padStart(2, '0')}`, 'i0', 3 + Math.floor(n / 2) + 1, 1000],
    ]).flat();
    const few = freezeGround(
      [batchOf([...FILMS.map((film, i): Line => ['old', film, 3, i + 1]), ...lines])],
      {
        asOf: 9000,
        testFraction: 42 / 102,
        positiveRating: 4,
        k: 5,
      },
    );
    const predictions = new Float64Array(few.test.user.length).fill(3);
    const made = conformalIntervals({ predictions, protocol: 'p' }, few, model)!;
    expect(halfWidth(made, 0)).toBe(18);
    expect(made.checked.coverage).toBeCloseTo(18 / 21, 12);
  });

  it('are none of a model that has its own, nor from too few people', () => {
    const own = { ...model, uncertainty: {} } as unknown as RatingModel;
    expect(conformalIntervals(predicted(3), ground, own)).toBeNull();
    const nobody = { ...ground, users: { ...ground.users, rating: ground.users.rating.slice(0, 30) } };
    expect(conformalIntervals(predicted(3), nobody, model)).toBeNull();
  });
});
