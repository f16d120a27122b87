// data/catalogue.csv: the films there are. Not what anybody thinks of them.

import { join } from 'node:path';
import { InputError, quoted, suggestion } from '../errors.ts';
import { formatCsv, parseCsv } from './csv.ts';
import { readTextFile, sha256 } from './files.ts';
import { parseDay } from './time.ts';

export interface Film {
  item_id: string;
  title: string;
  year: number | null;
  /** In alphabetical order as written; empty when unknown. */
  genres: string[];
  /** The UTC day it joined, YYYY-MM-DD; null when it was there from the start. */
  added: string | null;
}

export interface Catalogue {
  /** In the order of the file. */
  films: Film[];
  byId: Map<string, Film>;
  /** Of the file's text; of the empty text when there is no file. */
  sha256: string;
}

/** MovieLens' vocabulary. An imported catalogue may bring genres of its own. */
export const GENRES: readonly string[] = [
  'Action',
  'Adventure',
  'Animation',
  'Children',
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'IMAX',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
];

export const CATALOGUE_FILE = 'data/catalogue.csv';
const HEADER = ['item_id', 'title', 'year', 'genres', 'added'];
const FIRST_FILM_YEAR = 1874;
const LAST_YEAR = 2100;

/** The catalogue of a repository; without the file an empty one, which is how a first run starts. */
export async function readCatalogue(root: string): Promise<Catalogue> {
  const text = await readTextFile(join(root, CATALOGUE_FILE), CATALOGUE_FILE);
  return text === null ? createCatalogue([], '') : parseCatalogue(text, CATALOGUE_FILE);
}

/** @throws InputError naming line and column of the first thing that is wrong. */
export function parseCatalogue(text: string, shownAs: string): Catalogue {
  const [header, ...records] = parseCsv(text, shownAs);
  if (header === undefined)
    throw new InputError({ file: shownAs, problem: 'is empty.', legal: legalHeader() });
  checkHeader(header.fields, shownAs);
  const lines = new Map<string, number>();
  const films = records.map(({ fields, line }) => {
    const film = toFilm(fields, { file: shownAs, line });
    const earlier = lines.get(film.item_id);
    if (earlier !== undefined) {
      throw bad(
        { file: shownAs, line },
        'item_id',
        film.item_id,
        `An id stands once; this one is on line ${earlier} already.`,
      );
    }
    lines.set(film.item_id, line);
    return film;
  });
  return createCatalogue(films, text);
}

function createCatalogue(films: Film[], text: string): Catalogue {
  return { films, byId: new Map(films.map((film) => [film.item_id, film])), sha256: sha256(text) };
}

function legalHeader(): string {
  return `The first line is ${HEADER.join(',')}.`;
}

function checkHeader(found: readonly string[], file: string): void {
  if (found.join(',') === HEADER.join(',')) return;
  const strange = found.find((name) => !HEADER.includes(name));
  const missing = HEADER.find((name) => !found.includes(name));
  const place = 'line 1';
  if (strange !== undefined) {
    throw new InputError({
      file,
      place,
      problem: `unknown column ${quoted(strange)}.`,
      legal: suggestion(strange, HEADER),
    });
  }
  const problem =
    missing === undefined ? 'the columns are in another order.' : `there is no column ${quoted(missing)}.`;
  throw new InputError({ file, place, problem, legal: legalHeader() });
}

interface Place {
  file: string;
  line: number;
}

function bad({ file, line }: Place, column: string, value: string, legal: string): InputError {
  return new InputError({
    file,
    place: `line ${line}, column ${column}`,
    problem: `${quoted(value)} is not legal.`,
    legal,
  });
}

function toFilm(record: readonly string[], place: Place): Film {
  if (record.length !== HEADER.length) {
    throw new InputError({
      file: place.file,
      place: `line ${place.line}`,
      problem: `there are ${record.length} fields.`,
      legal: `Each line has ${HEADER.length}: ${HEADER.join(',')}; quote a field that holds a comma.`,
    });
  }
  const [item_id, title, year, genres, added] = record;
  if (item_id === '' || /\s/u.test(item_id))
    throw bad(place, 'item_id', item_id, 'An id is not empty and has no spaces.');
  if (title.trim() === '') throw bad(place, 'title', title, 'A film has a title.');
  return {
    item_id,
    title,
    year: toYear(year, place),
    genres: toGenres(genres, place),
    added: toDay(added, place),
  };
}

function toYear(text: string, place: Place): number | null {
  if (text === '') return null;
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= FIRST_FILM_YEAR && year <= LAST_YEAR) return year;
  throw bad(
    place,
    'year',
    text,
    `Legal: ${FIRST_FILM_YEAR} to ${LAST_YEAR}, or nothing when it is not known.`,
  );
}

function toGenres(text: string, place: Place): string[] {
  if (text === '') return [];
  const genres = text.split('|');
  const isClean = genres.every((genre) => genre !== '' && genre.trim() === genre);
  if (isClean && new Set(genres).size === genres.length) return genres;
  throw bad(place, 'genres', text, 'Legal: different names joined by |, as in Comedy|Drama, or nothing.');
}

function toDay(text: string, place: Place): string | null {
  if (text === '') return null;
  if (parseDay(text) !== null) return text;
  throw bad(
    place,
    'added',
    text,
    'Legal: a day such as 2026-01-31, or nothing for a film that was there from the start.',
  );
}

/** The text of a catalogue file; `parseCatalogue` gives the same films back. */
export function formatCatalogue(films: readonly Film[]): string {
  const records = films.map(({ item_id, title, year, genres, added }) => [
    item_id,
    title,
    year === null ? '' : String(year),
    genres.join('|'),
    added ?? '',
  ]);
  return formatCsv([HEADER, ...records]);
}
