// Two models on the same ground, metric by metric, each difference with its interval. Refuses to compare what was
// judged differently. Not a verdict: rules/ weighs the differences.

import { InputError } from '../errors.ts';
import {
  type BootstrapOptions,
  type Difference,
  type Pair,
  pairedBootstraps,
  pairedRatioBootstraps,
  type RatioSample,
} from './bootstrap.ts';
import type { RankingEvaluation, RatingEvaluation } from './evaluate.ts';
import { sum } from './metrics.ts';

/** One metric of two models on the same ground. Differences are candidate minus opponent. */
export interface Comparison {
  head: 'ranking' | 'rating';
  metric: string;
  opponent: 'champion' | 'floor';
  candidate: number;
  other: number;
  difference: number;
  /** 95 % paired bootstrap interval of the difference, over users. */
  low: number;
  high: number;
  /** People behind the difference: those whose figure is known under both models. */
  users: number;
  higher_is_better: boolean;
  result: 'better' | 'worse' | 'no difference shown';
}

/** What a figure must say about itself before it may stand beside another. */
export interface Judged {
  readonly protocol: string;
  readonly ground_sha256: string;
}

/** Below this many people the bootstrap's interval is too narrow to be believed, and no difference counts as shown. */
export const FEWEST_USERS = 20;

/** What is compared of an evaluation. */
export type RankingFigures = Judged & Pick<RankingEvaluation, 'perUser'>;
export type RatingFigures = Judged & Pick<RatingEvaluation, 'perUser'>;

export interface CompareOptions extends Pick<BootstrapOptions, 'seed' | 'resamples'> {
  opponent: Comparison['opponent'];
}

/** @throws InputError naming both ids, when the protocols or the grounds differ. */
export function assertComparable(one: Judged, other: Judged): void {
  if (one.protocol !== other.protocol) {
    throw new InputError({
      problem: `figures under the protocols "${one.protocol}" and "${other.protocol}" cannot be compared.`,
      legal: 'Evaluate both models under one protocol.',
    });
  }
  if (one.ground_sha256 !== other.ground_sha256) {
    throw new InputError({
      problem: `figures on the grounds ${one.ground_sha256} and ${other.ground_sha256} cannot be compared.`,
      legal: 'Evaluate both models on one frozen split.',
    });
  }
}

/**
 * Every per-person ranking metric, candidate against other, in the evaluation's order. Coverage is not among them:
 * it belongs to all lists together, so people cannot be paired on it. Empty when nobody was judged.
 */
export function compareRanking(
  candidate: RankingFigures,
  other: RankingFigures,
  options: CompareOptions,
): Comparison[] {
  assertComparable(candidate, other);
  const pairs = Object.keys(candidate.perUser)
    .map((metric) => ({ metric, ...knownUnderBoth(candidate.perUser[metric], other.perUser[metric]) }))
    .filter((pair) => pair.candidate.length > 0);
  const differences = differencesOf(pairs, options);
  return pairs.map((pair, i) => ({
    head: 'ranking' as const,
    metric: pair.metric,
    opponent: options.opponent,
    candidate: sum(pair.candidate) / pair.candidate.length,
    other: sum(pair.other) / pair.other.length,
    ...concluded(pair.candidate.length, true, differences[i]),
  }));
}

/** Metrics known of as many people are drawn together: the draws would be the same. */
function differencesOf(pairs: readonly Pair[], options: CompareOptions): Difference[] {
  const found = new Map<Pair, Difference>();
  for (const people of new Set(pairs.map(({ candidate }) => candidate.length))) {
    const alike = pairs.filter(({ candidate }) => candidate.length === people);
    pairedBootstraps(alike, options).forEach((difference, i) => {
      found.set(alike[i], difference);
    });
  }
  return pairs.flatMap((pair) => found.get(pair) ?? []);
}

/** RMSE and MAE, candidate against other; people are drawn with all their ratings. Empty when nobody was judged. */
export function compareRating(
  candidate: RatingFigures,
  other: RatingFigures,
  options: CompareOptions,
): Comparison[] {
  assertComparable(candidate, other);
  const users = candidate.perUser.count.length;
  if (users === 0) return [];
  const metrics = [
    { metric: 'rmse', errors: 'squared_error', shape: Math.sqrt },
    { metric: 'mae', errors: 'absolute_error', shape: (mean: number) => mean },
  ] as const;
  const sampleOf = ({ perUser }: RatingFigures, errors: 'squared_error' | 'absolute_error') => ({
    numerator: perUser[errors],
    denominator: perUser.count,
  });
  const pairs = metrics.map(({ errors, shape }) => ({
    candidate: sampleOf(candidate, errors),
    other: sampleOf(other, errors),
    shape,
  }));
  const differences = pairedRatioBootstraps(pairs, options);
  return pairs.map((pair, i) => ({
    head: 'rating' as const,
    metric: metrics[i].metric,
    opponent: options.opponent,
    candidate: pooled(pair.candidate, pair.shape),
    other: pooled(pair.other, pair.shape),
    ...concluded(users, false, differences[i]),
  }));
}

/** The figure of everybody: as evaluate.ts has it. */
function pooled({ numerator, denominator }: RatioSample, shape: (mean: number) => number): number {
  return shape(sum(numerator) / sum(denominator));
}

/** The interval decides: wholly on one side of zero, over enough people, or no difference is shown. */
function concluded(users: number, higherIsBetter: boolean, { difference, low, high }: Difference) {
  let result: Comparison['result'] = 'no difference shown';
  if (users >= FEWEST_USERS && (low > 0 || high < 0)) {
    result = low > 0 === higherIsBetter ? 'better' : 'worse';
  }
  return { difference, low, high, users, higher_is_better: higherIsBetter, result };
}

/** The people whose figure is known under both models. */
function knownUnderBoth(candidate: Float64Array, other: Float64Array) {
  const known = (_: number, person: number) =>
    !Number.isNaN(candidate[person]) && !Number.isNaN(other[person]);
  return { candidate: candidate.filter(known), other: other.filter(known) };
}
