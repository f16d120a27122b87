// A model's figures on a frozen ground, for all people together and for each, so that two models can be compared
// person by person. Not a verdict. Where a figure cannot be known it is absent: missing is not zero.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { type Reporter, silent } from '../reporter.ts';
import type { RankingModel, RatedEntry, RatingModel } from '../serving/models.ts';
import { foldInRating, predictRating } from '../serving/rating.ts';
import { type EvaluationContext, listsOf } from './lists.ts';
import * as metrics from './metrics.ts';
import { type Ground, rowsIn } from './protocol.ts';

/** Figures by name: "ndcg_at_10", "rmse". */
export type MetricTable = Record<string, number>;

export interface RankingEvaluation {
  readonly head: 'ranking';
  readonly protocol: string;
  readonly ground_sha256: string;
  /** People judged; with 0 there are no metrics. */
  readonly users: number;
  readonly metrics: MetricTable;
  /** By metric, float64 [users], in the ground's order; NaN where a person's figure is unknown. Coverage has none. */
  readonly perUser: Readonly<Record<string, Float64Array>>;
}

export interface RatingEvaluation {
  readonly head: 'rating';
  readonly protocol: string;
  readonly ground_sha256: string;
  /** People judged; with 0 there are no metrics. */
  readonly users: number;
  /** Of them, people with a rating before the cut; the others are predicted by mean and item bias. */
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
}

/**
 * Ranking figures at the ground's k: precision, recall, map, ndcg, mrr, hit_rate, coverage, diversity, novelty, each
 * named "…_at_k". Diversity is absent without genres.
 */
export async function evaluateRanking(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext = { reporter: silent, threads: 1 },
): Promise<RankingEvaluation> {
  const figures = rankingFigures(await listsOf(model, ground, context), ground);
  return {
    head: 'ranking',
    protocol: ground.protocols.ranking,
    ground_sha256: ground.sha256,
    users: ground.users.ranking.length,
    ...figures,
  };
}

/** The figures of lists that were made on this ground, at the lists' own k. */
export function rankingFigures(
  lists: metrics.Lists,
  ground: Ground,
): Pick<RankingEvaluation, 'metrics' | 'perUser'> {
  const perUser = named(lists.k, personFigures(lists, ground));
  const means = Object.entries(perUser).flatMap(([name, values]) => meanOfKnown(name, values));
  if (ground.users.ranking.length === 0) return { metrics: {}, perUser };
  const coverage = metrics.catalogueCoverage(lists, ground.train.itemIds.length);
  return { metrics: { ...Object.fromEntries(means), ...named(lists.k, { coverage }) }, perUser };
}

/** Each metric of each person; the hits of a list are found once and read by all. */
function personFigures(lists: metrics.Lists, ground: Ground): Record<string, Float64Array> {
  const { train, users, genres } = ground;
  const people = users.ranking.length;
  const column = () => new Float64Array(people);
  const figures = { precision: column(), recall: column(), map: column(), ndcg: column(), mrr: column() };
  const more = { hit_rate: column(), diversity: column(), novelty: column() };
  const touched = peopleByItem(train);
  users.ranking.forEach(({ relevant }, person) => {
    const list = listOf(lists, person);
    const hits = metrics.hitsAt(list, relevant, lists.k);
    figures.precision[person] = metrics.precision(hits);
    figures.recall[person] = metrics.recall(hits, relevant.size);
    figures.map[person] = metrics.averagePrecision(hits, relevant.size);
    figures.ndcg[person] = metrics.ndcg(hits, relevant.size);
    figures.mrr[person] = metrics.reciprocalRank(hits);
    more.hit_rate[person] = metrics.hit(hits);
    more.diversity[person] = (genres && metrics.intraListDiversity(list, genres)) ?? Number.NaN;
    more.novelty[person] = metrics.novelty(list, touched, train.userIds.length) ?? Number.NaN;
  });
  return { ...figures, ...more };
}

/** One person's list without the fill at its end. */
function listOf({ items, k }: metrics.Lists, person: number): Int32Array {
  const list = items.subarray(person * k, (person + 1) * k);
  const end = list.indexOf(-1);
  return end < 0 ? list : list.subarray(0, end);
}

/** People who touched an item in training; float64 [items]. */
function peopleByItem({ item, itemIds }: Interactions): Float64Array {
  const touched = new Float64Array(itemIds.length);
  for (const row of item) touched[row]++;
  return touched;
}

function named<T>(k: number, figures: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}_at_${k}`, value]));
}

/** The mean over people whose figure is known, or nothing when nobody's is. */
function meanOfKnown(name: string, values: Float64Array): [string, number][] {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? [] : [[name, metrics.sum(known) / known.length]];
}

/** RMSE and MAE over the ratings after the cut, each predicted from the person's ratings before it. */
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
  const pointers = userPointers(train);
  const trainRows = rowsIn(model.itemIds, train.itemIds);
  const testRows = rowsIn(model.itemIds, test.itemIds);
  let known = 0;
  users.rating.forEach(({ user, entries }, index) => {
    const rated = user < 0 ? [] : ratingsOf(train, pointers, user, trainRows);
    if (rated.length > 0) known++;
    const person = foldInRating(model, rated);
    for (const entry of entries) {
      const error = predictRating(model, person, testRows[test.item[entry]]) - test.rating[entry];
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
    if (item >= 0 && !Number.isNaN(train.rating[entry])) rated.push({ item, rating: train.rating[entry] });
  }
  return rated;
}
