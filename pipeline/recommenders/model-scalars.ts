// What a model is beside its arrays, as key-value pairs of text: the footer of its Parquet file carries them.
// Numbers are written so that reading them gives the same float64.

import { InputError, quoted } from '../errors.ts';
import type { BlendModel, Bm25Weighting, RankingModel, RatingModel } from '../serving/models.ts';

/** More factors than this in a footer is damage, not a model. */
const MOST_FACTORS = 512;
const MOST_PARTS = 8;

/** The scalars of a model by their names in the footer. */
export function scalarsOf(model: RankingModel | RatingModel): Record<string, string> {
  if (model.kind === 'popularity') return { kind: model.kind };
  if (model.kind === 'rating') {
    const numbers = asText(model.kind, {
      k: model.k,
      mean: model.mean,
      bias_regularisation: model.biasRegularisation,
      factor_regularisation: model.factorRegularisation,
      scale_min: model.scale.min,
      scale_max: model.scale.max,
      ...(model.uncertainty ? { noise_variance: model.uncertainty.noise } : {}),
      ...(model.dayRegularisation ? { day_regularisation: model.dayRegularisation } : {}),
    });
    return model.implicit ? { ...numbers, implicit: 'rated' } : numbers;
  }
  if (model.kind === 'blend') return blendScalars(model);
  if (model.kind === 'neighbours') return asText(model.kind, { positive_rating: model.positiveRating });
  if (model.kind === 'projection') {
    const { k, itemExponent, positiveRating } = model;
    return asText(model.kind, { k, item_exponent: itemExponent, positive_rating: positiveRating });
  }
  const { weighting } = model;
  return {
    ...asText(model.kind, {
      k: model.k,
      unobserved_weight: model.unobservedWeight,
      regularisation: model.regularisation,
      frequency_exponent: model.frequencyExponent,
      positive_rating: model.positiveRating,
    }),
    weighting: weighting ? 'bm25' : 'none',
    ...(weighting ? asText(null, bm25Scalars(weighting)) : {}),
  };
}

/** The weight of each part and its own scalars, after its prefix. */
function blendScalars({ kind, parts }: BlendModel): Record<string, string> {
  const ofParts = parts.flatMap(({ weight, model }, part) =>
    Object.entries({ weight: String(weight), ...scalarsOf(model) }).map(([name, value]) => [
      partPrefix(part) + name,
      value,
    ]),
  );
  return { ...asText(kind, { parts: parts.length }), ...Object.fromEntries(ofParts) };
}

function partPrefix(part: number): string {
  return `part_${part}_`;
}

function bm25Scalars({ k1, b, people, averageLength, scale }: Bm25Weighting): Record<string, number> {
  return {
    bm25_k1: k1,
    bm25_b: b,
    bm25_people: people,
    bm25_average_length: averageLength,
    bm25_scale: scale,
  };
}

function asText(kind: string | null, numbers: Record<string, number>): Record<string, string> {
  const pairs = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  return { ...(kind === null ? {} : { kind }), ...Object.fromEntries(pairs) };
}

/** Reads scalars back; every reader throws an InputError naming the file and the key. */
export interface Scalars {
  choice<C extends string>(name: string, legal: readonly C[]): C;
  number(name: string): number;
  /** A number that is not negative. */
  variance(name: string): number;
  /** A number above zero. */
  positive(name: string): number;
  has(name: string): boolean;
  /** The number of factors. */
  k(): number;
  /** The scalars of each part of a blend. */
  parts(): Scalars[];
}

export function scalarReader(pairs: ReadonlyMap<string, string>, file: string, prefix = ''): Scalars {
  const get = (name: string) => pairs.get(prefix + name);
  const refuse = (name: string, legal: string) => {
    const value = get(name);
    const problem = value === undefined ? 'there is no such key.' : `${quoted(value)} is not legal.`;
    const place = `footer, key ${prefix}${name}`;
    return new InputError({ file, place, problem, legal: `Legal: ${legal}.` });
  };
  const readNumber = (name: string) => {
    const text = get(name) ?? '';
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) throw refuse(name, 'a finite number');
    return value;
  };
  return {
    choice(name, legal) {
      const found = legal.find((choice) => choice === get(name));
      if (found === undefined) throw refuse(name, legal.join(', '));
      return found;
    },
    number: readNumber,
    variance(name) {
      const value = readNumber(name);
      if (value < 0) throw refuse(name, '0 or more');
      return value;
    },
    positive(name) {
      const value = readNumber(name);
      if (value <= 0) throw refuse(name, 'more than 0');
      return value;
    },
    has: (name) => pairs.has(prefix + name),
    k() {
      const k = readNumber('k');
      if (!Number.isInteger(k) || k < 0 || k > MOST_FACTORS) throw refuse('k', `0 to ${MOST_FACTORS}`);
      return k;
    },
    parts() {
      const parts = readNumber('parts');
      if (!Number.isInteger(parts) || parts < 1 || parts > MOST_PARTS) {
        throw refuse('parts', `1 to ${MOST_PARTS}`);
      }
      return Array.from({ length: parts }, (_, part) => scalarReader(pairs, file, partPrefix(part)));
    },
  };
}

/** The BM25 weighting a factor model was trained with, or null. */
export function weightingOf(scalars: Scalars): Bm25Weighting | null {
  if (scalars.choice('weighting', ['none', 'bm25']) === 'none') return null;
  return {
    k1: scalars.number('bm25_k1'),
    b: scalars.number('bm25_b'),
    people: scalars.number('bm25_people'),
    averageLength: scalars.number('bm25_average_length'),
    scale: scalars.number('bm25_scale'),
  };
}
