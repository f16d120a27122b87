// Benchmark files that are tables: MovieLens' older ones, NCF's, CSV and Parquet. One row, one interaction; the first
// bad row ends the reading.

import { matchColumns } from '../../data/import/columns.ts';
import { openParquetTable } from '../../data/import/parquet-table.ts';
import type { Field } from '../../data/import/records.ts';
import type { SourceFile } from '../../data/import/source.ts';
import { openTextTable, type Table } from '../../data/import/table.ts';
import { readId, readInstant, readNumber } from '../../data/import/values.ts';
import { InputError, quoted } from '../../errors.ts';
import { type BenchmarkFormat, FIXED_COLUMNS, isImplicit, LAYOUTS } from './formats.ts';
import { createRowCollector, type RowCollector } from './row-collector.ts';
import { strictTally } from './strict.ts';

export type TableFormat = Exclude<BenchmarkFormat, 'user-items'>;

interface Columns {
  readonly user: string;
  readonly item: string;
  /** Null where nothing tells. */
  readonly rating: string | null;
  readonly time: string | null;
}

/** Every row of the file. @throws InputError naming file, line, value and what is legal. */
export async function readTable(file: SourceFile, format: TableFormat): Promise<RowCollector> {
  const table =
    format === 'parquet' ? await openParquetTable(file) : await openTextTable(file, layoutOf(file, format));
  try {
    const columns = columnsOf(table, format);
    const rows = createRowCollector({ isRated: columns.rating !== null, hasTimes: columns.time !== null });
    await readRows(table, columns, rows);
    return rows;
  } finally {
    await table.close();
  }
}

function layoutOf({ name }: SourceFile, format: Exclude<TableFormat, 'parquet'>) {
  const isTabbed = format === 'csv' && /\.tsv$/i.test(name);
  return isTabbed ? { ...LAYOUTS.csv, delimiter: '\t' } : LAYOUTS[format];
}

function columnsOf(table: Table, format: TableFormat): Columns {
  if (isImplicit(format)) return { ...FIXED_COLUMNS, rating: null };
  if (format !== 'csv' && format !== 'parquet') return FIXED_COLUMNS;
  const matched = matchColumns(['user', 'item', 'rating', 'time'], {}, table.columns);
  const { user, item } = matched;
  if (user !== null && item !== null) return { ...matched, user, item };
  throw new InputError({
    file: table.shownAs,
    problem: `no column is known to hold the ${user === null ? 'people' : 'items'}.`,
    legal: `Legal names: userId, movieId, rating, timestamp and their like. The columns are: ${table.columns.join(', ')}.`,
  });
}

async function readRows(table: Table, columns: Columns, rows: RowCollector): Promise<void> {
  const wanted = [columns.user, columns.item];
  const ratingAt = columns.rating === null ? -1 : wanted.push(columns.rating) - 1;
  const timeAt = columns.time === null ? -1 : wanted.push(columns.time) - 1;
  const tally = strictTally(table.shownAs);
  for await (const block of table.read(wanted, tally)) {
    block.rows.forEach((row, i) => {
      const wrong = (problem: string, legal: string) =>
        new InputError({ file: table.shownAs, place: `${table.unit} ${block.numbers[i]}`, problem, legal });
      const rating = ratingAt < 0 ? 1 : readNumber(row[ratingAt]);
      const time = timeAt < 0 ? 0 : readInstant(row[timeAt], null);
      if (Number.isNaN(rating))
        throw wrong(`rating ${shown(row[ratingAt])} is not a number.`, 'Legal: a number.');
      if (Number.isNaN(time)) {
        throw wrong(`time ${shown(row[timeAt])} is no instant.`, 'Legal: seconds, milliseconds or ISO 8601.');
      }
      const [user, item] = [row[0], row[1]].map((field) => {
        const id = readId(field);
        if (id !== null) return id;
        throw wrong(`${shown(field)} is not an id.`, 'Legal: 1 to 200 characters without blanks.');
      });
      rows.add(user, item, rating, time);
    });
  }
}

function shown(field: Field): string {
  return quoted(field ?? '');
}
