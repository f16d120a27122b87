// Charts of rows, one below the other, with their names at the left: how high they are and where a row lies.

import { type Axis, type Plot, widthBeside } from './frame.ts';
import { place } from './scale.ts';

/** Distance of two rows that are read one by one, and of rows that are one distribution. */
export const [APART, CLOSE] = [22, 17];

/** Width of the whole drawing, so that the words of all such charts are of one size. */
const WHOLE = 370;

export const rowsPlot = (rows: readonly string[], pitch: number): Plot => ({
  width: widthBeside(rows, WHOLE),
  height: rows.length * pitch,
});

/** The middle of a row. */
export const middleOf = (row: number, pitch: number): number => place((row + 0.5) * pitch);

export const rowsAxis = (name: string, rows: readonly string[], pitch: number): Axis => ({
  name,
  ticks: rows.map((text, row) => ({ at: middleOf(row, pitch), text })),
});
