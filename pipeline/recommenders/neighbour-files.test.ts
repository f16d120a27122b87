import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { encodeParquet } from '../data/parquet.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { decodeRankingModel, encodeRankingModel } from './model-files.ts';

const model: NeighbourModel = {
  kind: 'neighbours',
  itemIds: ['1', '10', '2', 'ß'],
  popularity: Float32Array.of(3, 0, 7, 1),
  pointers: Int32Array.of(0, 2, 2, 3, 4),
  indices: Int32Array.of(1, 2, 0, 2),
  weights: Float32Array.of(1 / 3, -1e-30, 0.1, 16777217),
  positiveRating: 3.5,
};

test.each([
  model,
  { ...model, pointers: new Int32Array(5), indices: new Int32Array(0), weights: new Float32Array(0) },
  { ...model, itemIds: ['1'], popularity: Float32Array.of(1), pointers: new Int32Array(2) },
])('a neighbour model comes back as it was, rows without neighbours too', async (given) => {
  const kept = given.pointers[given.itemIds.length];
  const whole = { ...given, indices: given.indices.slice(0, kept), weights: given.weights.slice(0, kept) };
  const bytes = await encodeRankingModel(whole);
  expect(await decodeRankingModel(bytes, 'm.parquet')).toEqual(whole);
  expect(await encodeRankingModel({ ...whole })).toEqual(bytes);
});

test('DuckDB reads a row an entry', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  const file = join(folder, 'item_factors.parquet');
  await writeFile(file, await encodeRankingModel(model));
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = await connection.runAndReadAll(
    `select item_id, neighbour_id, weight from '${file}' where weight > 0.2 or weight is null order by 1`,
  );
  expect(rows.getRows()).toEqual([
    ['1', '10', Math.fround(1 / 3)],
    ['10', null, null],
    ['ß', '2', 16777216],
  ]);
  await rm(folder, { recursive: true });
});

test('a model with a NaN is not written', async () => {
  const broken = { ...model, weights: Float32Array.of(1, Number.NaN, 1, 1) };
  await expect(encodeRankingModel(broken)).rejects.toThrow('column weight holds a value that is not finite');
});

const GAP = Number.NaN;
type Row = [item: string, popularity: number, neighbour: string | null, weight: number];

const fileOf = (rows: Row[], metadata = { kind: 'neighbours', positive_rating: '4' }) =>
  encodeParquet(
    {
      item_id: { type: 'string', values: rows.map(([item]) => item) },
      popularity: { type: 'float32', values: rows.map(([, popularity]) => popularity) },
      neighbour_id: { type: 'string?', values: rows.map(([, , neighbour]) => neighbour) },
      weight: { type: 'float32?', values: rows.map(([, , , weight]) => weight) },
    },
    { metadata },
  );
const rest: Row[] = [
  ['b', 1, null, GAP],
  ['c', 1, null, GAP],
];

test.each<[string, Row[], string]>([
  [
    'an unknown neighbour',
    [['a', 1, 'x', 1], ...rest],
    'row 0, column neighbour_id: "x" is no item of the model.',
  ],
  ['an own neighbour', [['a', 1, 'a', 1], ...rest], 'row 0, column neighbour_id: "a" is its own neighbour.'],
  [
    'a repeated neighbour',
    [['a', 1, 'b', 1], ['a', 1, 'b', 1], ...rest],
    'row 1, column neighbour_id: "b" comes after "b"; neighbours are sorted.',
  ],
  [
    'neighbours out of order',
    [['a', 1, 'c', 1], ['a', 1, 'b', 1], ...rest],
    'row 1, column neighbour_id: "b" comes after "c"',
  ],
  ['a missing weight', [['a', 1, 'b', GAP], ...rest], 'row 0, column weight: NaN is not a finite number.'],
  ['a weight for nothing', [['a', 1, null, 2], ...rest], 'row 0, column weight: 2 is for no neighbour.'],
  [
    'a gap among neighbours',
    [['a', 1, 'b', 1], ['a', 1, null, GAP], ...rest],
    'row 1, column neighbour_id: there is a gap',
  ],
  [
    'a gap before neighbours',
    [['a', 1, null, GAP], ['a', 1, 'b', 1], ...rest],
    'row 0, column neighbour_id: there is a gap',
  ],
  [
    'two popularities',
    [['a', 1, 'b', 1], ['a', 2, 'c', 1], ...rest],
    'row 1, column popularity: 2 where the first row',
  ],
  [
    'an item in two places',
    [['a', 1, 'b', 1], ...rest, ['a', 1, 'c', 1]],
    'column item_id: "a" comes after "c".',
  ],
])('%s is refused, naming the file', async (_, rows, message) => {
  const bytes = await fileOf(rows);
  const decoded = decodeRankingModel(bytes, 'models/run/item_factors.parquet');
  await expect(decoded).rejects.toThrow(message);
  await expect(decoded).rejects.toMatchObject({
    name: 'InputError',
    file: 'models/run/item_factors.parquet',
  });
});

test('a footer without the threshold is refused', async () => {
  const bytes = await fileOf(rest, { kind: 'neighbours', positive_rating: '' });
  await expect(decodeRankingModel(bytes, 'm.parquet')).rejects.toThrow('footer, key positive_rating');
});
