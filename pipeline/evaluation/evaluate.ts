// A model's figures on a frozen ground, for all people together and for each, so that two models can be compared
// person by person. Not a verdict. Where a figure cannot be known it is absent: missing is not zero.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { dayNumber } from '../data/time.ts';
import { type Reporter, silent } from '../reporter.ts';
import type { RankingModel, RatedEntry, RatingModel } from '../serving/models.ts';
import { foldInRating, predictRating, ratingDeviation } from '../serving/rating.ts';
import { type EvaluationContext, listsOf } from './lists.ts';
import * as metrics from './metrics.ts';
import { type Ground, rowsIn } from './protocol.ts';
import { type MetricTable, rankingFigures } from './ranking-figures.ts';

export { type MetricTable, rankingFigures } from './ranking-figures.ts';

export interface RankingEvaluation {
  readonly head: 'ranking';
  readonly protocol: string;
  readonly ground_sha256: string;
  /** People judged; with 0 there are no metrics. */
  readonly users: number;
  readonly metrics: MetricTable;
  /**
   * By metric, float64 [users], in the ground's order; NaN where a person's figure is unknown. What belongs to all
   * lists together (coverage, personalisation, Gini) is not among them.
   */
  readonly perUser: Readonly<Record<string, Float64Array>>;
  /** The lists that were judged, so that slices need no second scoring. */
  readonly lists: metrics.Lists;
}

export interface RatingEvaluation {
  readonly head: 'rating';
  readonly protocol: string;
  readonly ground_sha256: string;
  /** People judged; with 0 there are no metrics. */
  readonly users: number;
  /** Of them, people with a rating before the cut; the others are newcomers to the model, too. */
  readonly known_users: number;
  /** Ratings predicted. */
  readonly ratings: number;
  readonly metrics: MetricTable;
  /** Sums over a person's ratings, float64 [users]. */
  readonly perUser: {
    readonly squared_error: Float64Array;
    readonly absolute_error: Float64Array;
    readonly count: Float64Array;
  };
  /** Float64 [entries of the ground's test]; NaN where an entry is not judged. */
  readonly predictions: Float64Array;
  /** One standard deviation of each prediction, NaN where unknown; null where the model knows none. */
  readonly deviations: Float64Array | null;
}

/**
 * Ranking figures at the ground's k: precision, recall, map, ndcg, mrr, hit_rate, serendipity, diversity, novelty,
 * coverage, personalisation, gini, each named "…_at_k". Diversity is absent without genres.
 */
export async function evaluateRanking(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext = { reporter: silent, threads: 1 },
): Promise<RankingEvaluation> {
  const lists = await listsOf(model, ground, context);
  return {
    head: 'ranking',
    protocol: ground.protocols.ranking,
    ground_sha256: ground.sha256,
    users: ground.users.ranking.length,
    ...rankingFigures(lists, ground),
    lists,
  };
}

/**
 * RMSE and MAE over the ratings after the cut, each predicted from the person's ratings before it; with a model that
 * knows days, for the UTC day on which it was given.
 */
export function evaluateRating(
  model: RatingModel,
  ground: Ground,
  reporter: Reporter = silent,
): RatingEvaluation {
  const { train, test, users } = ground;
  const people = users.rating.length;
  const perUser = {
    squared_error: new Float64Array(people),
    absolute_error: new Float64Array(people),
    count: new Float64Array(people),
  };
  const predictions = new Float64Array(test.user.length).fill(Number.NaN);
  const deviations = model.uncertainty ? predictions.slice() : null;
  const pointers = userPointers(train);
  const trainRows = rowsIn(model.itemIds, train.itemIds);
  const testRows = rowsIn(model.itemIds, test.itemIds);
  let known = 0;
  users.rating.forEach(({ user, entries }, index) => {
    const rated = user < 0 ? [] : ratingsOf(train, pointers, user, trainRows);
    if (rated.length > 0) known++;
    const person = foldInRating(model, rated);
    for (const entry of entries) {
      const item = testRows[test.item[entry]];
      const day = model.dayRegularisation ? dayNumber(test.timestamp[entry]) : undefined;
      predictions[entry] = predictRating(model, person, item, day);
      if (deviations) deviations[entry] = ratingDeviation(model, person, item, day) ?? Number.NaN;
      const error = predictions[entry] - test.rating[entry];
      perUser.squared_error[index] += error * error;
      perUser.absolute_error[index] += Math.abs(error);
    }
    perUser.count[index] = entries.length;
  });
  reporter.progress(`Predicted the ratings of ${people} people`);
  return {
    head: 'rating',
    protocol: ground.protocols.rating,
    ground_sha256: ground.sha256,
    users: people,
    known_users: known,
    ratings: metrics.sum(perUser.count),
    metrics: people === 0 ? {} : ratingFigures(perUser),
    perUser,
    predictions,
    deviations,
  };
}

function ratingFigures({ squared_error, absolute_error, count }: RatingEvaluation['perUser']): MetricTable {
  return { rmse: metrics.rmse(squared_error, count), mae: metrics.mae(absolute_error, count) };
}

/** What one person rated before the cut, in the model's rows; items it does not know say nothing to it. */
function ratingsOf(
  train: Interactions,
  pointers: Int32Array,
  user: number,
  modelRows: Int32Array,
): RatedEntry[] {
  const rated: RatedEntry[] = [];
  for (let entry = pointers[user]; entry < pointers[user + 1]; entry++) {
    const item = modelRows[train.item[entry]];
    if (item < 0 || Number.isNaN(train.rating[entry])) continue;
    rated.push({ item, rating: train.rating[entry], day: dayNumber(train.timestamp[entry]) });
  }
  return rated;
}
