// What a person may say about foreign data, as typed values. The texts of the command line are read here, so that the
// terminal and an action understand the same words.

import { InputError, quoted, suggestion } from '../../errors.ts';
import type { RatingScale } from '../dataset.ts';
import type { TimeUnit } from './values.ts';

/** Column names of the file for our words. `rating` is null where there is none. */
export interface InteractionColumns {
  user: string;
  item: string;
  rating: string | null;
  time: string;
}

/** Column names of a catalogue file; null where there is none. */
export interface FilmColumns {
  id: string;
  title: string | null;
  year: string | null;
  genres: string | null;
}

export interface ImportOptions {
  /** Columns of a CSV or Parquet file. Left out, well-known names are looked for. Not for MovieLens. */
  columns?: Partial<InteractionColumns>;
  /** The films of a CSV or Parquet file. Without it the films are the ids that occur. */
  catalogue?: { path: string; columns?: Partial<FilmColumns> };
  /** Rows without a rating become a thumb_up each. Without it a file needs ratings. */
  implicit?: boolean;
  /** Legal ratings. Left out: MovieLens' own, or for other files what the values show. */
  scale?: RatingScale;
  /** Left out, each value says by its form what it is. */
  timeUnit?: TimeUnit;
  /** Largest share of a file's rows that may be bad; 0.05 when left out. */
  tolerate?: number;
  /** Allows replacing a set that was imported before. */
  replace?: boolean;
  /** Reads and counts everything and writes nothing. */
  dryRun?: boolean;
  /** Short name of the new set; from the file's name when left out. */
  name?: string;
  /** Rows a batch; 500,000 when left out. */
  batchRows?: number;
}

const NO_COLUMN = 'none';
const INTERACTION_ROLES = ['user', 'item', 'rating', 'time'] as const;
const FILM_ROLES = ['id', 'title', 'year', 'genres'] as const;

/** Reads "user=uid,item=mid,rating=score,time=ts" (`--map`); "rating=none" says that no column holds ratings. */
export function parseInteractionColumns(text: string): Partial<InteractionColumns> {
  const example = 'user=userId,item=movieId,rating=rating,time=timestamp';
  const { rating, ...columns } = parseMapping(text, INTERACTION_ROLES, example);
  if (rating === undefined) return columns;
  return { ...columns, rating: rating === NO_COLUMN ? null : rating };
}

/** Reads "id=movieId,title=title,year=year,genres=genres" (`--map-catalogue`). */
export function parseFilmColumns(text: string): Partial<FilmColumns> {
  return parseMapping(text, FILM_ROLES, 'id=movieId,title=title,year=year,genres=genres');
}

function parseMapping<R extends string>(
  text: string,
  roles: readonly R[],
  example: string,
): Partial<Record<R, string>> {
  const mapping: Partial<Record<R, string>> = {};
  for (const part of text.split(',')) {
    const [word, ...rest] = part.split('=');
    const column = rest.join('=').trim();
    const role = roles.find((known) => known === word.trim());
    if (role === undefined || column === '') throw badMapping(part, roles, example);
    if (mapping[role] !== undefined) throw badMapping(`${role} twice`, roles, example);
    mapping[role] = column;
  }
  return mapping;
}

function badMapping(part: string, roles: readonly string[], example: string): InputError {
  const word = part.split('=')[0].trim();
  const legal = roles.includes(word) ? `Legal: ${example}.` : `${suggestion(word, roles)} As in ${example}.`;
  return new InputError({ problem: `${quoted(part)} in the column mapping is not legal.`, legal });
}

/** Reads a share: "0.2" or "20%" (`--tolerate`). */
export function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  const share = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (share >= 0 && share <= 1) return share;
  throw new InputError({
    problem: `${quoted(text)} is not a share.`,
    legal: 'Legal: 0 to 1, or 0% to 100%.',
  });
}
