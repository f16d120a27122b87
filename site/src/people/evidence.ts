// How sure the average of a film's ratings is. Plain counts; not a prediction.

import type { FilmDetail } from '#pipeline/publishing/contract.ts';

/** Ratings below which an average has no interval that is worth its name. */
const LEAST = 10;

/**
 * The 95 % interval of the mean rating, within the scale: mean ± 1.96 · deviation / √n.
 * @returns null with fewer than ten ratings.
 */
export function meanInterval(
  bins: FilmDetail['rating_histogram'],
  scale: { readonly min: number; readonly max: number },
): { readonly low: number; readonly high: number; readonly ratings: number } | null {
  const ratings = bins.reduce((sum, { count }) => sum + count, 0);
  if (ratings < LEAST) return null;
  const mean = bins.reduce((sum, { rating, count }) => sum + rating * count, 0) / ratings;
  const squares = bins.reduce((sum, { rating, count }) => sum + count * (rating - mean) ** 2, 0);
  const half = 1.96 * Math.sqrt(squares / (ratings - 1) / ratings);
  return { low: Math.max(scale.min, mean - half), high: Math.min(scale.max, mean + half), ratings };
}
