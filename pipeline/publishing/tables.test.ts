import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../data/csv.ts';
import { readParquet } from '../data/parquet.ts';
import type { PeopleShard } from './contract.ts';
import { publication } from './publication.ts';
import { catalogueOf, FILMS, film, sourceOf } from './publishing.fixture.ts';
import { csvOf } from './tables.ts';

const hostile = film('=1+1', { title: '@SUM("a",\n1)', year: null });
const files = new Map(
  [...publication(sourceOf({ catalogue: catalogueOf([...FILMS, hostile]) }))].map(({ path, document }) => [
    path,
    document,
  ]),
);
const bytesOf = async (path: string) => (await files.get(path)) as Uint8Array;

describe('tables', () => {
  it('have every list of the JSON, row by row, in CSV, to DuckDB and to hyparquet', async () => {
    const people = [...files].flatMap(([path, document]) =>
      /^people\/\d{4}/.test(path) ? (document as PeopleShard).people : [],
    );
    const rows = people.flatMap(({ user_id, recommendations }) =>
      recommendations.map(({ item_id, score, predicted_rating }, n) => ({
        user_id,
        rank: n + 1,
        item_id,
        score,
        predicted_rating,
      })),
    );
    expect(rows.length).toBeGreaterThan(100);
    const parquet = await bytesOf('tables/recommendations-0000.parquet');
    const folder = await mkdtemp(join(tmpdir(), 'showrunner-tables-'));
    try {
      const file = join(folder, 'lists.parquet');
      await writeFile(file, parquet);
      const database = await (await DuckDBInstance.create()).connect();
      const read = await database.runAndReadAll(`select * from '${file}'`);
      expect(read.getRowObjectsJS()).toEqual(rows);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const columns = await readParquet(parquet, { item_id: 'string', score: 'float64?' }, 'lists');
    expect(columns.item_id).toEqual(rows.map(({ item_id }) => item_id));
    expect([...columns.score]).toEqual(rows.map(({ score }) => score));
    const csv = parseCsv(Buffer.from(await bytesOf('tables/recommendations-0000.csv')).toString(), 'csv');
    expect(csv.slice(1).map(({ fields }) => [fields[0], Number(fields[1]), Number(fields[3])])).toEqual(
      rows.map(({ user_id, rank, score }) => [user_id, rank, score]),
    );
  });

  it('keep hostile text whole in Parquet, and harmless to a sheet in CSV', async () => {
    const csv = Buffer.from(await bytesOf('tables/catalogue.csv')).toString();
    expect(csv).toContain('\r\n\'=1+1,"\'@SUM(""a"",\n1)",,');
    const parquet = await bytesOf('tables/catalogue.parquet');
    const { title } = await readParquet(parquet, { title: 'string' }, 'catalogue');
    expect(title.at(-1)).toBe(hostile.title);
  });

  it('have the same bytes each time they are made', async () => {
    const again = publication(sourceOf({ catalogue: catalogueOf([...FILMS, hostile]) }));
    let compared = 0;
    for (const { path, document } of again) {
      if (!path.startsWith('tables/')) continue;
      expect(Buffer.from((await document) as Uint8Array).equals(await bytesOf(path)), path).toBe(true);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('write a negative number as the number it is, and a gap as nothing', () => {
    expect(csvOf({ a: { type: 'float64?', values: [-1.5, Number.NaN] } })).toBe('a\r\n-1.5\r\n\r\n');
  });
});
