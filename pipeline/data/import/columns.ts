// Which columns of a foreign table hold what: stated by a person, or known by their names. Reads no values.

import { InputError } from '../../errors.ts';
import type { Recognised } from './formats.ts';
import type { FilmColumns, ImportOptions, InteractionColumns } from './options.ts';
import type { Table } from './table.ts';

const ITEM_NAMES = [
  'item',
  'itemid',
  'iid',
  'movie',
  'movieid',
  'mid',
  'film',
  'filmid',
  'product',
  'productid',
  'asin',
];

/** Names that are taken for granted when nobody maps columns; compared without case, "_", "-" and blanks. */
const KNOWN_NAMES: Record<keyof InteractionColumns | keyof FilmColumns, readonly string[]> = {
  user: ['user', 'userid', 'uid', 'reviewerid', 'customerid', 'person'],
  item: ITEM_NAMES,
  rating: ['rating', 'score', 'stars', 'overall'],
  time: ['timestamp', 'time', 'date', 'datetime', 'ts', 'createdat', 'unixreviewtime'],
  id: ['id', ...ITEM_NAMES],
  title: ['title', 'name'],
  year: ['year', 'releaseyear'],
  genres: ['genres', 'genre', 'categories', 'category'],
};

type Role = keyof typeof KNOWN_NAMES;

/** The stated columns, and for the others the ones with a well-known name. Null for a role no column has. */
export function matchColumns<R extends Role>(
  roles: readonly R[],
  stated: Partial<Record<R, string | null>>,
  columns: readonly string[],
): Record<R, string | null> {
  const matched = {} as Record<R, string | null>;
  for (const role of roles) {
    const known = columns.find((column) => KNOWN_NAMES[role].includes(plain(column)));
    matched[role] = stated[role] === undefined ? (known ?? null) : stated[role];
  }
  return matched;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** Which columns hold what. @throws InputError when that cannot be told, or contradicts the options. */
export function chooseColumns(
  recognised: Recognised,
  table: Table,
  options: ImportOptions,
): InteractionColumns {
  if (recognised.films !== null) {
    if (options.columns !== undefined || options.catalogue !== undefined || options.implicit) {
      const legal = 'Leave the mapping, the catalogue and --implicit away.';
      throw new InputError({
        file: table.shownAs,
        problem: 'the columns of a MovieLens set are known.',
        legal,
      });
    }
    return { user: 'userId', item: 'movieId', rating: 'rating', time: 'timestamp' };
  }
  const { user, item, rating, time } = matchColumns(
    ['user', 'item', 'rating', 'time'],
    options.columns ?? {},
    table.columns,
  );
  if (user === null) throw noColumn(table, 'who it was', 'user');
  if (item === null) throw noColumn(table, 'which film it was', 'item');
  if (time === null) throw noColumn(table, 'when it was', 'time');
  if (rating === null && !options.implicit) {
    const legal = 'Name it with --map rating=COLUMN, or say --implicit to store each row as a thumb up.';
    throw new InputError({
      file: table.shownAs,
      problem: 'no column is known to hold ratings.',
      legal: `${legal} ${listed(table)}`,
    });
  }
  if (rating !== null && options.implicit) {
    const problem = `column ${JSON.stringify(rating)} holds ratings, and --implicit would store a bad one as a thumb up.`;
    throw new InputError({
      file: table.shownAs,
      problem,
      legal: 'Leave --implicit away; if these are no ratings, say --map rating=none.',
    });
  }
  return { user, item, rating, time };
}

function noColumn(table: Table, what: string, role: string): InputError {
  const legal = `Name it with --map ${role}=COLUMN. ${listed(table)}`;
  return new InputError({ file: table.shownAs, problem: `no column is known to say ${what}.`, legal });
}

function listed(table: Table): string {
  return `The columns are: ${table.columns.join(', ')}.`;
}
