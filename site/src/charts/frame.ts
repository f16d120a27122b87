// What every chart has around its drawing: axes with units, limits, a table, an address. Not what is drawn inside.

import { place } from './scale.ts';

export interface Tick {
  /** Distance from the left of the plot (x) or from its top (y). */
  readonly at: number;
  readonly text: string;
}

export interface Axis {
  /** What is along it, with the unit where it has one: "Day", "Loss", "Rating, stars". */
  readonly name: string;
  readonly ticks: readonly Tick[];
}

/** What the points follow one another along: the x axis, or a column of rows down the y axis. */
export type Along = 'x' | 'y';

/** A line across the chart, at right angles to the axis of its values. */
export interface Limit {
  /** Distance from the top of the plot; of a chart of rows, from its left. */
  readonly at: number;
  readonly text: string;
}

/** The same figures as text; a row's first cell is its name. Rows are in the order of the points. */
export interface DataTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Each row in one short line, where its cells are too many for one. */
  readonly says?: readonly string[];
}

/** A file of the site that holds the figures. */
export interface Source {
  readonly href: string;
  /** "rules.json" */
  readonly name: string;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
}

export interface FrameBox {
  /** Of the whole drawing. */
  readonly viewBox: string;
  /** Where the plot's top left corner is. */
  readonly left: number;
  readonly top: number;
  /** Width and height of the whole drawing. */
  readonly width: number;
  readonly height: number;
}

const TOP = 24;
const BOTTOM = 40;
const RIGHT = 14;
/** Advance of a figure in the charts' type, in units of the drawing; generous, as fonts differ. */
const CHARACTER = 8.6;

/** Room at the left for such words. */
function besideFor(words: readonly string[]): number {
  const longest = Math.max(0, ...words.map(({ length }) => length));
  return place(Math.max(14, longest * CHARACTER + 17));
}

/** How wide the plot of a drawing is that is `whole` wide and has such words at its left; half of it at least. */
export const widthBeside = (words: readonly string[], whole: number): number =>
  place(Math.max(whole / 2, whole - besideFor(words) - RIGHT));

/** The drawing around a plot: as wide at the left as the longest word of the y axis needs. */
export function frameBox({ width, height }: Plot, y: Axis): FrameBox {
  const left = besideFor(y.ticks.map(({ text }) => text));
  const whole = { width: place(left + width + RIGHT), height: TOP + height + BOTTOM };
  return { viewBox: `0 0 ${whole.width} ${whole.height}`, left, top: TOP, ...whole };
}

/**
 * Where the points are, as shares of the whole drawing in hundredths of a percent, "x,y" each and "-" where there is
 * none: what the scrubber reads. As many as the table has rows.
 */
export function pointsInFrame(
  points: readonly (Readonly<{ x: number; y: number }> | null)[],
  box: FrameBox,
): string {
  const part = (value: number, whole: number): number => Math.round((value / whole) * 1e4);
  return points
    .map((point) =>
      point === null ? '-' : `${part(box.left + point.x, box.width)},${part(box.top + point.y, box.height)}`,
    )
    .join(' ');
}

/** Something that can be the end of an address: a rule's or a run's name with what an id cannot hold replaced. */
export const chartId = (...parts: readonly string[]): string =>
  parts.join('-').replace(/[^A-Za-z0-9_-]/g, '-');
