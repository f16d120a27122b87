// 95 % intervals of figures that are quotients of sums over people. People are the unit: what one person does a
// hundred times is one observation, so a figure made by one person has a very wide interval. For one look at a fixed
// time; not a significance test.

/** Sums over people, each person once. */
export interface PeopleSums {
  readonly numerator: number;
  readonly denominator: number;
  readonly people: number;
  /** Variance of numerator / denominator over people by the delta method; NaN for fewer than two people. */
  readonly variance: number;
}

/** Ends of a 95 % interval; both null where the data cannot give one. */
export interface Interval {
  low: number | null;
  high: number | null;
}

const UNKNOWN: Interval = { low: null, high: null };

/** Two-sided 95 % of the standard normal. */
const Z = 1.959963984540054;

/** Two-sided 95 % of Student's t with 1 to 10 degrees of freedom, where the expansion below is not good enough. */
const SMALL_T = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];

/** Two-sided 95 % quantile of Student's t (Cornish-Fisher expansion, Abramowitz and Stegun 26.7.5; 4 digits). */
export function studentT(degrees: number): number {
  if (degrees < 1) return Number.POSITIVE_INFINITY;
  if (degrees <= SMALL_T.length) return SMALL_T[Math.floor(degrees) - 1];
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** Delta-method variance of Σ numerator / Σ denominator from what each person left over of their share. */
export function ratioVariance(squaredResiduals: number, denominator: number, people: number): number {
  return people < 2 ? Number.NaN : (people / (people - 1)) * (squaredResiduals / denominator ** 2);
}

/** value ± t·σ with people − 1 degrees of freedom; unknown for fewer than two people. */
export function meanInterval(value: number, variance: number, people: number): Interval {
  if (people < 2 || !Number.isFinite(variance)) return UNKNOWN;
  const reach = studentT(people - 1) * Math.sqrt(variance);
  return { low: value - reach, high: value + reach };
}

/**
 * Wilson's interval of a share in [0, 1] with the number of observations the people are worth (Korn and Graubard 1998): p(1 − p)
 * by the variance over people, at most the denominator, shrunk for few people. Where the variance says nothing (one
 * person, or nobody differs) each person is worth one observation.
 */
export function shareInterval({ numerator, denominator, people, variance }: PeopleSums): Interval {
  if (people < 1 || !(denominator > 0)) return UNKNOWN;
  const share = numerator / denominator;
  const effective = variance > 0 ? (share * (1 - share)) / variance : people;
  const worth = Math.min(effective, denominator) * (people < 2 ? 1 : (Z / studentT(people - 1)) ** 2);
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * worth)) / (1 + z2 / worth);
  const reach = (Z / (1 + z2 / worth)) * Math.sqrt((share * (1 - share)) / worth + z2 / (4 * worth * worth));
  // Wilson's interval holds the share by definition; rounding must not say otherwise at 0 and 1.
  return {
    low: Math.min(share, Math.max(0, middle - reach)),
    high: Math.max(share, Math.min(1, middle + reach)),
  };
}

/** a / b − 1 with an interval made on the logarithm, never below −100 %; null value unless both are above 0. */
export function liftInterval(a: PeopleSums, b: PeopleSums): Interval & { value: number | null } {
  const means = [a, b].map((sums) => sums.numerator / sums.denominator);
  if (!means.every((mean) => mean > 0)) return { value: null, ...UNKNOWN };
  const logarithm = Math.log(means[0] / means[1]);
  const variance = a.variance / means[0] ** 2 + b.variance / means[1] ** 2;
  const { low, high } = meanInterval(logarithm, variance, Math.min(a.people, b.people));
  const back = (end: number | null) => (end === null ? null : Math.expm1(end));
  return { value: Math.expm1(logarithm), low: back(low), high: back(high) };
}
