// CSV and Parquet files of any origin, by a column mapping.

import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { readInteractionBatches } from '../batches.ts';
import { readCatalogue } from '../catalogue.ts';
import { readDatasetCard } from '../dataset.ts';
import { CONTEXT, createFolder } from './foreign-sets.fixture.ts';
import { importDataset } from './import-dataset.ts';

const CSV =
  'uid,note,mid,stars,ts\nann,"a, b\nc",x1,7,2026-01-31T09:30:00Z\nbob,,x2,10,2026-02-01 00:00\nann,,x2,1,2026-02-02\n';
const COLUMNS = { user: 'uid', item: 'mid', rating: 'stars', time: 'ts' };

/** "user item signal rating time" of the stored rows. */
async function storedRows(root: string): Promise<string[]> {
  const [rows] = await readInteractionBatches(root);
  return rows.user_id.map((user, i) =>
    [user, rows.item_id[i], rows.signal[i], rows.rating[i], new Date(rows.timestamp[i]).toISOString()].join(
      ' ',
    ),
  );
}

test('a CSV file is imported by a mapping, with a scale found in its values and its ids as titles', async () => {
  const root = await createFolder();
  const folder = await createFolder({ 'My Ratings.csv': CSV });
  const report = await importDataset(root, join(folder, 'My Ratings.csv'), { columns: COLUMNS }, CONTEXT);
  expect(await storedRows(root)).toEqual([
    'ann x1 rating 7 2026-01-31T09:30:00.000Z',
    'ann x2 rating 1 2026-02-02T00:00:00.000Z',
    'bob x2 rating 10 2026-02-01T00:00:00.000Z',
  ]);
  expect(report).toMatchObject({
    format: 'csv',
    name: 'my-ratings',
    rating_scale_inferred: true,
    from: '2026-01-31T09:30:00.000Z',
  });
  expect(await readDatasetCard(root)).toMatchObject({
    title: 'My Ratings.csv',
    rating_scale: { min: 1, max: 10, step: 1 },
  });
  expect((await readCatalogue(root)).films).toEqual([
    { item_id: 'x1', title: 'x1', year: null, genres: [], added: null },
    { item_id: 'x2', title: 'x2', year: null, genres: [], added: null },
  ]);
});

test('a catalogue brings titles, years and genres, and makes other ids unknown', async () => {
  const root = await createFolder();
  const folder = await createFolder({
    'ratings.csv': CSV,
    'films.csv': `key,name,released,kinds\nx2,"Film ""Two""",1999-05-01,"['Drama', 'Comedy']"\nx9,,,\n`,
  });
  const catalogue = {
    path: join(folder, 'films.csv'),
    columns: { id: 'key', title: 'name', year: 'released', genres: 'kinds' },
  };
  const options = { columns: COLUMNS, catalogue, tolerate: 0.5 };
  const report = await importDataset(root, join(folder, 'ratings.csv'), options, CONTEXT);
  expect(report.refused).toMatchObject([{ reason: 'unknown_film', rows: 1, examples: [{ value: 'x1' }] }]);
  expect((await readCatalogue(root)).films).toEqual([
    { item_id: 'x2', title: 'Film "Two"', year: 1999, genres: ['Comedy', 'Drama'], added: null },
    { item_id: 'x9', title: 'x9', year: null, genres: [], added: null },
  ]);
});

test('a stated scale refuses what is off it', async () => {
  const folder = await createFolder({ 'r.csv': CSV });
  const options = { columns: COLUMNS, scale: { min: 1, max: 9, step: 2 }, tolerate: 0.5, dryRun: true };
  const report = await importDataset(await createFolder(), join(folder, 'r.csv'), options, CONTEXT);
  expect(report.refused).toMatchObject([
    { reason: 'off_scale', rows: 1, examples: [{ place: 'line 4', value: '10' }] },
  ]);
  expect(report).toMatchObject({ rating_scale: { min: 1, max: 9, step: 2 }, rating_scale_inferred: false });
});

