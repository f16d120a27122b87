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

/**
 * Difference of two means over the same people, with its interval.
 * @param candidate float64 [people], the metric of each person under the candidate
 * @param other float64 [people], the same people in the same order
 * @throws RangeError for no people, unequal lengths, or a value that is not finite
 */
export function pairedBootstrap(
  candidate: Float64Array,
  other: Float64Array,
  options: BootstrapOptions,
): Difference {
  const people = samePeople([candidate, other]);
  const differences = candidate.map((value, person) => value - other[person]);
  const mean = (drawn: Int32Array) => {
    let total = 0;
    for (let i = 0; i < people; i++) total += differences[drawn[i]];
    return total / people;
  };
  return percentileInterval(mean, people, options);
}

/**
 * Difference of two quotients of sums over the same people, with its interval.
 * @param shape applied to each quotient before the difference: `Math.sqrt` makes mean squared errors an RMSE
 * @throws RangeError as `pairedBootstrap`, and for a denominator that is not positive
 */
export function pairedRatioBootstrap(
  candidate: RatioSample,
  other: RatioSample,
  shape: (quotient: number) => number,
  options: BootstrapOptions,
): Difference {
  const people = samePeople([candidate.numerator, candidate.denominator, other.numerator, other.denominator]);
  for (const { denominator } of [candidate, other]) {
    if (denominator.some((value) => value <= 0)) throw new RangeError('A denominator is not positive');
  }
  const difference = (drawn: Int32Array) => shape(quotient(candidate, drawn)) - shape(quotient(other, drawn));
  return percentileInterval(difference, people, options);
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

/** The statistic of everybody, and the middle `level` of its values over resamples. */
function percentileInterval(
  statistic: (drawn: Int32Array) => number,
  people: number,
  { resamples = 1000, seed, level = 0.95 }: BootstrapOptions,
): Difference {
  if (!(level > 0 && level < 1)) throw new RangeError(`level is ${level}; 0 < level < 1`);
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new RangeError(`resamples is ${resamples}`);
  const random = createRandom(seed);
  const drawn = Int32Array.from({ length: people }, (_, person) => person);
  const difference = statistic(drawn);
  const values = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < people; i++) drawn[i] = random.integer(people);
    values[resample] = statistic(drawn);
  }
  values.sort();
  // As many resamples are left out below as above.
  const outside = Math.floor(((1 - level) / 2) * resamples);
  return { difference, low: values[outside], high: values[resamples - 1 - outside] };
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
