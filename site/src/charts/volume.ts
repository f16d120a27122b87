// The geometry of rows a day, with the days on the axis. What it shows is said in words/quality.ts.

import type { DayCounts } from '#pipeline/publishing/contract.ts';
import { count, shortDay } from '../words/format.ts';
import { volume as words } from '../words/quality.ts';
import type { Axis, Plot } from './frame.ts';
import { linear, pathThrough, place, ticks } from './scale.ts';

export interface VolumeChart {
  readonly path: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly { x: number; y: number }[];
}

/** Null when there are fewer than two days to draw a line through. */
export function volumeChart(days: readonly DayCounts[], { width, height }: Plot): VolumeChart | null {
  if (days.length < 2) return null;
  const most = Math.max(1, ...days.map(({ rows }) => rows));
  const x = linear([0, days.length - 1], [0, width]);
  const y = linear([0, most * 1.05], [height, 0]);
  const points = days.map(({ rows }, i) => ({ x: place(x(i)), y: place(y(rows)) }));
  const whole = ticks([0, most], 3).filter(Number.isInteger);
  const middle = Math.floor((days.length - 1) / 2);
  const named = days.length > 10 ? [0, middle, days.length - 1] : [0, days.length - 1];
  return {
    path: pathThrough(points),
    points,
    x: { name: words.day, ticks: named.map((i) => ({ at: place(x(i)), text: shortDay(days[i].day) })) },
    y: { name: words.title, ticks: whole.map((value) => ({ at: place(y(value)), text: count(value) })) },
  };
}
