import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import {
  type BootstrapOptions,
  type Difference,
  pairedBootstrap,
  pairedBootstraps,
  pairedRatioBootstraps,
  type RatioSample,
} from './bootstrap.ts';

const identity = (value: number) => value;

function pairedRatioBootstrap(
  candidate: RatioSample,
  other: RatioSample,
  shape: (quotient: number) => number,
  options: BootstrapOptions,
): Difference {
  return pairedRatioBootstraps([{ candidate, other, shape }], options)[0];
}

function draw(length: number, value: () => number): Float64Array {
  return Float64Array.from({ length }, value);
}

/** Share of simulated sets whose interval holds the truth. */
function coverage(truth: number, interval: (random: Random, set: number) => Difference): number {
  const random = createRandom(7);
  let covered = 0;
  for (let set = 0; set < 400; set++) {
    const { low, high } = interval(random, set);
    if (low <= truth && truth <= high) covered++;
  }
  return covered / 400;
}

describe('the interval of a difference of means', () => {
  it('holds the truth in about 95 % of 400 simulated sets', () => {
    const share = coverage(0.3, (random, set) => {
      const other = draw(60, () => random.normal());
      const candidate = other.map((value) => value + 0.3 + 0.8 * random.normal());
      return pairedBootstrap(candidate, other, { seed: set, resamples: 300 });
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.985);
  });

  it('is tighter for paired people than for the same figures out of order', () => {
    const random = createRandom(3);
    const other = draw(200, () => random.normal());
    const candidate = other.map((value) => value + 0.1);
    const paired = pairedBootstrap(candidate, other, { seed: 1 });
    const shuffled = pairedBootstrap(candidate, other.toReversed(), { seed: 1 });
    expect(paired.high - paired.low).toBeLessThan((shuffled.high - shuffled.low) / 100);
    expect(paired.difference).toBeCloseTo(shuffled.difference, 12);
  });

  it('is [0, 0, 0] for a model against itself', () => {
    const values = Float64Array.of(0.1, 0.7, 0);
    expect(pairedBootstrap(values, values, { seed: 42 })).toEqual({ difference: 0, low: 0, high: 0 });
  });

  it('depends on the seed and on nothing else', () => {
    const random = createRandom(5);
    const [a, b] = [draw(50, random.uniform), draw(50, random.uniform)];
    const first = pairedBootstrap(a, b, { seed: 42 });
    expect(pairedBootstrap(a, b, { seed: 42 })).toEqual(first);
    expect(pairedBootstrap(a, b, { seed: 43 })).not.toEqual(first);
  });

  it('may draw anybody, the same person twice included', () => {
    const interval = pairedBootstrap(Float64Array.of(0, 1), Float64Array.of(0, 0), { seed: 1 });
    expect(interval).toEqual({ difference: 0.5, low: 0, high: 1 });
  });

  it('grows with the level', () => {
    const random = createRandom(5);
    const [a, b] = [draw(50, random.uniform), draw(50, random.uniform)];
    const narrow = pairedBootstrap(a, b, { seed: 42, level: 0.5 });
    const wide = pairedBootstrap(a, b, { seed: 42, level: 0.99 });
    expect(wide.low).toBeLessThan(narrow.low);
    expect(wide.high).toBeGreaterThan(narrow.high);
  });

  it('turns round when the models change places', () => {
    const random = createRandom(5);
    const [a, b] = [draw(50, random.uniform), draw(50, random.uniform)];
    const there = pairedBootstrap(a, b, { seed: 42 });
    const back = pairedBootstrap(b, a, { seed: 42 });
    expect(back.difference).toBeCloseTo(-there.difference, 14);
    expect(back.low).toBeCloseTo(-there.high, 14);
  });
});

describe('the interval of a difference of quotients', () => {
  /** People with 1 to 20 ratings each; sums of squared normal errors of the given spread. */
  function errors(random: Random, counts: Float64Array, spread: number): RatioSample {
    const numerator = counts.map((count) => {
      let total = 0;
      for (let i = 0; i < count; i++) total += (spread * random.normal()) ** 2;
      return total;
    });
    return { numerator, denominator: counts };
  }

  it('holds the true difference of two RMSE in about 95 % of 400 simulated sets', () => {
    const share = coverage(-0.1, (random, set) => {
      const counts = draw(60, () => 1 + random.integer(20));
      const candidate = errors(random, counts, 0.9);
      const other = errors(random, counts, 1);
      return pairedRatioBootstrap(candidate, other, Math.sqrt, { seed: set, resamples: 300 });
    });
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.985);
  });

  it('weighs people by their denominator, unlike a mean of quotients', () => {
    const candidate = { numerator: Float64Array.of(10, 0), denominator: Float64Array.of(1, 9) };
    const other = { numerator: Float64Array.of(0, 0), denominator: Float64Array.of(1, 9) };
    expect(pairedRatioBootstrap(candidate, other, identity, { seed: 1 }).difference).toBe(1);
  });

  it('is the same alone as beside other metrics', () => {
    const random = createRandom(5);
    const [a, b, c] = [1, 2, 3].map(() => draw(40, random.uniform));
    const pairs = [
      { candidate: a, other: b },
      { candidate: c, other: b },
    ];
    expect(pairedBootstraps(pairs, { seed: 3 })).toEqual([
      pairedBootstrap(a, b, { seed: 3 }),
      pairedBootstrap(c, b, { seed: 3 }),
    ]);
  });

  it('agrees with the mean form when each denominator is 1', () => {
    const random = createRandom(11);
    const [a, b] = [draw(40, random.uniform), draw(40, random.uniform)];
    const ones = new Float64Array(40).fill(1);
    const means = pairedBootstrap(a, b, { seed: 42 });
    const ratios = pairedRatioBootstrap(
      { numerator: a, denominator: ones },
      { numerator: b, denominator: ones },
      identity,
      { seed: 42 },
    );
    expect(ratios.low).toBeCloseTo(means.low, 12);
    expect(ratios.high).toBeCloseTo(means.high, 12);
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['nobody', Float64Array.of(), Float64Array.of(), 'nobody to draw'],
    ['unequal people', Float64Array.of(1, 2), Float64Array.of(1), '1 people against 2'],
    ['an unknown value', Float64Array.of(1, Number.NaN), Float64Array.of(1, 2), 'person 1 is NaN'],
  ])('refuses %s', (_, candidate, other, message) => {
    expect(() => pairedBootstrap(candidate, other, { seed: 1 })).toThrow(message);
  });

  it('refuses a denominator of zero and a level of 1', () => {
    const sample = { numerator: Float64Array.of(1), denominator: Float64Array.of(0) };
    expect(() => pairedRatioBootstrap(sample, sample, identity, { seed: 1 })).toThrow('not positive');
    const one = Float64Array.of(1);
    expect(() => pairedBootstrap(one, one, { seed: 1, level: 1 })).toThrow('level is 1');
  });
});
