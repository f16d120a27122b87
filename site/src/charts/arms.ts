// The geometry of two arms' click-through rates by week. Lines only: the component says what they are.

import type { Experiment } from '#pipeline/publishing/contract.ts';
import { weeks as words } from '../words/experiments.ts';
import { share, shortDay } from '../words/format.ts';
import type { Axis, Plot } from './frame.ts';
import { extent, linear, pathThrough, place, ticks } from './scale.ts';

export interface ArmsChart {
  readonly champion: string;
  readonly control: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Of the champion arm, a week each. */
  readonly points: readonly ({ x: number; y: number } | null)[];
}

/** Null where there are fewer than two weeks. */
export function armsChart(weeks: Experiment['weeks'], { width, height }: Plot): ArmsChart | null {
  if (weeks.length < 2) return null;
  const domain = extent(
    weeks.flatMap(({ champion, control }) => [champion ?? [], control ?? []].flat()),
    0.1,
  );
  const x = linear([0, weeks.length - 1], [0, width]);
  const y = linear(domain, [height, 0]);
  const line = (arm: 'champion' | 'control') =>
    weeks.map((week, i) => {
      const value = week[arm];
      return value === null ? null : { x: place(x(i)), y: place(y(value)) };
    });
  return {
    champion: pathThrough(line('champion')),
    control: pathThrough(line('control')),
    x: {
      name: words.columns[0],
      ticks: [0, weeks.length - 1].map((i) => ({ at: place(x(i)), text: shortDay(weeks[i].from) })),
    },
    y: {
      name: words.axis,
      ticks: ticks(domain, 4).map((value) => ({ at: place(y(value)), text: share(value) })),
    },
    points: line('champion'),
  };
}
