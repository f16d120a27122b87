// Intervals for the predictions of a rating model that gives none, from how far off it was on ratings it had not learned from:
// split conformal prediction (Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, "Distribution-Free Predictive Inference for
// Regression", 2018), in groups by how much a person has rated (Mondrian: Vovk, Gammerman and Shafer, "Algorithmic Learning in a
// Random World", 2005, chapter 4). Half of the people give the widths, the other half tell what these hold. The promise is for
// people and ratings like those; later ones are not quite, which is why what was held is counted and told.

import { userPointers } from '../data/interactions.ts';
import type { RatingModel } from '../serving/models.ts';
import type { RatingEvaluation } from './evaluate.ts';
import { type Ground, rowsIn } from './protocol.ts';
import { around, estimated } from './slice-figures.ts';

/** What an interval is made to hold. */
export const LEVEL = 0.8;
/** With fewer people in a half nothing is said, and with fewer ratings in a group it takes the width of everybody. */
const FEWEST_PEOPLE = 20;
const FEWEST_RATINGS = 50;
/** Groups by the ratings of a person that the model knows, each up to the next. */
const GROUPS_FROM = [0, 1, 10, 50];

export interface ConformalIntervals {
  /** Share of ratings that an interval is made to hold. */
  level: number;
  /** Which ratings, and predicted from what. */
  protocol: string;
  /** By how many ratings of the person the model knows, from `from` on. */
  groups: { from: number; half_width: number; ratings: number; is_own: boolean }[];
  /** The half that gave the widths. */
  calibrated: { people: number; ratings: number };
  /** The other half: what the intervals held there. */
  checked: {
    people: number;
    ratings: number;
    coverage: number;
    /** Ends of the 95 % interval of the coverage, over people; null with fewer than two. */
    low: number | null;
    high: number | null;
    /** Stars from end to end, clipped to the scale. */
    mean_width: number;
  };
}

interface Residual {
  group: number;
  predicted: number;
  rating: number;
}

/**
 * @param evaluation of the model on the ground; @param ground one it has not learned from
 * @returns null for a model with intervals of its own, and where there are too few people to tell
 */
export function conformalIntervals(
  { predictions, protocol }: Pick<RatingEvaluation, 'predictions' | 'protocol'>,
  ground: Ground,
  model: RatingModel,
): ConformalIntervals | null {
  if (model.uncertainty) return null;
  const { rating } = ground.test;
  const known = knownRatings(ground, model);
  const people = ground.users.rating
    .map(({ user, entries }) =>
      [...entries].map((entry): Residual => {
        const group = groupOf(user < 0 ? 0 : known[user]);
        return { group, predicted: predictions[entry], rating: rating[entry] };
      }),
    )
    .filter(({ length }) => length > 0);
  // Every other person, so that what one person rates is on one side alone.
  const halves = [0, 1].map((side) => people.filter((_, n) => n % 2 === side));
  if (Math.min(...halves.map(({ length }) => length)) < FEWEST_PEOPLE) return null;
  const groups = groupsFrom(halves[0].flat());
  return {
    level: LEVEL,
    protocol,
    groups,
    calibrated: { people: halves[0].length, ratings: halves[0].flat().length },
    checked: checked(halves[1], groups, model.scale),
  };
}

/** Half the width of an interval for a person with these many ratings that the model knows. */
export const halfWidth = ({ groups }: Pick<ConformalIntervals, 'groups'>, ratings: number): number =>
  groups[groupOf(ratings)].half_width;

const groupOf = (ratings: number): number => GROUPS_FROM.findLastIndex((from) => ratings >= from);

/** Ratings before the cut that the model knows, by row of `train.userIds`. */
function knownRatings({ train }: Ground, model: RatingModel): number[] {
  const rows = rowsIn(model.itemIds, train.itemIds);
  const pointers = userPointers(train);
  return train.userIds.map((_, user) => {
    let count = 0;
    for (let entry = pointers[user]; entry < pointers[user + 1]; entry++)
      if (rows[train.item[entry]] >= 0 && !Number.isNaN(train.rating[entry])) count++;
    return count;
  });
}

function groupsFrom(residuals: readonly Residual[]): ConformalIntervals['groups'] {
  return GROUPS_FROM.map((from, group) => {
    const own = residuals.filter((each) => each.group === group);
    const isOwn = own.length >= FEWEST_RATINGS;
    const half_width = quantile((isOwn ? own : residuals).map(distance));
    return { from, half_width, ratings: own.length, is_own: isOwn };
  });
}

const distance = ({ predicted, rating }: Residual): number => Math.abs(rating - predicted);

/** The ⌈(n + 1) · level⌉th smallest: with one rating more, as probable as the level or more not to be beyond it. */
function quantile(distances: readonly number[]): number {
  const sorted = Float64Array.from(distances).sort();
  return sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * LEVEL)) - 1];
}

function checked(
  people: readonly (readonly Residual[])[],
  groups: ConformalIntervals['groups'],
  { min, max }: RatingModel['scale'],
): ConformalIntervals['checked'] {
  const ratings = people.flat();
  const inside = (each: Residual): boolean => distance(each) <= groups[each.group].half_width;
  const numerator = Float64Array.from(people, (own) => own.filter(inside).length);
  const denominator = Float64Array.from(people, ({ length }) => length);
  const estimate = estimated({ numerator, denominator, shape: 'mean' });
  if (estimate === null) throw new Error('A coverage needs people.');
  const { low, high } = around(estimate.value, estimate.influence, estimate.users);
  const width = ratings.reduce((sum, { group, predicted }) => {
    const { half_width } = groups[group];
    return sum + Math.min(max, predicted + half_width) - Math.max(min, predicted - half_width);
  }, 0);
  return {
    people: people.length,
    ratings: ratings.length,
    coverage: estimate.value,
    low: low && Math.max(0, low),
    high: high && Math.min(1, high),
    mean_width: width / ratings.length,
  };
}
