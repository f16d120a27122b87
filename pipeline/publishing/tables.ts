// The same figures as tables, in CSV (RFC 4180) and Parquet, for whoever opens them in a sheet or a query engine. Nothing
// is in a table that no JSON file says.

import { type Column, encodeParquet } from '../data/parquet.ts';
import type { FilmCard, FilmDetail, MetricsFile, Person } from './contract.ts';
import type { PublishedFile } from './publication.ts';

/** Rows to a file of recommendations: what is in memory at once. */
const ROWS = 500_000;

type Table = Readonly<Record<string, Column>>;

/** Both files of a table; the Parquet one is encoded when it is awaited. */
function filesOf(name: string, table: Table): PublishedFile[] {
  return [
    { path: `tables/${name}.csv`, document: Buffer.from(csvOf(table)) },
    { path: `tables/${name}.parquet`, document: encodeParquet(table) },
  ];
}

/** The catalogue; genres are joined by "|". */
export function catalogueTable(films: readonly FilmCard[]): PublishedFile[] {
  return filesOf('catalogue', {
    item_id: text(films, ({ item_id }) => item_id),
    title: text(films, ({ title }) => title),
    year: number(films, ({ year }) => year),
    genres: text(films, ({ genres }) => genres.join('|')),
    interactions: number(films, ({ interactions }) => interactions),
    ratings: number(films, ({ ratings }) => ratings),
    mean_rating: number(films, ({ mean_rating }) => mean_rating),
    added: { type: 'string?', values: films.map(({ added }) => added) },
  });
}

export function similarTable(films: readonly FilmDetail[]): PublishedFile[] {
  const rows = films.flatMap(({ item_id, similar }) =>
    similar.map((film, n) => ({ item_id, rank: n + 1, similar_item_id: film.item_id, by: film.similarity })),
  );
  return filesOf('similar', {
    item_id: text(rows, ({ item_id }) => item_id),
    rank: number(rows, ({ rank }) => rank),
    similar_item_id: text(rows, ({ similar_item_id }) => similar_item_id),
    similarity: number(rows, ({ by }) => by),
  });
}

export function metricsTable({ scores }: MetricsFile): PublishedFile[] {
  const rows = scores.flatMap((score) =>
    Object.entries(score.values).map(([metric, value]) => ({ ...score, metric, value })),
  );
  return filesOf('metrics', {
    at: text(rows, ({ at }) => at),
    decision: text(rows, ({ decision }) => decision),
    role: text(rows, ({ role }) => role),
    run: { type: 'string?', values: rows.map(({ run }) => run) },
    ranking_protocol: text(rows, ({ protocols }) => protocols.ranking),
    rating_protocol: text(rows, ({ protocols }) => protocols.rating),
    ground_sha256: text(rows, ({ ground_sha256 }) => ground_sha256),
    metric: text(rows, ({ metric }) => metric),
    value: number(rows, ({ value }) => value),
  });
}

/** Passes people through and yields their lists as a table after every 500,000 rows and at the end. */
export function createListTables() {
  let rows: { user_id: string; rank: number; item_id: string; score: number; rating: number | null }[] = [];
  let part = 0;
  const flush = (): PublishedFile[] => {
    const name = `recommendations-${String(part++).padStart(4, '0')}`;
    const files = filesOf(name, {
      user_id: text(rows, ({ user_id }) => user_id),
      rank: number(rows, ({ rank }) => rank),
      item_id: text(rows, ({ item_id }) => item_id),
      score: number(rows, ({ score }) => score),
      predicted_rating: number(rows, ({ rating }) => rating),
    });
    rows = [];
    return files;
  };
  return {
    add(people: readonly Person[]): PublishedFile[] {
      for (const { user_id, recommendations } of people)
        recommendations.forEach(({ item_id, score, predicted_rating: rating }, n) => {
          rows.push({ user_id, rank: n + 1, item_id, score, rating });
        });
      return rows.length < ROWS ? [] : flush();
    },
    end: (): PublishedFile[] => (rows.length > 0 || part === 0 ? flush() : []),
  };
}

function text<R>(rows: readonly R[], of: (row: R) => string): Column {
  return { type: 'string', values: rows.map((row) => of(row).toWellFormed()) };
}

/** Null is a gap. */
function number<R>(rows: readonly R[], of: (row: R) => number | null): Column {
  return { type: 'float64?', values: Float64Array.from(rows, (row) => of(row) ?? Number.NaN) };
}

/** A header and a record a row. Lines end in CRLF; a gap is an empty field. */
export function csvOf(table: Table): string {
  const columns = Object.values(table);
  const lines = [Object.keys(table).join(',')];
  for (let row = 0; row < columns[0].values.length; row++)
    lines.push(columns.map(({ values }) => field(values[row])).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** A sheet would run text that begins as a formula does: such text gets an apostrophe first. Parquet has it as it is. */
function field(value: unknown): string {
  if (value === null || Number.isNaN(value)) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
