// Where nothing is known of a person: what is popular in the segment they point at, a genre or a decade or both, lately or
// ever; widened where nobody has watched enough of it, and saying so. Not a model: counts and the catalogue alone.

import type { FilmInfo } from './films.ts';
import { topK } from './score.ts';

export interface Segment {
  readonly genre?: string;
  /** Its first year: 1990 for the nineties. */
  readonly decade?: number;
  /** Counts of the latest weeks instead of all. */
  readonly lately?: boolean;
}

/** By film, in the order of `films`; float32 [films]. */
export interface Counts {
  /** People who watched it lately. */
  readonly lately: Float32Array;
  /** People who ever did. */
  readonly ever: Float32Array;
}

export interface SegmentList {
  /** Places in `films`, most popular first; equal ones by place. */
  readonly films: readonly number[];
  /** The segment the list is of: what was asked for, or less of it. */
  readonly segment: Segment;
  /** What had to be given up, in order; empty where the list is of what was asked for. */
  readonly widened: readonly (keyof Segment)[];
}

/** Given up in this order: when it was watched says least about what it is, its genre most. */
const WIDENING = ['lately', 'decade', 'genre'] as const;

/**
 * The most popular films of a segment that somebody has watched. Where there are fewer than `least`, the segment gives
 * up what it says in turn, until it is everything there is.
 * @param least films from which on a list is worth showing, 1 to `length`.
 * @throws RangeError where `least` is not a whole number from 1 to `length`.
 */
export function popularIn(
  films: readonly FilmInfo[],
  counts: Counts,
  asked: Segment,
  { length, least }: { length: number; least: number },
): SegmentList {
  if (!Number.isInteger(least) || least < 1 || least > length) {
    throw new RangeError(`least is ${least}; it is a whole number from 1 to the length, ${length}`);
  }
  let segment = asked;
  const widened: (keyof Segment)[] = [];
  for (const next of WIDENING) {
    const list = listOf(films, counts, segment, length);
    if (list.length >= least) return { films: list, segment, widened };
    if (!segment[next]) continue;
    const { [next]: _, ...wider } = segment;
    segment = wider;
    widened.push(next);
  }
  return { films: listOf(films, counts, segment, length), segment, widened };
}

function listOf(films: readonly FilmInfo[], counts: Counts, segment: Segment, length: number): number[] {
  const { genre, decade, lately } = segment;
  const figures = lately ? counts.lately : counts.ever;
  const excluded = Uint8Array.from(films, ({ genres, year }, place) => {
    const isIn =
      (genre === undefined || genres.includes(genre)) &&
      (decade === undefined || (year !== null && year >= decade && year < decade + 10));
    return isIn && figures[place] > 0 ? 0 : 1;
  });
  return Array.from(topK(figures, length, excluded));
}
