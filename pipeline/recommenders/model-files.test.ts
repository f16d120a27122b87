import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { encodeParquet } from '../data/parquet.ts';
import type { FactorModel, PopularityModel, RatingModel } from '../serving/models.ts';
import {
  decodeRankingModel,
  decodeRatingModel,
  encodeRankingModel,
  encodeRatingModel,
} from './model-files.ts';

const itemIds = ['1', '10', '2', 'ß'];
const popularity = Float32Array.of(3, 0, 7, 1);
const factors: FactorModel = {
  kind: 'factors',
  itemIds,
  popularity,
  k: 3,
  factors: Float32Array.from({ length: 12 }, (_, at) => Math.fround(Math.sin(at) / 3)),
  unobservedWeight: 0.1,
  regularisation: 1 / 3,
  frequencyExponent: 0.7,
  positiveRating: 3.5,
  weighting: { k1: 1.2, b: 0.75, people: 4, averageLength: 11 / 4, scale: 0.123456789012345 },
};
const rating: RatingModel = {
  kind: 'rating',
  itemIds,
  mean: 3.5012345678901,
  itemBias: Float32Array.of(-0.5, 0, 0.25, 1e-30),
  k: 2,
  factors: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  biasRegularisation: 5,
  factorRegularisation: 0.1,
  scale: { min: 0.5, max: 5 },
};
const popular: PopularityModel = { kind: 'popularity', itemIds, popularity };

test.each([popular, factors, { ...factors, weighting: null }])(
  'a ranking model comes back as it was',
  async (model) => {
    expect(await decodeRankingModel(await encodeRankingModel(model), 'm.parquet')).toEqual(model);
  },
);

test.each([rating, { ...rating, k: 0, factors: new Float32Array(0) }])(
  'so does a rating model',
  async (model) => {
    expect(await decodeRatingModel(await encodeRatingModel(model), 'm.parquet')).toEqual(model);
  },
);

test('the same model gives the same bytes', async () => {
  expect(await encodeRankingModel(factors)).toEqual(await encodeRankingModel({ ...factors }));
});

test('DuckDB reads a model as a table with a column a factor', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  const file = join(folder, 'item_factors.parquet');
  await writeFile(file, await encodeRankingModel(factors));
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = await connection.runAndReadAll(
    `select item_id, factor_002 from '${file}' order by popularity desc`,
  );
  expect(rows.getRows()[0]).toEqual(['2', factors.factors[8]]);
  const pairs = `select value::varchar from parquet_kv_metadata('${file}') where key::varchar = 'unobserved_weight'`;
  expect((await connection.runAndReadAll(pairs)).getRows()).toEqual([['0.1']]);
  await rm(folder, { recursive: true });
});

const column = (values: Float32Array) => ({ type: 'float32', values }) as const;
const file = (ids: string[], bias: Float32Array, metadata: Record<string, string>) =>
  encodeParquet({ item_id: { type: 'string', values: ids }, bias: column(bias) }, { metadata });
const scalars = {
  kind: 'rating',
  k: '0',
  mean: '3',
  bias_regularisation: '1',
  factor_regularisation: '1',
  scale_min: '1',
  scale_max: '5',
};
const two = Float32Array.of(0, 0);

test.each([
  [
    'another kind',
    file(['a', 'b'], two, { ...scalars, kind: 'factors' }),
    'footer, key kind: "factors" is not legal. Legal: rating.',
  ],
  ['no mean', file(['a', 'b'], two, { kind: 'rating', k: '0' }), 'footer, key mean: there is no such key.'],
  ['an empty mean', file(['a', 'b'], two, { ...scalars, mean: '' }), 'footer, key mean: "" is not legal.'],
  [
    'an infinite mean',
    file(['a', 'b'], two, { ...scalars, mean: '1e999' }),
    'footer, key mean: "1e999" is not legal.',
  ],
  [
    'a vast k',
    file(['a', 'b'], two, { ...scalars, k: '1e9' }),
    'footer, key k: "1e9" is not legal. Legal: 0 to 512.',
  ],
  ['a missing factor', file(['a', 'b'], two, { ...scalars, k: '1' }), 'there is no column "factor_000"'],
  ['a repeated item', file(['a', 'a'], two, scalars), 'row 1, column item_id: "a" comes after "a".'],
])('%s is refused, naming the file', async (_, bytes, message) => {
  const decoded = decodeRatingModel(await bytes, 'models/run/rating.parquet');
  await expect(decoded).rejects.toThrow(message);
  await expect(decoded).rejects.toMatchObject({ name: 'InputError', file: 'models/run/rating.parquet' });
});

test('a model with a NaN is not written', async () => {
  await expect(
    encodeRatingModel({ ...rating, itemBias: Float32Array.of(0, Number.NaN, 0, 0) }),
  ).rejects.toThrow('bias');
});

test('a NaN that got into the bytes is refused with its row and column', async () => {
  const bias = Float32Array.of(0.5, 123.456);
  const columns = { item_id: { type: 'string', values: ['a', 'b'] } as const, bias: column(bias) };
  const bytes = Buffer.from(await encodeParquet(columns, { metadata: scalars, compression: 'UNCOMPRESSED' }));
  bytes.writeFloatLE(Number.NaN, bytes.indexOf(Buffer.from(bias.buffer, 4, 4)));
  await expect(decodeRatingModel(bytes, 'r.parquet')).rejects.toThrow(
    'r.parquet, row 1, column bias: NaN is not a finite number.',
  );
});
