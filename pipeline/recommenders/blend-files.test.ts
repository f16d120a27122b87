import { expect, test } from 'vitest';
import { type Column, encodeParquet, readParquet, readParquetMetadata } from '../data/parquet.ts';
import type { BlendModel, ProjectionModel } from '../serving/models.ts';
import { decodeRankingModel, encodeRankingModel } from './model-files.ts';

const items = { itemIds: ['1', '10', '2'], popularity: Float32Array.of(3, 0, 7), positiveRating: 3.5 };
const projection: ProjectionModel = {
  ...items,
  kind: 'projection',
  k: 2,
  factors: Float32Array.of(0.1, -1e-30, 1 / 3, 4, 5, 6),
  itemExponent: 0.3,
};
const model: BlendModel = {
  ...items,
  kind: 'blend',
  parts: [
    {
      weight: 0.35,
      model: {
        ...items,
        kind: 'neighbours',
        pointers: Int32Array.of(0, 2, 2, 3),
        indices: Int32Array.of(1, 2, 0),
        weights: Float32Array.of(1 / 3, -1e-30, 0.1),
      },
    },
    { weight: 0.65, model: projection },
    {
      weight: 1 / 3,
      model: {
        ...items,
        kind: 'factors',
        k: 1,
        factors: Float32Array.of(1, 2, 3),
        unobservedWeight: 0.1,
        regularisation: 1 / 3,
        frequencyExponent: 0.7,
        weighting: { k1: 1.2, b: 0.75, people: 4, averageLength: 11 / 4, scale: 0.123456789012345 },
      },
    },
  ],
};

test.each([model, projection, { ...model, parts: model.parts.slice(1, 2) }])(
  'a blend and a projection come back as they were, and give the same bytes again',
  async (given) => {
    const bytes = await encodeRankingModel(given);
    expect(await decodeRankingModel(bytes, 'm.parquet')).toEqual(given);
    expect(await encodeRankingModel(structuredClone(given))).toEqual(bytes);
  },
);

test('a blend with a NaN is not written', async () => {
  const broken = {
    ...projection,
    factors: projection.factors.map((value, at) => (at === 3 ? Number.NaN : value)),
  };
  const parts = [{ weight: 1, model: broken }];
  await expect(encodeRankingModel({ ...model, parts })).rejects.toThrow(
    'column value holds a value that is not finite',
  );
});

const SCHEMA = {
  part: 'int32',
  item_id: 'string',
  popularity: 'float32',
  name: 'string?',
  value: 'float32?',
} as const;

interface Rows {
  part: number[];
  item_id: string[];
  popularity: number[];
  name: (string | null)[];
  value: number[];
}

/** The file of the model, spoilt. */
async function spoilt(spoil: (rows: Rows) => void, footer: Record<string, string> = {}): Promise<Uint8Array> {
  const bytes = await encodeRankingModel(model);
  const columns = await readParquet(bytes, SCHEMA, 'm.parquet');
  const { metadata } = await readParquetMetadata(bytes, 'm.parquet');
  const rows: Rows = {
    part: Array.from(columns.part),
    item_id: columns.item_id,
    popularity: Array.from(columns.popularity),
    name: columns.name,
    value: Array.from(columns.value),
  };
  spoil(rows);
  const again: Record<string, Column> = {
    part: { type: 'int32', values: rows.part },
    item_id: { type: 'string', values: rows.item_id },
    popularity: { type: 'float32', values: rows.popularity },
    name: { type: 'string?', values: rows.name },
    value: { type: 'float32?', values: rows.value },
  };
  return encodeParquet(again, { metadata: { ...Object.fromEntries(metadata), ...footer } });
}

test.each<[string, (rows: Rows) => void, string]>([
  [
    'a part beyond the last',
    ({ part }) => part.fill(3, -1),
    'row 12, column part: 3 is no part, or out of order.',
  ],
  [
    'parts out of order',
    ({ part }) => part.fill(2, 0, 1),
    'row 1, column part: 0 is no part, or out of order.',
  ],
  [
    'a factor that is missing',
    (rows) => cutRow(rows, 5),
    'part 1, row 1: there is "factor_000" of "10" where factor_001 of "1"',
  ],
  [
    'a last row that is missing',
    (rows) => cutRow(rows, 9),
    'part 1, row 5: there is nothing where factor_001 of "2"',
  ],
  [
    'a factor of another name',
    ({ name }) => name.fill('factor_007', 4, 5),
    'part 1, row 0: there is "factor_007" of "1"',
  ],
  [
    'a gap among factors',
    ({ value }) => value.fill(Number.NaN, 6, 7),
    'part 1, row 2, column value: NaN is not a finite number.',
  ],
  [
    'a popularity that differs in a row',
    ({ popularity }) => popularity.fill(9, 5, 6),
    'part 1, row 1: there is "factor_001"',
  ],
  [
    'parts that differ in popularity',
    ({ popularity }) => popularity.fill(9, 4, 6),
    'part 1: its items are not those of part 0',
  ],
  [
    'other items in a part',
    ({ item_id }) => item_id.fill('3', 12),
    'part 2: its items are not those of part 0',
  ],
  [
    'a neighbour that is no item',
    ({ name }) => name.fill('7', 0, 1),
    'part 0, row 0, column name: "7" is no item of the model.',
  ],
  [
    'an infinite weight',
    ({ value }) => value.fill(Number.NaN, 0, 1),
    'part 0, row 0, column value: NaN is not a finite number.',
  ],
])('%s is refused', async (_, spoil, message) => {
  await expect(decodeRankingModel(await spoilt(spoil), 'm.parquet')).rejects.toThrow(message);
});

function cutRow(rows: Rows, at: number): void {
  for (const column of Object.values(rows)) column.splice(at, 1);
}

test.each([
  [{ parts: '0' }, 'key parts: "0" is not legal. Legal: 1 to 8.'],
  [{ parts: '4' }, 'key part_3_kind: there is no such key.'],
  [{ part_0_weight: 'NaN' }, 'key part_0_weight: "NaN" is not legal. Legal: a finite number.'],
  [
    { part_1_kind: 'blend' },
    'key part_1_kind: "blend" is not legal. Legal: factors, neighbours, projection.',
  ],
  [{ part_1_k: '0' }, 'part 1: it has no factors, and no neighbours.'],
  [{ part_1_positive_rating: '4' }, 'the parts have different positive_rating.'],
])('a footer with %o is refused', async (footer, message) => {
  await expect(decodeRankingModel(await spoilt(() => {}, footer), 'm.parquet')).rejects.toThrow(message);
});
