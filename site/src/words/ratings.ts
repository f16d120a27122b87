// What somebody gave and what we expect: two words that are never mixed.

import { fixed } from './format.ts';

/** "rated 4.5": a rating as it was given, an average with two digits. */
export const rated = (rating: number): string => `rated ${Math.round(rating * 100) / 100}`;
export const outOf = (rating: string, most: number): string => `${rating} of ${most}`;

/** "we expect 3.9, likely 3.3 to 4.4" */
export const weExpect = (
  rating: number,
  interval: { readonly low: number; readonly high: number } | null,
): string =>
  `we expect ${fixed(rating, 1)}${interval ? `, likely ${fixed(interval.low, 1)} to ${fixed(interval.high, 1)}` : ''}`;

export const ratedMeans = 'rated: what a person gave';
export const weExpectMeans = (hasIntervals: boolean): string =>
  `we expect: the model’s prediction; ${
    hasIntervals
      ? 'the whisker is made to hold 8 of 10 ratings'
      : 'no interval: there is nothing to make one from yet'
  }`;
