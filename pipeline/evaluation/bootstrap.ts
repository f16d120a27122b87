// How sure a difference between two models is: the paired percentile bootstrap over people (Efron and Tibshirani,
// "An Introduction to the Bootstrap", 1993, chapter 13). People are drawn, never single ratings or list places:
// what one person does hangs together. Not a significance test and not a decision; compare.ts reads the interval.

import { createRandom } from '../random.ts';

export interface BootstrapOptions {
  /** Draws of a whole set of people; 1,000 unless told. */
  resamples?: number;
  /** Same seed, same number of people: the same people are drawn, whatever the metric. */
  seed: number;
  /** Share of resamples inside the interval; 0.95 unless told. */
  level?: number;
}

/** Candidate minus other. */
export interface Difference {
  difference: number;
  low: number;
  high: number;
}

/** A metric that is a quotient of sums over people, such as errors by ratings. Both arrays are [people]. */
export interface RatioSample {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}

/** One metric of the same people under two models, in the same order; both float64 [people]. */
export interface Pair {
  readonly candidate: Float64Array;
  readonly other: Float64Array;
}

/** One quotient of the same people under two models. */
export interface RatioPair {
  readonly candidate: RatioSample;
  readonly other: RatioSample;
  /** Applied to each quotient before the difference: `Math.sqrt` makes mean squared errors an RMSE. */
  shape(quotient: number): number;
}

/** Difference of two means over the same people, with its interval. @throws RangeError as `pairedBootstraps` */
export function pairedBootstrap(
  candidate: Float64Array,
  other: Float64Array,
  options: BootstrapOptions,
): Difference {
  return pairedBootstraps([{ candidate, other }], options)[0];
}

/**
 * Differences of means over the same people, each with its interval; a draw of people serves all of them, which gives
 * what each would get alone.
 * @throws RangeError for no people, unequal lengths, or a value that is not finite
 */
export function pairedBootstraps(pairs: readonly Pair[], options: BootstrapOptions): Difference[] {
  const people = samePeople(pairs.flatMap(({ candidate, other }) => [candidate, other]));
  const statistics = pairs.map(({ candidate, other }) => {
    const differences = candidate.map((value, person) => value - other[person]);
    return (drawn: Int32Array) => {
      let total = 0;
      for (let i = 0; i < people; i++) total += differences[drawn[i]];
      return total / people;
    };
  });
  return percentileIntervals(statistics, people, options);
}

/**
 * Differences of quotients of sums over the same people, each with its interval.
 * @throws RangeError as `pairedBootstraps`, and for a denominator that is not positive
 */
export function pairedRatioBootstraps(pairs: readonly RatioPair[], options: BootstrapOptions): Difference[] {
  const samples = pairs.flatMap(({ candidate, other }) => [candidate, other]);
  const people = samePeople(samples.flatMap(({ numerator, denominator }) => [numerator, denominator]));
  for (const { denominator } of samples) {
    if (denominator.some((value) => value <= 0)) throw new RangeError('A denominator is not positive');
  }
  const statistics = pairs.map(
    ({ candidate, other, shape }) =>
      (drawn: Int32Array) =>
        shape(quotient(candidate, drawn)) - shape(quotient(other, drawn)),
  );
  return percentileIntervals(statistics, people, options);
}

function quotient({ numerator, denominator }: RatioSample, drawn: Int32Array): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < drawn.length; i++) {
    above += numerator[drawn[i]];
    below += denominator[drawn[i]];
  }
  return above / below;
}

/** Each statistic of everybody, and the middle `level` of its values over resamples. */
function percentileIntervals(
  statistics: readonly ((drawn: Int32Array) => number)[],
  people: number,
  { resamples = 1000, seed, level = 0.95 }: BootstrapOptions,
): Difference[] {
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}; 0 < level < 1`);
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new RangeError(`resamples is ${resamples}`);
  const random = createRandom(seed);
  const drawn = Int32Array.from({ length: people }, (_, person) => person);
  const whole = statistics.map((statistic) => statistic(drawn));
  const values = statistics.map(() => new Float64Array(resamples));
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < people; i++) drawn[i] = random.integer(people);
    for (let each = 0; each < statistics.length; each++) values[each][resample] = statistics[each](drawn);
  }
  // As many resamples are left out below as above.
  const outside = Math.floor(((1 - level) / 2) * resamples);
  return whole.map((difference, each) => {
    const sorted = values[each].sort();
    return { difference, low: sorted[outside], high: sorted[resamples - 1 - outside] };
  });
}

/** The number of people, once the arrays are known to be about equally many and to hold numbers. */
function samePeople(arrays: Float64Array[]): number {
  const people = arrays[0].length;
  if (people === 0) throw new RangeError('There is nobody to draw: a difference over no people is undefined');
  for (const values of arrays) {
    if (values.length !== people) throw new RangeError(`${values.length} people against ${people}`);
    const odd = values.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) throw new RangeError(`The value of person ${odd} is ${values[odd]}; it must be finite`);
  }
  return people;
}
