import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { chiSquare, chiSquareTail, differenceOf, erfc, estimateOf, liftOf, ratioOf } from './estimates.ts';

/** Clicks and impressions of people who click with their own probability, about `rate` on average. */
function clicks(random: Random, people: number, rate: number) {
  const below = Array.from({ length: people }, () => 5 + random.integer(60));
  const above = below.map((impressions) => {
    const own = rate * 2 * random.uniform();
    return Array.from({ length: impressions }, () => Number(random.uniform() < own)).reduce((a, b) => a + b);
  });
  return { above, below };
}

describe('a quotient of sums', () => {
  it('is the mean with its textbook variance when each person counts once', () => {
    const ratio = ratioOf([1, 2, 3, 6], [1, 1, 1, 1])!;
    expect(ratio.value).toBe(3);
    // s² = (4 + 1 + 0 + 9) / 3, divided by n.
    expect(ratio.variance).toBeCloseTo(14 / 3 / 4, 14);
  });

  it('pools people: two of ten and no click of ninety are 2 %', () => {
    expect(ratioOf([2, 0], [10, 90])!.value).toBeCloseTo(0.02, 14);
  });

  it('is unknown when nothing stands below the line, and has no interval for one person', () => {
    expect(ratioOf([0], [0])).toBeNull();
    expect(ratioOf([], [])).toBeNull();
    expect(estimateOf(ratioOf([1], [4])!)).toEqual({ value: 0.25, interval: null });
  });

  it('has an interval that holds the true difference and lift in about 95 % of 400 simulated tests', () => {
    const random = createRandom(9);
    const held = { difference: 0, lift: 0 };
    for (let test = 0; test < 400; test++) {
      const [a, b] = [clicks(random, 120, 0.24), clicks(random, 60, 0.2)].map((arm) =>
        ratioOf(arm.above, arm.below),
      );
      const difference = differenceOf(a!, b!).interval!;
      const lift = liftOf(a!, b!).interval!;
      if (difference.low <= 0.04 && 0.04 <= difference.high) held.difference++;
      if (lift.low <= 0.2 && 0.2 <= lift.high) held.lift++;
    }
    for (const count of Object.values(held)) {
      expect(count / 400).toBeGreaterThan(0.9);
      expect(count / 400).toBeLessThan(0.985);
    }
  });

  it('has a lift whose interval is made on the logarithm', () => {
    const { value, interval } = liftOf({ value: 2, variance: 0.04 }, { value: 1, variance: 0.01 });
    const reach = Math.exp(1.959963984540054 * Math.sqrt(0.02));
    expect(value).toBeCloseTo(1, 14);
    expect(interval!.low).toBeCloseTo(2 / reach - 1, 12);
    expect(interval!.high).toBeCloseTo(2 * reach - 1, 12);
  });

  it('has a lift of 0 against itself and none against nothing', () => {
    const ratio = ratioOf([1, 2, 3], [4, 4, 4])!;
    const { value, interval } = liftOf(ratio, ratio);
    expect(value).toBe(0);
    expect(interval!.low).toBeLessThan(0);
    expect(interval!.high).toBeGreaterThan(0);
    expect(liftOf(ratio, { value: 0, variance: 0 })).toEqual({ value: null, interval: null });
  });
});

describe('the χ² of one degree of freedom', () => {
  it.each([
    [0, 1],
    [0.454936423119572, 0.5],
    [3.841458820694124, 0.05],
    [6.634896601021214, 0.01],
    [10.827566170662733, 0.001],
  ])('%d is exceeded with probability %d', (value, probability) => {
    expect(chiSquareTail(value)).toBeCloseTo(probability, 12);
  });

  it.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
  ])('erfc(%d) agrees with the tables', (x, value) => {
    expect(erfc(x) / value).toBeCloseTo(1, 11);
  });

  it('adds up squared distances by expectation', () => {
    expect(chiSquare([60, 40], [50, 50])).toBe(4);
  });
});
