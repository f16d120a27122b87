import { existsSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { silent } from '../../reporter.ts';
import { readInteractionBatches } from '../batches.ts';
import { readCatalogue } from '../catalogue.ts';
import { readDatasetCard } from '../dataset.ts';
import { foldInteractions, joinRows } from '../interactions.ts';
import {
  CONTEXT,
  createFolder,
  type Files,
  ML_1M,
  ML_100K,
  readTree,
  SMALL_CSV,
  zipOf,
} from './foreign-sets.fixture.ts';
import { importDataset } from './import-dataset.ts';
import type { ImportOptions } from './options.ts';
import type { ImportReport } from './report.ts';

/** Imports one file or folder of these files into a new repository. */
async function importFiles(files: Files, source: string, options: ImportOptions = {}) {
  const root = await createFolder();
  const folder = await createFolder(files);
  const report = await importDataset(root, join(folder, source), options, CONTEXT);
  return { root, folder, report };
}

/** "user item signal rating time" of every stored row, sorted. */
async function storedRows(root: string): Promise<string[]> {
  const rows = joinRows(await readInteractionBatches(root));
  return rows.user_id
    .map((user, i) =>
      [user, rows.item_id[i], rows.signal[i], rows.rating[i], rows.timestamp[i] / 1000].join(' '),
    )
    .sort();
}

async function storedFilms(root: string): Promise<string[]> {
  return (await readCatalogue(root)).films.map(({ item_id, title, year, genres }) =>
    [item_id, title, year, genres.join('|')].join(' · '),
  );
}

const LAYOUTS: [
  format: ImportReport['format'],
  files: Files,
  rows: string[],
  films: string[],
  licence: string | null,
][] = [
  [
    'movielens-csv',
    SMALL_CSV,
    ['1 1 rating 4 964982703', '1 3 rating 0.5 964981247', '2 1 rating 5 1445714835'],
    [
      '1 · Toy Story · 1995 · Adventure|Animation|Children',
      '3 · Les Misérables · 1995 · Drama',
      '9 · Cosmos ·  · ',
    ],
    'For research only.',
  ],
  [
    'movielens-1m',
    ML_1M,
    ['1 1193 rating 5 978300760', '1 661 rating 3 978302109', '2 1193 rating 4 978298413'],
    ['661 · The Café "au" Lait · 1993 · Animation|Children', '1193 · One Flew Over · 1975 · Drama'],
    'Ask first.',
  ],
  [
    'movielens-100k',
    ML_100K,
    ['186 302 rating 3 891717742', '196 242 rating 3 881250949', '196 302 rating 1 881250949'],
    ['242 · Kolya · 1996 · Comedy', '302 · Le Café · 1997 · Children|Crime', '303 · unknown ·  · '],
    null,
  ],
];

describe.each(LAYOUTS)('%s', (format, files, rows, films, licence) => {
  const sources: [kind: string, files: Files, source: string][] = [
    ['a folder', Object.fromEntries(Object.entries(files).map(([name, text]) => [`ml/${name}`, text])), 'ml'],
    ['a zip', { 'ml.zip': zipOf(files, 'ml-inside') }, 'ml.zip'],
  ];
  test.each(sources)('is imported from %s', async (_, sourceFiles, source) => {
    const { root, report } = await importFiles(sourceFiles, source);
    expect(await storedRows(root)).toEqual(rows);
    expect(await storedFilms(root)).toEqual(films);
    expect(report).toMatchObject({
      format,
      name: 'ml',
      source,
      dataset_changed: true,
      rows: { read: 3, kept: 3, refused: 0, repeated: 0 },
      films: 3 - (format === 'movielens-1m' ? 1 : 0),
      people: 2,
    });
    expect(report.licence?.text ?? null).toBe(licence);
    const card = await readDatasetCard(root);
    expect(card).toMatchObject({
      name: 'ml',
      title: 'MovieLens (ml)',
      kind: 'imported',
      licence,
      source,
      notice: null,
    });
    expect(card?.rating_scale.min).toBe(format === 'movielens-csv' ? 0.5 : 1);
  });
});

const RATINGS = 'userId,movieId,rating,timestamp\n';

test('every kind of bad row is refused with its line, counted and shown, and the good ones are kept', async () => {
  const bad = [
    '1,1,11,964982703',
    '1,1,3.7,964982703',
    '1,1,NaN,964982703',
    '1,1,4,4102444800', // 2100
    '1,1,4,500000000', // 1985
    '1,1,4,soon',
    '1,777,4,964982703',
    ',1,4,964982703',
    '1,,4,964982703',
    '1,1,4',
    '1,1,4,964982703,5',
    '1,"1,4,964982703',
    `1,${'9'.repeat(1_100_000)},4,964982703`,
  ];
  const lines = [...bad, '1,1,4,964982703', '1,1,4,964982703', '2,3,5,964982704'];
  const text = Buffer.concat([
    Buffer.from(`${RATINGS}${lines.join('\n')}\n2,`),
    Buffer.from([0xff]),
    Buffer.from(',4,1\n'),
  ]);
  const { root, report } = await importFiles({ ...SMALL_CSV, 'ratings.csv': text }, '.', { tolerate: 1 });
  expect(report.rows).toEqual({ read: 17, kept: 3, refused: 14, repeated: 1 });
  expect(await storedRows(root)).toEqual([
    '1 1 rating 4 964982703',
    '1 1 rating 4 964982703',
    '2 3 rating 5 964982704',
  ]);
  expect(foldInteractions(await readInteractionBatches(root)).rating).toHaveLength(2);
  const places = report.refused.flatMap(({ reason, examples }) =>
    examples.map(({ place, value }) => `${place}: ${reason} ${value.slice(0, 12)}`),
  );
  expect(places.sort()).toEqual(
    [
      'line 2: off_scale 11',
      'line 3: off_scale 3.7',
      'line 4: bad_rating NaN',
      'line 5: time_out_of_range 4102444800',
      'line 6: time_out_of_range 500000000',
      'line 7: bad_time soon',
      'line 8: unknown_film 777',
      'line 9: bad_id ',
      'line 10: bad_id ',
      'line 11: wrong_columns 3 of 4 colum',
      'line 12: wrong_columns 5 of 4 colum',
      'line 13: broken_quotes 1,"1,4,96498',
      'line 14: line_too_long 1,9999999999',
      `line 18, byte ${text.length - 6}: invalid_utf8 2,\ufffd,4,1`,
    ].sort(),
  );
});

test('a file with more than one bad row in twenty is refused whole, and nothing is written', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},1,4,964982703`);
  const bad = ['1,1,6,964982703', '2,1,0,964982703'];
  const root = await createFolder();
  const folder = await createFolder({
    ...SMALL_CSV,
    'ratings.csv': `${RATINGS}${[...rows, ...bad].join('\n')}\n`,
  });
  await expect(importDataset(root, folder, {}, CONTEXT)).rejects.toThrow(
    /ratings\.csv: 2 of 22 rows are bad \(9\.1 %\): 2 × off scale \(.*line 22: "6"; .*line 23: "0"\)\. At most 5 % may be: .*--tolerate 10%/,
  );
  expect(await readTree(root)).toEqual({});
  await importDataset(root, folder, { tolerate: 0.1 }, CONTEXT);
  expect(await storedRows(root)).toHaveLength(20);
});

test('one bad row in twenty-one is let pass, also in the catalogue', async () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${i},4,964982703`);
  const films = Array.from({ length: 20 }, (_, i) => `${i},Film ${i} (1990),Drama`);
  const files = {
    'ratings.csv': `${RATINGS}${rows.join('\n')}\n0,99,4,964982703\n`,
    'movies.csv': `movieId,title,genres\n${films.join('\n')}\n0,Twice (1991),Drama\n`,
  };
  const { report, root } = await importFiles(files, '.');
  expect(report.refused.map(({ reason }) => reason)).toEqual(['repeated_film', 'unknown_film']);
  expect((await readCatalogue(root)).byId.get('0')?.title).toBe('Film 0');
});

