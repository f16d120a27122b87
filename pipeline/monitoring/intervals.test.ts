import { describe, expect, it } from 'vitest';
import { liftInterval, meanInterval, ratioVariance, shareInterval, studentT } from './intervals.ts';

describe('studentT', () => {
  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [10, 2.2281],
    [11, 2.201],
    [20, 2.086],
    [30, 2.0423],
    [120, 1.9799],
    [100000, 1.96],
  ])('with %i degrees of freedom is that of the printed tables', (degrees, expected) => {
    expect(studentT(degrees)).toBeCloseTo(expected, 3);
  });
});

describe('shareInterval', () => {
  it("is Wilson's own where every observation is a person", () => {
    const variance = ratioVariance(100 * 0.3 * 0.7, 100, 100);
    const { low, high } = shareInterval({ numerator: 30, denominator: 100, people: 100, variance });
    // Wilson for 30 of 100 is 0.2189 to 0.3959; t instead of z and the sample variance widen it slightly.
    expect(low).toBeCloseTo(0.2189, 2);
    expect(high).toBeCloseTo(0.3959, 2);
  });

  it('says nearly nothing when one person made every click', () => {
    const variance = ratioVariance(0, 1000, 1);
    const { low, high } = shareInterval({ numerator: 400, denominator: 1000, people: 1, variance });
    expect(low).toBeLessThan(0.1);
    expect(high).toBeGreaterThan(0.85);
  });

  it('does not shrink to a point when nobody clicked', () => {
    const { low, high } = shareInterval({ numerator: 0, denominator: 500, people: 50, variance: 0 });
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.05);
  });

  it('is wider when few of many people made the clicks', () => {
    const even = shareInterval({
      numerator: 100,
      denominator: 1000,
      people: 100,
      variance: ratioVariance(0.01, 1000, 100),
    });
    const one = shareInterval({
      numerator: 100,
      denominator: 1000,
      people: 100,
      variance: ratioVariance(99 ** 2 + 99, 1000, 100),
    });
    expect((one.high ?? 0) - (one.low ?? 0)).toBeGreaterThan(2 * ((even.high ?? 0) - (even.low ?? 0)));
  });

  it('is wider for two people than for twenty of the same variance', () => {
    const [few, many] = [2, 20].map((people) =>
      shareInterval({ numerator: 300, denominator: 1000, people, variance: 0.001 }),
    );
    expect((few.high ?? 0) - (few.low ?? 0)).toBeGreaterThan(3 * ((many.high ?? 0) - (many.low ?? 0)));
  });

  it('is unknown for nobody', () => {
    const nobody = { numerator: 0, denominator: 0, people: 0, variance: Number.NaN };
    expect(shareInterval(nobody)).toEqual({ low: null, high: null });
  });
});

describe('meanInterval', () => {
  it('is unknown for a single person', () => {
    expect(meanInterval(3, Number.NaN, 1)).toEqual({ low: null, high: null });
  });
});

describe('liftInterval', () => {
  const sums = (numerator: number) => ({ numerator, denominator: 100, people: 50, variance: 0.01 });

  it('holds the lift and never goes below −100 %', () => {
    const lift = liftInterval(sums(120), sums(100));
    expect(lift.value).toBeCloseTo(0.2, 12);
    expect(lift.low).toBeLessThan(0.2);
    expect(lift.high).toBeGreaterThan(0.2);
    expect(liftInterval({ ...sums(1), variance: 1 }, sums(100)).low).toBeGreaterThanOrEqual(-1);
  });

  it('has no value against a control arm that never stays', () => {
    expect(liftInterval(sums(120), sums(0))).toEqual({ value: null, low: null, high: null });
  });
});
