// The champion's accuracy, scored now: turns an evaluation into figures of a day with intervals over people. Evaluates
// nothing itself (evaluation/ does), and never puts figures of two protocols into one series.

import type { RankingEvaluation, RatingEvaluation } from '../evaluation/evaluate.ts';
import { type Calendar, dayName, mapDays } from './days.ts';
import { type DayReading, missingDay } from './facts.ts';
import { meanInterval, ratioVariance, shareInterval } from './intervals.ts';

/** The facts that are an evaluation of the champion. */
export const SCORED_FACTS = ['rmse', 'precision_at_10', 'ndcg_at_10'] as const;
/** One of them. */
export type ScoredFact = (typeof SCORED_FACTS)[number];

/** One accuracy figure of a run on a day. Plain data, so that a decision on file can bring it back. */
export interface ScoredFigure {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly run: string;
  readonly metric: ScoredFact;
  readonly protocol: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly samples: number;
  readonly people: number;
}

/** The columns of evaluations that are read. */
export interface ChampionEvaluations {
  readonly day: string;
  readonly run: string;
  readonly ranking: Pick<RankingEvaluation, 'protocol' | 'perUser'>;
  readonly rating: Pick<RatingEvaluation, 'protocol' | 'perUser'>;
}

/** The champion's figures of a day; a metric that nobody could be judged on is left out. */
export function scoreFigures({ day, run, ranking, rating }: ChampionEvaluations): ScoredFigure[] {
  const figures: ScoredFigure[] = [];
  for (const metric of ['precision_at_10', 'ndcg_at_10'] as const) {
    const known = (ranking.perUser[metric] ?? new Float64Array(0)).filter((value) => !Number.isNaN(value));
    if (known.length > 0)
      figures.push({ day, run, metric, protocol: ranking.protocol, ...meanOfPeople(known) });
  }
  if (rating.perUser.count.length > 0) {
    figures.push({ day, run, metric: 'rmse', protocol: rating.protocol, ...rootMeanSquare(rating.perUser) });
  }
  return figures;
}

/** The mean of a metric in [0, 1]; where nobody differs, Wilson's interval keeps a few people from sounding certain. */
function meanOfPeople(values: Float64Array) {
  const people = values.length;
  const numerator = values.reduce((sum, value) => sum + value, 0);
  const value = numerator / people;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  const variance = ratioVariance(squares, people, people);
  const { low, high } =
    squares > 0
      ? meanInterval(value, variance, people)
      : shareInterval({ numerator, denominator: people, people, variance });
  return {
    value,
    low: low === null ? null : Math.max(0, low),
    high: high === null ? null : Math.min(1, high),
    samples: people,
    people,
  };
}

/** √(Σ error² / Σ count); the interval is that of the mean square, taken through the root. */
function rootMeanSquare({ squared_error, count }: RatingEvaluation['perUser']) {
  const people = count.length;
  const samples = count.reduce((sum, each) => sum + each, 0);
  const square = squared_error.reduce((sum, each) => sum + each, 0) / samples;
  const left = squared_error.reduce((sum, each, person) => sum + (each - square * count[person]) ** 2, 0);
  const { low, high } = meanInterval(square, ratioVariance(left, samples, people), people);
  return {
    value: Math.sqrt(square),
    low: low === null ? null : Math.sqrt(Math.max(0, low)),
    high: high === null ? null : Math.sqrt(high),
    samples,
    people,
  };
}

/** One metric of one run by day, under the protocol of its newest figure; figures under others are left out. */
export function scoredSeries(
  figures: readonly ScoredFigure[],
  { metric, run }: { metric: ScoredFact; run: string | null },
  calendar: Calendar,
): { series: DayReading[]; protocol: string | null } {
  const last = dayName(calendar.last);
  const own = figures.filter((each) => each.metric === metric && each.run === run && each.day <= last);
  const newest = own.reduce<ScoredFigure | null>((a, b) => (a === null || b.day >= a.day ? b : a), null);
  const byDay = new Map(
    own.filter((each) => each.protocol === newest?.protocol).map((each) => [each.day, each]),
  );
  const series = mapDays(calendar, (day) => {
    const figure = byDay.get(dayName(day));
    if (figure === undefined) return missingDay(dayName(day));
    const { value, low, high, samples, people } = figure;
    return { ...missingDay(dayName(day)), value, low, high, samples, people };
  });
  return { series, protocol: newest?.protocol ?? null };
}
