// Foreign catalogues to films: MovieLens' three layouts and any table with a column of ids.

import { InputError } from '../../errors.ts';
import type { Film } from '../catalogue.ts';
import { matchColumns } from './columns.ts';
import { FLAG_GENRES, type Recognised } from './formats.ts';
import type { FilmColumns } from './options.ts';
import type { Field } from './records.ts';
import type { Tally } from './report.ts';
import type { Table } from './table.ts';
import { parseTitle, splitYear } from './titles.ts';
import { readId } from './values.ts';

/** Reads the value columns of one row. */
type FilmReader = (id: string, row: readonly Field[]) => Film;

/** The films of a MovieLens set; rows that are none are noted in `tally`. */
export function readMovieLensFilms(
  format: Recognised['format'],
  table: Table,
  tally: Tally,
): Promise<Film[]> {
  if (format === 'movielens-100k') {
    return collectFilms(
      table,
      ['movieId', 'title', ...FLAG_GENRES],
      tally,
      (item_id, [, title, ...flags]) => {
        const genres = FLAG_GENRES.filter((_, i) => flags[i] === '1');
        return {
          item_id,
          ...namedAs(item_id, parseTitle(textOf(title))),
          genres: cleanGenres(genres),
          added: null,
        };
      },
    );
  }
  return collectFilms(table, ['movieId', 'title', 'genres'], tally, (item_id, [, title, genres]) => ({
    item_id,
    ...namedAs(item_id, parseTitle(textOf(title))),
    genres: cleanGenres(textOf(genres).split('|')),
    added: null,
  }));
}

/** The films of any table. @throws InputError when no column holds the ids. */
export function readFilms(table: Table, stated: Partial<FilmColumns>, tally: Tally): Promise<Film[]> {
  const columns = matchColumns(['id', 'title', 'year', 'genres'], stated, table.columns);
  if (columns.id === null) {
    throw new InputError({
      file: table.shownAs,
      problem: 'no column is known to hold the film ids.',
      legal: `Say which one: --map-catalogue id=COLUMN,title=COLUMN. It has: ${table.columns.join(', ')}.`,
    });
  }
  const wanted = [columns.id];
  const titleAt = columns.title === null ? -1 : wanted.push(columns.title) - 1;
  const yearAt = columns.year === null ? -1 : wanted.push(columns.year) - 1;
  const genresAt = columns.genres === null ? -1 : wanted.push(columns.genres) - 1;
  return collectFilms(table, wanted, tally, (item_id, row) => {
    const written = titleAt < 0 ? '' : textOf(row[titleAt]).trim();
    const named = yearAt < 0 ? splitYear(written) : { title: written, year: yearOf(row[yearAt]) };
    const genres = genresAt < 0 ? [] : splitGenres(textOf(row[genresAt]));
    return { item_id, ...namedAs(item_id, named), genres: cleanGenres(genres), added: null };
  });
}

/** Films for ids of which nothing else is known. */
export function nameFilmsByIds(ids: readonly string[]): Film[] {
  return ids.map((id) => ({ item_id: id, title: id, year: null, genres: [], added: null }));
}

async function collectFilms(
  table: Table,
  wanted: readonly string[],
  tally: Tally,
  read: FilmReader,
): Promise<Film[]> {
  const films = new Map<string, Film>();
  for await (const { rows, numbers } of table.read(wanted, tally)) {
    rows.forEach((row, i) => {
      const id = readId(row[0]);
      const place = `${table.unit} ${numbers[i]}`;
      if (id === null) {
        tally.refuse('bad_id', place, textOf(row[0]));
      } else if (films.has(id)) {
        tally.refuse('repeated_film', place, id);
      } else {
        tally.read++;
        films.set(id, read(id, row));
      }
    });
  }
  return [...films.values()];
}

function textOf(field: Field): string {
  return field === null ? '' : String(field);
}

/** A film without a name goes by its id; a name is one line. */
function namedAs(id: string, { title, year }: { title: string; year: number | null }) {
  return { title: title.replace(/\s+/gu, ' ').trim() || id, year };
}

function yearOf(field: Field): number | null {
  const match = /^\s*(\d{4})(?:\.0+|[-/].*)?\s*$/.exec(textOf(field));
  return match === null ? null : splitYear(`- (${match[1]})`).year;
}

/** "Comedy|Drama", "Comedy, Drama" and "['Comedy', 'Drama']". */
function splitGenres(text: string): string[] {
  const isList = /^\s*\[.*\]\s*$/.test(text);
  return (isList ? text.replace(/[[\]"']/g, '') : text).split(/[|;,]/);
}

const NO_GENRE = new Set(['', 'unknown', '(no genres listed)', '\\N']);

/** In MovieLens' newer spelling, each once, in alphabetical order. */
function cleanGenres(written: readonly string[]): string[] {
  const names = written
    .map((name) => name.replace(/\s+/gu, ' ').trim())
    .map((name) => (name === "Children's" ? 'Children' : name))
    .filter((name) => !NO_GENRE.has(name));
  return [...new Set(names)].sort();
}