test('rows without ratings become thumbs up only when that is said', async () => {
  const folder = await createFolder({ 'r.csv': 'user,item,time\na,x,964982703\n', 'rated.csv': CSV });
  const root = await createFolder();
  await expect(importDataset(root, join(folder, 'r.csv'), {}, CONTEXT)).rejects.toThrow(
    /hold ratings\. Name it with --map rating=COLUMN, or say --implicit/,
  );
  const report = await importDataset(root, join(folder, 'r.csv'), { implicit: true }, CONTEXT);
  expect(await storedRows(root)).toEqual(['a x thumb_up NaN 2000-07-30T18:45:03.000Z']);
  expect(report).toMatchObject({
    ratings: [],
    rating_scale: { min: 0.5, max: 5, step: 0.5 },
    rating_scale_inferred: false,
  });
  const contradiction = importDataset(
    root,
    join(folder, 'rated.csv'),
    { columns: COLUMNS, implicit: true, replace: true },
    CONTEXT,
  );
  await expect(contradiction).rejects.toThrow(
    /column "stars" holds ratings, and --implicit.*--map rating=none/,
  );
  const columns = { ...COLUMNS, rating: null };
  const watched = await importDataset(
    root,
    join(folder, 'rated.csv'),
    { columns, implicit: true, replace: true },
    CONTEXT,
  );
  expect(watched).toMatchObject({ rows: { kept: 3 }, ratings: [] });
});

test('Parquet of another engine is read: wide integers, instants in microseconds, dictionaries, each compression', async () => {
  const folder = await createFolder();
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const query = `select (1000 + i % 7)::bigint as uid, ('m' || (i % 11)) as mid, (1 + i % 5)::float as stars,
    timestamp '2026-01-01 00:00:00' + to_seconds(i) as ts from range(500) t(i)`;
  for (const compression of ['snappy', 'gzip', 'zstd', 'brotli', 'uncompressed']) {
    const path = join(folder, `${compression}.parquet`);
    await connection.run(`copy (${query}) to '${path}' (format parquet, compression '${compression}')`);
    const root = await createFolder();
    const report = await importDataset(root, path, { columns: COLUMNS }, CONTEXT);
    expect(report).toMatchObject({
      format: 'parquet',
      rows: { read: 500, kept: 500, refused: 0, repeated: 0 },
      people: 7,
      films: 11,
      from: '2026-01-01T00:00:00.000Z',
      until: '2026-01-01T00:08:19.000Z',
      rating_scale: { min: 1, max: 5, step: 1 },
    });
    expect((await storedRows(root))[0]).toBe('1000 m0 rating 1 2026-01-01T00:00:00.000Z');
  }
  connection.closeSync();
});

test('missing and impossible values in Parquet are refused by row', async () => {
  const folder = await createFolder();
  const connection = await (await DuckDBInstance.create()).connect();
  const path = join(folder, 'r.parquet');
  const values = `(1, 9007199254740993, 4.0, 1769817600), (null, 1, 4.0, 1769817600), (2, 2, null, 1769817600), (2, 2, 'nan'::double, 1769817600), (2, 2, 3.0, null)`;
  await connection.run(
    `copy (select * from (values ${values}) t("user", item, rating, ts)) to '${path}' (format parquet)`,
  );
  const root = await createFolder();
  const report = await importDataset(
    root,
    path,
    { tolerate: 1, scale: { min: 1, max: 5, step: 1 } },
    CONTEXT,
  );
  expect(report.rows).toEqual({ read: 5, kept: 1, refused: 4, repeated: 0 });
  expect(
    report.refused.map(({ reason, examples }) => [reason, ...examples.map(({ place }) => place)]),
  ).toEqual([
    ['bad_rating', 'row 3', 'row 4'],
    ['bad_id', 'row 2'],
    ['bad_time', 'row 5'],
  ]);
  expect(await storedRows(root)).toEqual(['1 9007199254740993 rating 4 2026-01-31T00:00:00.000Z']);
  connection.closeSync();
});
