// The figures of slices with their intervals, of one model and of two on the same ground. The intervals are those of a
// quotient of sums over people (linearised, 95 %): as good as the bootstrap from some twenty people on, and cheap enough
// for every slice. Not a verdict: rules/ weighs the differences.

import { assertComparable, FEWEST_USERS, type Judged } from './compare.ts';
import type { Ground } from './protocol.ts';
import {
  type RankingJudged,
  type RatingJudged,
  rankingSamples,
  ratingSamples,
  type SliceSample,
} from './slice-samples.ts';

/** One metric of one slice under one model. */
export interface SliceFigure {
  head: 'ranking' | 'rating';
  /** The slice's name: "newcomers", "genre:Drama". */
  slice: string;
  /** Who or what is in it, in words. */
  about: string;
  metric: string;
  value: number;
  /** Ends of the 95 % interval over people; null with fewer than two. */
  low: number | null;
  high: number | null;
  /** People behind the figure. */
  users: number;
  /** Relevant films or ratings behind it. */
  entries: number;
  /** Whether these are enough people for the interval to be believed. */
  is_enough: boolean;
}

/** The compared metric of one slice, candidate minus opponent: NDCG of people, recall of films, RMSE of ratings. */
export interface SliceComparison {
  head: 'ranking' | 'rating';
  slice: string;
  about: string;
  metric: string;
  opponent: 'champion' | 'floor';
  candidate: number;
  other: number;
  difference: number;
  /** Ends of the 95 % interval of the difference, over people; null with fewer than two. */
  low: number | null;
  high: number | null;
  users: number;
  entries: number;
  higher_is_better: boolean;
  /** "too few people" says nothing either way: below 20 no difference counts, and its absence does not either. */
  result: 'better' | 'worse' | 'no difference shown' | 'too few people';
}

/** Normal quantile of a two-sided 95 %. */
const Z95 = 1.959964;

export function rankingSliceFigures(evaluation: RankingJudged, ground: Ground): SliceFigure[] {
  return rankingSamples(evaluation, ground).flatMap((sample) => sliceFigure('ranking', sample));
}

export function ratingSliceFigures(evaluation: RatingJudged, ground: Ground): SliceFigure[] {
  return ratingSamples(evaluation, ground).flatMap((sample) => sliceFigure('rating', sample));
}

/** Both heads of a model, judged. */
export interface JudgedHeads {
  readonly ranking: Judged & RankingJudged;
  readonly rating: Judged & RatingJudged;
}

/**
 * The candidate's slices against the champion's, or against the floor's where there is none.
 * @throws InputError when the two were not judged on the same ground
 */
export function compareSlices(
  {
    candidate,
    champion,
    floor,
  }: {
    readonly candidate: JudgedHeads;
    readonly champion: JudgedHeads | null;
    readonly floor: JudgedHeads;
  },
  ground: Ground,
): SliceComparison[] {
  const opponent = champion === null ? 'floor' : 'champion';
  const other = champion ?? floor;
  assertComparable(candidate.ranking, other.ranking);
  assertComparable(candidate.rating, other.rating);
  const compare = (head: SliceComparison['head'], mine: SliceSample[], theirs: SliceSample[]) =>
    mine.flatMap((sample, i) => compared(head, sample, theirs[i], opponent));
  return [
    ...compare('ranking', rankingSamples(candidate.ranking, ground), rankingSamples(other.ranking, ground)),
    ...compare('rating', ratingSamples(candidate.rating, ground), ratingSamples(other.rating, ground)),
  ];
}

function sliceFigure(head: SliceFigure['head'], sample: SliceSample): SliceFigure[] {
  const estimate = estimated(sample);
  if (estimate === null) return [];
  const { value, influence, users } = estimate;
  const { slice, metric, entries } = sample;
  const { low, high } = around(value, influence, users);
  // No figure of a slice is below 0, and what is a mean of shares is at most 1.
  const most = sample.shape === 'mean' ? 1 : Number.POSITIVE_INFINITY;
  const interval = { low: low && Math.max(0, low), high: high && Math.min(most, high) };
  const is_enough = users >= FEWEST_USERS;
  return [
    { head, slice: slice.name, about: slice.about, metric, value, ...interval, users, entries, is_enough },
  ];
}

function compared(
  head: SliceComparison['head'],
  sample: SliceSample,
  theirs: SliceSample,
  opponent: SliceComparison['opponent'],
): SliceComparison[] {
  const [mine, other] = [estimated(sample), estimated(theirs)];
  if (!sample.isCompared || mine === null || other === null) return [];
  const { slice, metric, shape, entries } = sample;
  const difference = mine.value - other.value;
  const { low, high } = around(
    difference,
    mine.influence.map((own, person) => own - other.influence[person]),
    mine.users,
  );
  const higher_is_better = shape === 'mean';
  return [
    {
      head,
      slice: slice.name,
      about: slice.about,
      metric,
      opponent,
      candidate: mine.value,
      other: other.value,
      difference,
      low,
      high,
      users: mine.users,
      entries,
      higher_is_better,
      result: concluded({ low, high, users: mine.users, higher_is_better }),
    },
  ];
}

type Ends = Pick<SliceComparison, 'low' | 'high'>;

function concluded({
  low,
  high,
  users,
  higher_is_better,
}: Ends & Pick<SliceComparison, 'users' | 'higher_is_better'>): SliceComparison['result'] {
  if (users < FEWEST_USERS || low === null || high === null) return 'too few people';
  if (low <= 0 && high >= 0) return 'no difference shown';
  return low > 0 === higher_is_better ? 'better' : 'worse';
}

/** The figure, and how far each person moves it; null when nobody is in the slice. */
export function estimated({
  numerator,
  denominator,
  shape,
}: Pick<SliceSample, 'numerator' | 'denominator' | 'shape'>) {
  let above = 0;
  let below = 0;
  let users = 0;
  for (let person = 0; person < numerator.length; person++) {
    above += numerator[person];
    below += denominator[person];
    if (denominator[person] > 0) users++;
  }
  if (users === 0) return null;
  const mean = above / below;
  const value = shape === 'root' ? Math.sqrt(mean) : mean;
  // The slope of the root; without any error nobody moves it.
  const slope = shape === 'mean' ? 1 : value > 0 ? 1 / (2 * value) : 0;
  const influence = numerator.map((own, person) => (slope * (own - mean * denominator[person])) / below);
  return { value, influence, users };
}

/** The 95 % interval around a figure; ends are null with fewer than two people. */
export function around(value: number, influence: Float64Array, users: number): Ends {
  if (users < 2) return { low: null, high: null };
  const squares = influence.reduce((sum, own) => sum + own * own, 0);
  const half = Z95 * Math.sqrt((users / (users - 1)) * squares);
  return { low: value - half, high: value + half };
}
