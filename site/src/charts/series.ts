// The geometry of a line over equally spaced points with a few round numbers at its side: a loss over sweeps.

import { extent, linear, pathThrough, place, ticks } from './scale.ts';

export interface SeriesChart {
  readonly path: string;
  readonly points: readonly { x: number; y: number }[];
  readonly ticks: readonly { value: number; y: number }[];
}

/** A line through the values; null when there is nothing to draw a line through. */
export function seriesChart(
  values: readonly number[],
  { width, height }: { width: number; height: number },
): SeriesChart | null {
  if (values.length < 2) return null;
  const domain = extent(values, 0.06);
  const x = linear([0, values.length - 1], [0, width]);
  const y = linear(domain, [height, 0]);
  const points = values.map((value, i) => ({ x: place(x(i)), y: place(y(value)) }));
  return {
    path: pathThrough(points),
    points,
    ticks: ticks(domain, 4).map((value) => ({ value, y: place(y(value)) })),
  };
}
