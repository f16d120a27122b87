// Intervals for a champion whose rating model gives none, from the ratings that came after it learned. Made when it is
// published, so that no model on file changes, and again each time, as ratings come in.

import { foldInteractions, type ToldRows } from '../data/interactions.ts';
import { type ConformalIntervals, conformalIntervals } from '../evaluation/conformal.ts';
import { evaluateRating } from '../evaluation/evaluate.ts';
import { DEFAULT_PARAMETERS, groundOf } from '../evaluation/protocol.ts';
import type { ServedRun } from './served-run.ts';

/** Spelt as every protocol is: equal ids, comparable figures. */
const PROTOCOL =
  'after-training/v1;predict=ratings;from=before-training;intervals=split-conformal,every-other-person';

/** @param asOf epoch milliseconds: the newest moment the data know */
export function ratingIntervals(
  { rating, trainedUntil }: Pick<ServedRun, 'rating' | 'trainedUntil'>,
  rows: ToldRows,
  asOf: number,
): ConformalIntervals | null {
  const train = foldInteractions(rows, { until: trainedUntil });
  const test = foldInteractions(rows, { from: trainedUntil, until: asOf });
  const split = { train, test, cut: trainedUntil, genres: null };
  const ground = groundOf(split, DEFAULT_PARAMETERS, { ranking: PROTOCOL, rating: PROTOCOL });
  return conformalIntervals(evaluateRating(rating, ground), ground, rating);
}
