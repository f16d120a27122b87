// A model's figures on a ground of a benchmark: the same lists and definitions as everywhere, at several k at once, with
// slices, the calibration of intervals, and what each person adds, so that models can be paired by person.

import type { RankingModel, RatingModel } from '../../serving/models.ts';
import { type Calibration, calibrationOf } from '../calibration.ts';
import { evaluateRating, type MetricTable, rankingFigures } from '../evaluate.ts';
import { type EvaluationContext, listsOf } from '../lists.ts';
import type { Lists } from '../metrics.ts';
import type { Ground } from '../protocol.ts';
import { rankingSliceFigures, ratingSliceFigures, type SliceFigure } from '../slice-figures.ts';
import { LIST_LENGTHS, SLICED_LENGTH } from './protocols.ts';

/** What is known of a model on one split. */
export interface BenchmarkJudgement {
  readonly metrics: MetricTable;
  readonly slices: readonly SliceFigure[];
  /** Null for the ranking head, and for a rating model without intervals. */
  readonly calibration: Calibration | null;
  /** Ids of the people judged. */
  readonly people: readonly string[];
  /** What each adds, float64 [people]: figures by metric, or sums of errors and their number. */
  readonly perUser: Readonly<Record<string, Float64Array>>;
}

/** Figures at every k of LIST_LENGTHS; none when nobody is judged. */
export async function judgeRanking(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext,
): Promise<BenchmarkJudgement> {
  const longest = await listsOf(model, ground, context);
  let metrics: MetricTable = {};
  let perUser: Record<string, Float64Array> = {};
  let slices: SliceFigure[] = [];
  for (const k of LIST_LENGTHS) {
    const lists = firstOf(longest, k);
    const figures = rankingFigures(lists, ground);
    const capped = cappedRecall(figures.perUser[`recall_at_${k}`], ground, k);
    metrics = { ...metrics, ...figures.metrics, ...capped };
    perUser = { ...perUser, ...figures.perUser };
    if (k === SLICED_LENGTH) slices = rankingSliceFigures({ perUser, lists }, ground);
  }
  const people = ground.users.ranking.map(({ user }) => ground.train.userIds[user]);
  return { metrics, slices, calibration: null, people, perUser };
}

/** The figures alone. */
export async function rankingFiguresOf(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext,
): Promise<MetricTable> {
  return (await judgeRanking(model, ground, context)).metrics;
}

/** RMSE and MAE, and where the model knows intervals what they hold. */
export function judgeRating(
  model: RatingModel,
  ground: Ground,
  { reporter }: EvaluationContext,
): BenchmarkJudgement {
  const { test, users } = ground;
  const evaluation = evaluateRating(model, ground, reporter);
  const calibration = calibrationOf(evaluation, ground, model.scale);
  return {
    metrics: { ...evaluation.metrics, ...intervalFigures(calibration) },
    slices: ratingSliceFigures(evaluation, ground),
    calibration,
    people: users.rating.map(({ entries }) => test.userIds[test.user[entries[0]]]),
    perUser: evaluation.perUser,
  };
}

/** The calibration's main figures by name, so that they are averaged like any other. */
function intervalFigures(calibration: Calibration | null): MetricTable {
  const figures = (calibration?.levels ?? []).flatMap(({ level, coverage, mean_width }) => [
    [`interval_${level}_coverage`, coverage],
    [`interval_${level}_width`, mean_width],
  ]);
  return Object.fromEntries(figures);
}

/**
 * Mean of hits / min(k, relevant), which the tables in the line of Mult-VAE call recall (Liang et al. 2018). Only in
 * benchmarks: beside recall and precision it says nothing new of a model.
 */
function cappedRecall(recall: Float64Array, { users }: Ground, k: number): MetricTable {
  const people = users.ranking.length;
  if (people === 0) return {};
  const total = users.ranking.reduce((sum, { relevant }, person) => {
    return sum + (recall[person] * relevant.size) / Math.min(k, relevant.size);
  }, 0);
  return { [`capped_recall_at_${k}`]: total / people };
}

/** Each figure's mean over the tables that have it. */
export function meanFigures(tables: readonly MetricTable[]): MetricTable {
  return overTables(tables, mean);
}

/** Each figure's standard deviation (n − 1) over the tables that have it, two or more. */
export function spreadFigures(tables: readonly MetricTable[]): MetricTable {
  return overTables(tables, (values) => {
    if (values.length < 2) return null;
    // Around the first value, so that equal values spread by nothing at all.
    const apart = values.map((value) => value - values[0]);
    const middle = mean(apart);
    const squares = apart.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    return Math.sqrt(squares / (values.length - 1));
  });
}

function overTables(
  tables: readonly MetricTable[],
  statistic: (values: readonly number[]) => number | null,
): MetricTable {
  const names = new Set(tables.flatMap((table) => Object.keys(table)));
  const figures: MetricTable = {};
  for (const name of names) {
    const value = statistic(tables.flatMap((table) => (name in table ? [table[name]] : [])));
    if (value !== null) figures[name] = value;
  }
  return figures;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The beginnings of lists: a list of k is the first k of a longer one. */
function firstOf({ items, k: length }: Lists, k: number): Lists {
  const people = items.length / length;
  const first = new Int32Array(people * k);
  for (let person = 0; person < people; person++) {
    first.set(items.subarray(person * length, person * length + k), person * k);
  }
  return { items: first, k };
}
