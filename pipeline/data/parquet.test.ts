import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { type Column, type Compression, encodeParquet, readParquet, readParquetMetadata } from './parquet.ts';

const SCHEMA = {
  id: 'string',
  note: 'string?',
  shown: 'string[]',
  count: 'int32',
  factor: 'float32',
  gapped: 'float32?',
  rating: 'float64?',
  score: 'float64',
  at: 'timestamp',
  ended: 'timestamp?',
} as const;

/** A row of SCHEMA as DuckDB prints it: gaps are null, timestamps epoch milliseconds. */
type Row = [
  string,
  string | null,
  string[],
  number,
  number,
  number | null,
  number | null,
  number,
  number,
  number | null,
];

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const single = fc.float({ noNaN: true, noDefaultInfinity: true });
const instant = fc.integer({ min: -1e12, max: 4e12 });
const gap = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const rowsOfAnyKind: fc.Arbitrary<Row[]> = fc.array(
  fc.tuple(
    text,
    gap(text),
    fc.array(text, { maxLength: 4 }),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    single,
    gap(single),
    gap(finite),
    finite,
    instant,
    gap(instant),
  ),
  { maxLength: 40 },
);

function toColumns(rows: readonly Row[]): Record<string, Column> {
  const numbers = (i: number) => rows.map((row) => (row[i] === null ? Number.NaN : Number(row[i])));
  return {
    id: { type: 'string', values: rows.map((row) => row[0]) },
    note: { type: 'string?', values: rows.map((row) => row[1]) },
    shown: { type: 'string[]', values: rows.map((row) => row[2]) },
    count: { type: 'int32', values: numbers(3) },
    factor: { type: 'float32', values: numbers(4) },
    gapped: { type: 'float32?', values: numbers(5) },
    rating: { type: 'float64?', values: numbers(6) },
    score: { type: 'float64', values: numbers(7) },
    at: { type: 'timestamp', values: numbers(8) },
    ended: { type: 'timestamp?', values: numbers(9) },
  };
}

