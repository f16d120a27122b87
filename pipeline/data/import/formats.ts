// Recognises what foreign data is by the names of its files, and says how each file is laid out. Reads no rows.

import { InputError } from '../../errors.ts';
import type { RatingScale } from '../dataset.ts';
import type { ImportFormat } from './report.ts';
import { HALF_STARS, WHOLE_STARS } from './scale.ts';
import { findFile, type Source, type SourceFile } from './source.ts';
import type { TextLayout } from './table.ts';

export interface Recognised {
  format: ImportFormat;
  interactions: SourceFile;
  /** The films, where the format brings them. */
  films: SourceFile | null;
  /** How the files are laid out; null for Parquet. */
  interactionsLayout: TextLayout | null;
  filmsLayout: TextLayout | null;
  /** Legal ratings, where the format fixes them. */
  scale: RatingScale | null;
}

const CSV: TextLayout = { encoding: 'utf8', delimiter: ',', quotes: true, columns: null };
const TSV: TextLayout = { ...CSV, delimiter: '\t' };

/** The older files have no quoting at all: a quote is a letter like any other. */
function bare(delimiter: string, columns: readonly string[]): TextLayout {
  return { encoding: 'latin1', delimiter, quotes: false, columns };
}

const RATING_COLUMNS = ['userId', 'movieId', 'rating', 'timestamp'];

/** Genre flags of ml-100k's u.item, in its order (u.genre). */
export const FLAG_GENRES: readonly string[] = [
  'unknown',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
];

interface MovieLens {
  format: ImportFormat;
  interactions: string;
  films: string;
  interactionsLayout: TextLayout;
  filmsLayout: TextLayout;
  scale: RatingScale;
}

const MOVIELENS: readonly MovieLens[] = [
  {
    format: 'movielens-csv',
    interactions: 'ratings.csv',
    films: 'movies.csv',
    interactionsLayout: CSV,
    filmsLayout: CSV,
    scale: HALF_STARS,
  },
  {
    format: 'movielens-1m',
    interactions: 'ratings.dat',
    films: 'movies.dat',
    interactionsLayout: bare('::', RATING_COLUMNS),
    filmsLayout: bare('::', ['movieId', 'title', 'genres']),
    scale: WHOLE_STARS,
  },
  {
    format: 'movielens-100k',
    interactions: 'u.data',
    films: 'u.item',
    interactionsLayout: bare('\t', RATING_COLUMNS),
    filmsLayout: bare('|', ['movieId', 'title', 'released', 'video', 'url', ...FLAG_GENRES]),
    scale: WHOLE_STARS,
  },
];

/** @throws InputError when a folder or zip is not MovieLens, or half of it is missing. */
export function recognise(source: Source): Recognised {
  if (source.kind === 'file') return recogniseFile(source.files[0]);
  for (const layout of MOVIELENS) {
    const interactions = findFile(source, layout.interactions);
    const films = findFile(source, layout.films);
    if (interactions !== null && films !== null) return { ...layout, interactions, films };
    if (interactions !== null || films !== null) {
      const [there, missing] =
        films === null ? [layout.interactions, layout.films] : [layout.films, layout.interactions];
      throw new InputError({
        file: source.name,
        problem: `holds ${there} but not ${missing}.`,
        legal: 'Both are needed.',
      });
    }
  }
  const names = source.files.slice(0, 8).map((file) => file.name);
  throw new InputError({
    file: source.name,
    problem: `is not a MovieLens set: it holds ${names.join(', ') || 'nothing'}${source.files.length > 8 ? ', …' : ''}.`,
    legal: `Legal: a folder or zip with ${MOVIELENS.map((one) => `${one.interactions} and ${one.films}`).join(', or ')}; or one CSV or Parquet file.`,
  });
}

function recogniseFile(file: SourceFile): Recognised {
  const layout = layoutOf(file);
  const format = layout === null ? 'parquet' : 'csv';
  return {
    format,
    interactions: file,
    films: null,
    interactionsLayout: layout,
    filmsLayout: null,
    scale: null,
  };
}

/** By the ending of the name; null for Parquet. @throws InputError for another ending. */
export function layoutOf(file: SourceFile): TextLayout | null {
  if (/\.(?:parquet|pq)$/i.test(file.name)) return null;
  if (/\.(?:tsv|tab)$/i.test(file.name)) return TSV;
  if (/\.(?:csv|txt)$/i.test(file.name)) return CSV;
  throw new InputError({
    file: file.shownAs,
    problem: 'the ending of the name does not say what is in it.',
    legal: 'Legal: .csv, .tsv, .parquet, or a MovieLens folder or .zip.',
  });
}
