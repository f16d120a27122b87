// All the art there is, by motif, and the one SVG file that holds it. A cover refers to a piece of it by id.

import { afterDark } from './motifs/after-dark.ts';
import { openAir } from './motifs/open-air.ts';
import { people } from './motifs/people.ts';
import { play } from './motifs/play.ts';
import { wonder } from './motifs/wonder.ts';

/** Pieces of art by motif; each draws on a 120 by 120 canvas. */
export const ART = { ...openAir, ...afterDark, ...wonder, ...play, ...people };

export type Motif = keyof typeof ART;

/** The id of a piece inside the sheet: "western-2". */
export const artId = (motif: Motif, variant: number): string => `${motif}-${variant}`;

/** The SVG document with every piece; colours are left to the cover that uses one. */
export function artSheet(): string {
  const pieces = Object.entries(ART).flatMap(([motif, variants]) =>
    variants.map((draw, variant) => `<g id="${motif}-${variant}">${draw()}</g>`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg"><defs>\n${pieces.join('\n')}\n</defs></svg>\n`;
}