test('a set that was imported is replaced only when that is said, and then whole', async () => {
  const root = await createFolder();
  const small = await createFolder(SMALL_CSV);
  const old = await createFolder(ML_100K);
  await importDataset(root, old, { name: 'old' }, CONTEXT);
  const before = await readTree(root);
  await expect(importDataset(root, small, {}, CONTEXT)).rejects.toThrow(
    /^data\/dataset\.json: the data was imported before \("old"\)\. .*--replace/,
  );
  expect(await readTree(root)).toEqual(before);
  const report = await importDataset(root, small, { replace: true, name: 'new' }, CONTEXT);
  expect(report.replaced).toEqual({ name: 'old', kind: 'imported' });
  const fresh = await createFolder();
  await importDataset(fresh, small, { name: 'new' }, CONTEXT);
  expect(await readTree(root)).toEqual(await readTree(fresh));
});

test('a dry run reports the same figures and writes nothing, also over an imported set', async () => {
  const root = await createFolder();
  const folder = await createFolder(SMALL_CSV);
  const dry = await importDataset(root, folder, { dryRun: true }, CONTEXT);
  expect(await readTree(root)).toEqual({});
  expect(existsSync(join(root, 'data'))).toBe(false);
  const real = await importDataset(root, folder, {}, CONTEXT);
  expect({ ...dry, dry_run: false, dataset_changed: true, batches: real.batches, bytes: real.bytes }).toEqual(
    real,
  );
  const again = await importDataset(root, folder, { dryRun: true }, CONTEXT);
  expect(again).toMatchObject({ dataset_changed: false, replaced: { kind: 'imported' } });
});

