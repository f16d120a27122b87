// The scale of foreign ratings: stated by a person, fixed by MovieLens, or found in the values.

import { InputError, quoted } from '../../errors.ts';
import type { RatingScale } from '../dataset.ts';

/** Steps a scale may have, coarsest first. */
const STEPS = [1, 0.5, 0.25, 0.1, 0.01, 0.001];
const TOLERANCE = 1e-6;
/** More different ratings than this are not counted one by one. */
const MOST_COUNTED = 10_000;

/** What a set without ratings gets, so that people can rate films from now on. */
export const HALF_STARS: RatingScale = { min: 0.5, max: 5, step: 0.5 };
export const WHOLE_STARS: RatingScale = { min: 1, max: 5, step: 1 };

/** Counts ratings by value. */
export interface RatingCounter {
  add(rating: number): void;
  /** Lowest first; the first 10,000 different ones. */
  counts(): { rating: number; rows: number }[];
  /** @throws InputError when there is only one value, or the values share no step of 0.001 or more. */
  inferScale(shownAs: string): RatingScale;
}

export function createRatingCounter(): RatingCounter {
  const rows = new Map<number, number>();
  return {
    add(rating) {
      const count = rows.get(rating);
      if (count !== undefined || rows.size < MOST_COUNTED) rows.set(rating, (count ?? 0) + 1);
    },
    counts() {
      return [...rows]
        .map(([rating, count]) => ({ rating, rows: count }))
        .sort((a, b) => a.rating - b.rating);
    },
    inferScale(shownAs) {
      const ratings = [...rows.keys()].sort((a, b) => a - b);
      if (ratings.length === 1) throw oneRating(shownAs, ratings[0]);
      const step = rows.size < MOST_COUNTED ? commonStep(ratings) : null;
      if (step !== null) return { min: ratings[0], max: ratings[ratings.length - 1], step };
      throw new InputError({
        file: shownAs,
        problem: `the ratings share no step: ${ratings.slice(0, 5).join(', ')}, …`,
        legal: 'Round them, or state the scale as MIN-MAX/STEP (0-10/0.01).',
      });
    },
  };
}

function oneRating(file: string, rating: number): InputError {
  return new InputError({
    file,
    problem: `every rating is ${rating}, which shows no scale.`,
    legal:
      'State it: --scale 1-5. If the column only says that somebody watched, leave it out and say --implicit.',
  });
}

/** The coarsest step by which all values are apart from the lowest; null when there is none. */
function commonStep(ratings: readonly number[]): number | null {
  return STEPS.find((step) => ratings.every((rating) => isWhole((rating - ratings[0]) / step))) ?? null;
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < TOLERANCE * Math.max(1, Math.abs(value));
}

/** A scale as a person writes it: "1-5", "0.5-5/0.5", "-10..10". The step is 1, or 0.5 where an end has a half. */
export function parseScale(text: string): RatingScale {
  const match = /^(-?\d+(?:\.\d+)?)(?:-|\.\.|:)(-?\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec(text.trim());
  const [min, max] = (match ?? []).slice(1, 3).map(Number);
  const step = match?.[3] === undefined ? commonStep([0, min, max]) : Number(match[3]);
  if (match !== null && step !== null && step > 0 && min < max && isWhole((max - min) / step))
    return { min, max, step };
  throw new InputError({
    problem: `${quoted(text)} is not a rating scale.`,
    legal: 'Legal: MIN-MAX or MIN-MAX/STEP with whole steps between the ends, as in 1-5 or 0.5-5/0.5.',
  });
}