/** The file's rows by our own reader. */
async function readRows(bytes: Uint8Array): Promise<unknown[][]> {
  const columns = await readParquet(bytes, SCHEMA, 'rows.parquet');
  const value = (name: keyof typeof SCHEMA, i: number) => {
    const found = columns[name][i];
    return typeof found === 'number' && Number.isNaN(found) ? null : found;
  };
  const names = Object.keys(SCHEMA) as (keyof typeof SCHEMA)[];
  return columns.id.map((_, i) => names.map((name) => value(name, i)));
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The file's rows by DuckDB. */
async function readRowsWithDuckDb(bytes: Uint8Array): Promise<unknown[][]> {
  const path = join(folder, 'rows.parquet');
  await writeFile(path, bytes);
  const connection = await (await DuckDBInstance.create()).connect();
  const query = `select id, note, shown, count, factor, gapped, rating, score, epoch_ms("at")::double, epoch_ms(ended)::double from '${path}'`;
  const rows = (await connection.runAndReadAll(query)).getRowsJS();
  connection.closeSync();
  return rows;
}

describe('a written file', () => {
  it.each<Compression>(['SNAPPY', 'GZIP', 'UNCOMPRESSED'])('reads back exactly (%s)', async (compression) => {
    await fc.assert(
      fc.asyncProperty(rowsOfAnyKind, async (rows) => {
        expect(await readRows(await encodeParquet(toColumns(rows), { compression }))).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('reads back exactly in DuckDB', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOfAnyKind, async (rows) => {
        // DuckDB tells 0 and -0 apart on reading, its JavaScript client does not.
        const unsigned = rows.map((row) => row.map((value) => (value === 0 ? 0 : value)));
        const bytes = await encodeParquet(toColumns(unsigned as Row[]));
        expect(await readRowsWithDuckDb(bytes)).toEqual(unsigned);
      }),
      { numRuns: 25 },
    );
  });

  it('is the same to the byte every time', async () => {
    const columns = toColumns([['a', null, ['x', 'y'], 1, 2, 3, null, 4.5, 5, null]]);
    expect(await encodeParquet(columns)).toEqual(await encodeParquet(columns));
  });

  it('keeps its metadata and its row count', async () => {
    const bytes = await encodeParquet(toColumns([]), { metadata: { format: '1', title: 'Amélie' } });
    const { rows, metadata } = await readParquetMetadata(bytes, 'x.parquet');
    expect(rows).toBe(0);
    expect([...metadata]).toEqual([
      ['format', '1'],
      ['title', 'Amélie'],
    ]);
  });

  it('is split into groups of rows, smaller ones where there are lists, and read back across them', async () => {
    const ids = Array.from({ length: 100_500 }, (_, i) => `p${i % 5000}`);
    const ratings = Float64Array.from(ids, (_, i) => (i % 4 === 0 ? Number.NaN : (i % 10) / 2));
    const flat = await encodeParquet({
      id: { type: 'string', values: ids },
      rating: { type: 'float64?', values: ratings },
    });
    expect(groupSizes(flat)).toEqual([100_000, 500]);
    const read = await readParquet(flat, { rating: 'float64?', id: 'string' }, 'flat.parquet');
    expect(read.rating).toEqual(ratings);
    expect(read.id.join()).toBe(ids.join());

    const lists = ids.slice(0, 10_200).map((id, i) => (i % 3 === 0 ? [] : [id, 'f001']));
    const nested = await encodeParquet({ shown: { type: 'string[]', values: lists } });
    expect(groupSizes(nested)).toEqual([10_000, 200]);
    const { shown } = await readParquet(nested, { shown: 'string[]' }, 'nested.parquet');
    expect(JSON.stringify(shown)).toBe(JSON.stringify(lists));
  });
});

function groupSizes(bytes: Uint8Array): number[] {
  const file = new Uint8Array(bytes).buffer;
  return parquetMetadata(file).row_groups.map((group) => Number(group.num_rows));
}

describe('encodeParquet refuses', () => {
  const refusals: [string, Column, string][] = [
    [
      'NaN in a column without gaps',
      { type: 'float64', values: [1, Number.NaN] },
      'column x, row 2: NaN is not a valid float64',
    ],
    [
      'Infinity',
      { type: 'float64?', values: [Infinity] },
      'column x, row 1: Infinity is not a valid float64?',
    ],
    ['a number beyond float32', { type: 'float32', values: [1e39] }, 'row 1: 1e+39 is not a valid float32'],
    ['a fraction in an integer column', { type: 'int32', values: [1.5] }, '1.5 is not a valid int32'],
    ['an integer beyond 32 bits', { type: 'int32', values: [2 ** 31] }, '2147483648 is not a valid int32'],
    ['a timestamp with a fraction', { type: 'timestamp', values: [0.5] }, '0.5 is not a valid timestamp'],
    ['half a character', { type: 'string', values: ['\ud83d'] }, 'is not a valid string'],
  ];
  it.each(refusals)('%s', async (_, column, message) => {
    await expect(encodeParquet({ x: column })).rejects.toThrow(message);
  });

  it('columns of different lengths', async () => {
    const columns = { a: { type: 'int32', values: [1] }, b: { type: 'int32', values: [] } } as const;
    await expect(encodeParquet(columns)).rejects.toThrow('column b has 0 rows, column a has 1');
  });
});

describe('readParquet refuses', () => {
  const good = () =>
    encodeParquet({
      user_id: { type: 'string', values: ['p1', 'p2'] },
      rating: { type: 'float64?', values: [4, Number.NaN] },
    });

  async function messageOf(read: Promise<unknown>): Promise<string> {
    const failure = await read.then(
      () => 'was read',
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InputError);
    return failure instanceof Error ? failure.message : String(failure);
  }

  it('a missing column, naming the nearest', async () => {
    const message = await messageOf(readParquet(await good(), { userid: 'string' }, 'data/a.parquet'));
    expect(message).toBe(
      'data/a.parquet: there is no column "userid". It has: user_id, rating. Did you mean "user_id"?',
    );
  });

  it('a column of another type', async () => {
    const message = await messageOf(readParquet(await good(), { rating: 'int32' }, 'data/a.parquet'));
    expect(message).toBe('data/a.parquet: column "rating" is OPTIONAL DOUBLE. Legal: int32.');
  });

  it('a gap where none may be, naming row and column', async () => {
    const message = await messageOf(readParquet(await good(), { rating: 'float64' }, 'data/a.parquet'));
    expect(message).toBe(
      'data/a.parquet, row 2, column rating: a value is missing. This column has no gaps.',
    );
  });

  it('a file cut short at any length', async () => {
    const bytes = await good();
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      const schema = { user_id: 'string', rating: 'float64?' } as const;
      expect(await messageOf(readParquet(cut, schema, 'data/a.parquet'))).toMatch(/^data\/a\.parquet/);
    }
  });

  it('text that is not UTF-8', async () => {
    const name = { type: 'string', values: ['Amélie'] } as const;
    const bytes = await encodeParquet({ name }, { compression: 'UNCOMPRESSED' });
    bytes[Buffer.from(bytes).indexOf('é')] = 0xff;
    expect(await messageOf(readParquet(bytes, { name: 'string' }, 'a.parquet'))).toContain(
      'a.parquet: is damaged',
    );
  });

  it('a text file', async () => {
    const bytes = new TextEncoder().encode('user_id,item_id\np1,f1\n');
    expect(await messageOf(readParquet(bytes, { a: 'string' }, 'a.parquet'))).toContain('not a Parquet file');
  });

  it('damage only with an InputError, whichever bit flips', async () => {
    const bytes = await good();
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      const schema = { user_id: 'string', rating: 'float64?' } as const;
      const failure = await readParquet(flipped, schema, 'a.parquet').then(
        () => null,
        (error: unknown) => error,
      );
      if (failure !== null) expect(failure).toBeInstanceOf(InputError);
    }
  });
});