test('waiting feedback, events and batches of the old set leave; archive and quarantine stay', async () => {
  const root = await createFolder({
    'data/dataset.json': JSON.stringify({
      format: 1,
      name: 'embedded',
      title: 'x',
      kind: 'simulated',
      notice: 'simulated',
      licence: null,
      source: null,
      rating_scale: { min: 0.5, max: 5, step: 0.5 },
    }),
    'data/interactions/20200101-0123456789abcdef.parquet': 'old',
    'data/events/20200101-0123456789abcdef.parquet': 'old',
    'data/feedback/a.jsonl': 'one\n',
    'data/feedback/.gitkeep': '',
    'data/feedback.jsonl': 'two\n',
    'data/archive/earlier.jsonl': 'three\n',
    'data/quarantine/bad.jsonl': 'four\n',
    'data/README.md': 'about',
  });
  const report = await importDataset(root, await createFolder(SMALL_CSV), {}, CONTEXT);
  expect(report.replaced).toEqual({ name: 'embedded', kind: 'simulated' });
  expect(report.archived_feedback).toEqual([
    {
      file: 'data/feedback/a.jsonl',
      archived_as: 'data/archive/before-import-20261121T000000Z-feedback-a.jsonl',
    },
    {
      file: 'data/feedback.jsonl',
      archived_as: 'data/archive/before-import-20261121T000000Z-data-feedback.jsonl',
    },
  ]);
  const tree = await readTree(root);
  expect(tree['data/archive/before-import-20261121T000000Z-feedback-a.jsonl']).toBe('one\n');
  expect(tree['data/archive/before-import-20261121T000000Z-data-feedback.jsonl']).toBe('two\n');
  expect(Object.keys(tree).map((name) => name.replace(/\d{8}-[0-9a-f]{16}/, 'BATCH'))).toEqual([
    'data/README.md',
    'data/archive/before-import-20261121T000000Z-data-feedback.jsonl',
    'data/archive/before-import-20261121T000000Z-feedback-a.jsonl',
    'data/archive/earlier.jsonl',
    'data/catalogue.csv',
    'data/dataset.json',
    'data/feedback/.gitkeep',
    'data/interactions/BATCH.parquet',
    'data/quarantine/bad.jsonl',
  ]);
});

test('rows beyond a batch go into the next one, and the same source gives the same bytes', async () => {
  const lines = Array.from({ length: 25 }, (_, i) => `${i % 7},${i % 5},${1 + (i % 5)},${964_982_703 + i}`);
  const films = Array.from({ length: 5 }, (_, i) => `${i},Film ${i} (1990),Drama`);
  const files = {
    'ratings.csv': RATINGS + lines.join('\n'),
    'movies.csv': `movieId,title,genres\n${films.join('\n')}`,
  };
  const one = await importFiles(files, '.', { batchRows: 10, name: 'set' });
  const other = await importFiles(files, '.', { batchRows: 10, name: 'set' });
  expect(one.report).toMatchObject({ batches: 3, rows: { kept: 25 } });
  expect((await readInteractionBatches(one.root)).map((rows) => rows.user_id.length).sort()).toEqual([
    10, 10, 5,
  ]);
  const withoutSource = (tree: Record<string, string>) => ({ ...tree, 'data/dataset.json': '' });
  expect(withoutSource(await readTree(one.root))).toEqual(withoutSource(await readTree(other.root)));
});

const REFUSED: [what: string, files: Files, source: string, message: RegExp][] = [
  ['nothing there', {}, 'nowhere', /nowhere: there is no such file or folder\. Legal: a MovieLens folder/],
  ['an empty folder', {}, '.', /is not a MovieLens set: it holds nothing/],
  [
    'a folder of other files',
    { 'notes.md': 'x' },
    '.',
    /is not a MovieLens set: it holds notes\.md\. Legal: a folder or zip with ratings\.csv and movies\.csv/,
  ],
  ['half a set', { 'ratings.csv': RATINGS }, '.', /holds ratings\.csv but not movies\.csv/],
  [
    'a zip with two sets',
    { 'x.zip': zipOf({ 'a/ratings.csv': '', 'b/ratings.csv': '' }, 'z') },
    'x.zip',
    /holds "x\.zip\/z\/a\/ratings\.csv" and/,
  ],
  [
    'an unknown ending',
    { 'x.json': '[]' },
    'x.json',
    /x\.json: the ending of the name does not say what is in it/,
  ],
  ['an empty file', { 'x.csv': '' }, 'x.csv', /x\.csv: is empty/],
  ['a heading without rows', { 'x.csv': RATINGS }, 'x.csv', /x\.csv: there is no row to keep/],
  ['no heading', { 'x.csv': '1,1,4,964982703\n' }, 'x.csv', /column "1" stands twice/],
  [
    'UTF-16',
    { 'x.csv': Buffer.from('\ufeffuser,item,rating,time\n1,1,1,1\n', 'utf16le') },
    'x.csv',
    /x\.csv, line 1, byte 0: the heading cannot be read \(invalid utf8\)\. Save the file as UTF-8/,
  ],
  [
    'another CSV dialect',
    { 'x.csv': 'user;item;rating;time\n1;1;4;964982703\n' },
    'x.csv',
    /no column is known to say who it was.*--map user=COLUMN.*user;item;rating;time/,
  ],
  [
    'a missing column',
    { ...SMALL_CSV, 'ratings.csv': 'userId,movieId,rating,timestmp\n' },
    '.',
    /there is no column "timestamp"\. Did you mean "timestmp"\?/,
  ],
  [
    'Parquet that is none',
    { 'x.parquet': 'userId,movieId' },
    'x.parquet',
    /x\.parquet: is damaged, cut short, or not a Parquet file/,
  ],
];

