// The geometry of a histogram of ratings. The component draws it.

import { linear, place } from './scale.ts';

/** A scale with more steps than this is shown with the ratings that occur. */
const MOST_BARS = 21;

export interface Bar {
  readonly label: string;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Counts at every legal rating, lowest first: a rating that nobody gave is a bar of nothing. */
export function everyRating(
  bins: readonly { rating: number; count: number }[],
  { min, max, step }: { min: number; max: number; step: number },
): { rating: number; count: number }[] {
  const counts = new Map(bins.map(({ rating, count }) => [rating, count]));
  const legal = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) =>
    Number((min + i * step).toFixed(6)),
  );
  const all = legal.length > MOST_BARS ? [...counts.keys()] : [...new Set([...legal, ...counts.keys()])];
  return all.sort((a, b) => a - b).map((rating) => ({ rating, count: counts.get(rating) ?? 0 }));
}

/** Bars of counts over a `width` by `height` plot, as high as their share of the highest. */
export function histogramBars(
  bins: readonly { rating: number; count: number }[],
  { width, height }: { width: number; height: number },
): Bar[] {
  const highest = Math.max(1, ...bins.map((bin) => bin.count));
  const up = linear([0, highest], [0, height]);
  const slot = width / Math.max(1, bins.length);
  return bins.map((bin, i) => {
    // A count of one among thousands is still a bar that can be seen.
    const tall = bin.count === 0 ? 0 : Math.max(1.5, up(bin.count));
    return {
      label: String(bin.rating),
      count: bin.count,
      x: place(i * slot + slot * 0.1),
      y: place(height - tall),
      width: place(slot * 0.8),
      height: place(tall),
    };
  });
}
