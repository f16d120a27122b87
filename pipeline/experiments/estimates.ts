// The arithmetic of a comparison between two groups of people: quotients of sums with an interval over people, their
// difference and lift, and the check that the groups have the sizes they should. Intervals are for one look at a
// fixed time: looking every day and stopping when it pleases makes them too narrow.

/** Two-sided 95 % of the standard normal. */
export const Z_95 = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/** A figure and its 95 % interval; null where the data cannot give one. */
export interface Estimate {
  value: number | null;
  interval: Interval | null;
}

/** A quotient of sums over people, such as clicks by impressions. */
export interface Ratio {
  readonly value: number;
  /** Of the value, over people. */
  readonly variance: number;
}

/**
 * Σ above / Σ below with its variance by the jackknife, people as clusters: what one person does a thousand times is
 * one observation, and leaving that person out shows how much hangs on them, where a linearisation would not (Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 11). For a mean per person it is s²/n.
 * @param above [people]
 * @param below [people], all 1 for a mean per person
 * @returns null when Σ below is 0; the variance is NaN when all of it is one person's
 */
export function ratioOf(above: readonly number[], below: readonly number[]): Ratio | null {
  const people = above.length;
  const [allAbove, allBelow] = [total(above), total(below)];
  if (!(allBelow > 0)) return null;
  const without = above.map((part, person) => (allAbove - part) / (allBelow - below[person]));
  const mean = total(without) / people;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { value: allAbove / allBelow, variance: ((people - 1) / people) * squares };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A quotient by itself. */
export function estimateOf(ratio: Ratio): Estimate {
  return { value: ratio.value, interval: around(ratio.value, ratio.variance) };
}

/** a − b, for two groups that share nobody. */
export function differenceOf(a: Ratio, b: Ratio): Estimate {
  const value = a.value - b.value;
  return { value, interval: around(value, a.variance + b.variance) };
}

/** a / b − 1; null unless both are above 0. The interval is made on the logarithm, so it never goes below −100 %. */
export function liftOf(a: Ratio, b: Ratio): Estimate {
  if (!(a.value > 0 && b.value > 0)) return { value: null, interval: null };
  const logarithm = Math.log(a.value / b.value);
  const interval = around(logarithm, a.variance / a.value ** 2 + b.variance / b.value ** 2);
  return {
    value: Math.expm1(logarithm),
    interval: interval && { low: Math.expm1(interval.low), high: Math.expm1(interval.high) },
  };
}

function around(value: number, variance: number): Interval | null {
  const reach = Z_95 * Math.sqrt(variance);
  return Number.isFinite(reach) ? { low: value - reach, high: value + reach } : null;
}

/** Pearson's χ² of observed counts against expected ones, all above 0. */
export function chiSquare(observed: readonly number[], expected: readonly number[]): number {
  return observed.reduce((sum, count, i) => sum + (count - expected[i]) ** 2 / expected[i], 0);
}

/** Probability of a χ² at least this large with one degree of freedom: erfc(√(χ²/2)). */
export function chiSquareTail(value: number): number {
  return erfc(Math.sqrt(value / 2));
}

/**
 * Complementary error function for x ≥ 0 to about 14 digits: its Maclaurin series near 0, where terms shrink fast,
 * and the continued fraction of Laplace beyond (Abramowitz and Stegun 7.1.6 and 7.1.14).
 */
export function erfc(x: number): number {
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let term = 2 * x;
    let series = term;
    for (let n = 1; term > series * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      series += term;
    }
    return 1 - density * series;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}