test.each(REFUSED)(
  '%s is refused with what would be legal, and nothing is written',
  async (_, files, source, message) => {
    const root = await createFolder();
    const folder = await createFolder(files);
    await expect(importDataset(root, join(folder, source), {}, CONTEXT)).rejects.toThrow(message);
    expect(await readTree(root)).toEqual({});
  },
);

test('progress tells the share of the bytes, the rows so far and their pace', async () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `${i},1,4,964982703`);
  const folder = await createFolder({ ...SMALL_CSV, 'ratings.csv': `${RATINGS}${lines.join('\n')}\n` });
  const told: string[] = [];
  let clock = 0;
  const reporter = { ...silent, progress: (message: string) => void told.push(message) };
  const timer = () => (clock += 500);
  await importDataset(await createFolder(), folder, { dryRun: true }, { ...CONTEXT, reporter, timer });
  expect(told.length).toBeGreaterThan(1);
  expect(told[0]).toMatch(/ratings\.csv: \d+ %, [\d,]+ rows, [\d,]+ rows\/s$/);
  expect(told[told.length - 1]).toMatch(/ratings\.csv: 100 %, [\d,]+ rows, [\d,]+ rows\/s$/);
});

test('a folder may hold other folders and links to nowhere', async () => {
  const folder = await createFolder({ ...SMALL_CSV, 'sub/ratings.csv': 'x' });
  await symlink('nowhere', join(folder, 'broken'));
  const report = await importDataset(await createFolder(), folder, { dryRun: true }, CONTEXT);
  expect(report.rows.kept).toBe(3);
});

test('the licence of the repository itself is not taken for that of a file in it', async () => {
  const root = await createFolder({
    LICENSE: 'MIT',
    'x.csv': 'user,item,rating,time\na,b,3,964982703\n',
    'sub/LICENSE': 'Theirs',
  });
  await writeFile(join(root, 'sub/x.csv'), 'user,item,rating,time\na,b,3,964982703\n');
  const scale = { min: 1, max: 5, step: 1 };
  const mine = await importDataset(root, join(root, 'x.csv'), { dryRun: true, scale }, CONTEXT);
  const theirs = await importDataset(root, join(root, 'sub/x.csv'), { dryRun: true, scale }, CONTEXT);
  expect([mine.licence, theirs.licence]).toEqual([null, { text: 'Theirs', file: 'sub/LICENSE' }]);
});

const MOVIELENS =
  process.env.SHOWRUNNER_MOVIELENS ?? join(import.meta.dirname, '../../../../shared/data/ml-latest-small');

test.skipIf(!existsSync(join(MOVIELENS, 'ratings.csv')))(
  'the real ml-latest-small comes in whole (needs its folder in SHOWRUNNER_MOVIELENS or ../shared/data)',
  async () => {
    const root = await createFolder();
    const report = await importDataset(root, MOVIELENS, {}, CONTEXT);
    expect(report.rows).toEqual({ read: 100_836, kept: 100_836, refused: 0, repeated: 0 });
    expect(report).toMatchObject({ films: 9742, films_used: 9724, films_without_year: 12, people: 610 });
    expect(report.licence?.text).toMatch(
      /^Neither the University of Minnesota[\s\S]*grouplens-info@umn\.edu>$/,
    );
    const { byId } = await readCatalogue(root);
    expect(byId.get('73')).toMatchObject({ title: 'Les Misérables', year: 1995 });
    expect(byId.get('2571')).toMatchObject({ title: 'The Matrix', year: 1999 });
    const { user } = foldInteractions(await readInteractionBatches(root));
    expect(user).toHaveLength(100_836);
  },
);
