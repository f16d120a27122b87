// Which cover a film gets: colours from its decade, art from its genres, type from both. The rest is chosen by
// the film's id. No markup here; the same film gets the same cover in a build and in a browser.

import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { ART, type Motif } from './art.ts';
import { fitTitle } from './fit.ts';
import { pick, seedOf } from './seed.ts';

/** What of a film decides its cover. */
export type Subject = Pick<FilmCard, 'item_id' | 'title' | 'year' | 'genres'>;

export type Face = 'grotesk' | 'serif' | 'slab' | 'geometric' | 'didone' | 'narrow' | 'mono';
export type Layout = 'foot' | 'head' | 'plate';

export interface Poster {
  /** Class of the colours: "d1970-2". */
  readonly colours: string;
  readonly motif: Motif;
  readonly variant: number;
  readonly face: Face;
  readonly layout: Layout;
  /** Index into STEPS. */
  readonly step: number;
  readonly capitals: boolean;
  readonly mirrored: boolean;
}

/** A genre's art, the most telling genre first: "a western" says more than "a drama". */
const MOTIF_OF: readonly (readonly [genre: string, motif: Motif])[] = [
  ['Western', 'western'],
  ['Film-Noir', 'noir'],
  ['Musical', 'musical'],
  ['Documentary', 'documentary'],
  ['Horror', 'horror'],
  ['Sci-Fi', 'scifi'],
  ['War', 'war'],
  ['Animation', 'animation'],
  ['Mystery', 'mystery'],
  ['Fantasy', 'fantasy'],
  ['Children', 'children'],
  ['Crime', 'crime'],
  ['Romance', 'romance'],
  ['Thriller', 'thriller'],
  ['Adventure', 'adventure'],
  ['Comedy', 'comedy'],
  ['Action', 'action'],
  ['Drama', 'drama'],
];

/** Sets of colours a decade; the stylesheets colours-*.css have as many. */
export const COLOUR_SETS: Readonly<Record<string, number>> = {
  d1920: 3,
  d1930: 3,
  d1940: 3,
  d1950: 4,
  d1960: 4,
  d1970: 4,
  d1980: 4,
  d1990: 4,
  d2000: 4,
  d2010: 4,
  d2020: 4,
  dnone: 3,
};

const FACES_OF: Readonly<Record<string, readonly Face[]>> = {
  d1920: ['didone', 'serif'],
  d1930: ['geometric', 'didone'],
  d1940: ['serif', 'slab'],
  d1950: ['slab', 'geometric'],
  d1960: ['grotesk', 'grotesk', 'didone'],
  d1970: ['slab', 'serif', 'grotesk'],
  d1980: ['geometric', 'mono', 'grotesk'],
  d1990: ['narrow', 'grotesk', 'serif'],
  d2000: ['grotesk', 'narrow'],
  d2010: ['geometric', 'grotesk', 'serif'],
  d2020: ['grotesk', 'didone'],
  dnone: ['grotesk', 'serif'],
};

/** Faces that are usually set in capitals. */
const CAPITALS: ReadonlySet<Face> = new Set(['geometric', 'narrow', 'slab']);

/** The decade's key: "d1970"; "d1920" for everything before 1930, "dnone" without a year. */
export function decadeKey(year: number | null): string {
  if (year === null) return 'dnone';
  const decade = Math.floor(Math.min(2029, Math.max(1920, year)) / 10) * 10;
  return `d${decade}`;
}

/** Up to two motifs that suit the genres, the most telling first. */
function motifsOf(genres: readonly string[]): Motif[] {
  const fitting = MOTIF_OF.filter(([genre]) => genres.includes(genre)).map(([, motif]) => motif);
  return fitting.length === 0 ? ['unknown'] : fitting.slice(0, 2);
}

/** The cover of a film. */
export function posterOf(film: Subject): Poster {
  const seed = seedOf(film.item_id);
  const decade = decadeKey(film.year);
  const motifs = motifsOf(film.genres);
  // Now and then the second genre speaks, so that a shelf of one genre is not one picture.
  const motif =
    pick(seed, 'motif', [0, 0, 1]) < motifs.length ? motifs[pick(seed, 'motif', [0, 0, 1])] : motifs[0];
  const face = pick(seed, 'face', FACES_OF[decade]);
  const capitals = CAPITALS.has(face) && pick(seed, 'capitals', [true, true, false]);
  return {
    colours: `${decade}-${seedOf(`colours:${seed}`) % COLOUR_SETS[decade]}`,
    motif,
    variant: seedOf(`variant:${seed}`) % ART[motif].length,
    face,
    layout: pick(seed, 'layout', ['foot', 'foot', 'foot', 'head', 'head', 'plate'] as const),
    step: fitTitle(capitals ? film.title.toUpperCase() : film.title),
    capitals,
    mirrored: pick(seed, 'mirrored', [true, false]),
  };
}
