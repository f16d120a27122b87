import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  listInteractionBatches,
  readInteractionBatches,
  scanInteractionBatches,
  writeInteractionBatch,
} from './batches.ts';
import { sha256 } from './files.ts';
import { foldInteractions, type InteractionRows, SIGNALS, type Signal, takeRows } from './interactions.ts';
import { encodeParquet } from './parquet.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'batches-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

type Row = [
  user: string,
  item: string,
  signal: Signal,
  rating: number | null,
  timestamp: number,
  event: string | null,
];

function toRows(rows: readonly Row[]): InteractionRows {
  return {
    user_id: rows.map((row) => row[0]),
    item_id: rows.map((row) => row[1]),
    signal: rows.map((row) => row[2]),
    rating: Float64Array.from(rows, (row) => row[3] ?? Number.NaN),
    timestamp: Float64Array.from(rows, (row) => row[4]),
    event_id: rows.map((row) => row[5]),
  };
}

function fromRows({ user_id, item_id, signal, rating, timestamp, event_id }: InteractionRows): Row[] {
  return user_id.map((user, i) => {
    const stars = Number.isNaN(rating[i]) ? null : rating[i];
    return [user, item_id[i], signal[i], stars, timestamp[i], event_id[i]];
  });
}

const ROWS = toRows([
  ['p2', 'f001', 'rating', 4.5, Date.UTC(2026, 0, 31, 12), null],
  ['p10', 'f002', 'love', null, Date.UTC(2026, 0, 30), 'e1'],
  ['p10', 'f001', 'rating', 3, Date.UTC(2026, 0, 29), null],
]);

const folder = () => join(root, 'data', 'interactions');

const anyRow: fc.Arbitrary<Row> = fc
  .tuple(
    fc.constantFrom('p1', 'p2', 'Ünal', "o'neil"),
    fc.constantFrom('f1', 'f2', 'f3'),
    fc.constantFrom(...SIGNALS),
    fc.constantFrom(0.5, 3.5, 5),
    fc.integer({ min: 0, max: 4e12 }),
    fc.option(fc.string({ minLength: 1, maxLength: 6 }).filter((id) => !id.includes('\0'))),
  )
  .map(([user, item, signal, rating, at, event]) => [
    user,
    item,
    signal,
    signal === 'rating' ? rating : null,
    at,
    event,
  ]);
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 20 });

describe('writeInteractionBatch', () => {
  it('names the batch by the day of its newest row and its content', async () => {
    const entry = await writeInteractionBatch(root, ROWS);
    const bytes = await readFile(join(folder(), entry.name));
    expect(entry.name).toBe(`20260131-${sha256(bytes).slice(0, 16)}.parquet`);
    expect(entry).toEqual({ name: entry.name, sha256: sha256(bytes), rows: 3, bytes: bytes.length });
    expect(await listInteractionBatches(root)).toEqual([entry]);
  });

  it('gives the same rows the same name, in any order and any number of times', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        async ([rows, shuffled]) => {
          await rm(folder(), { recursive: true, force: true });
          await writeInteractionBatch(root, toRows(rows));
          await writeInteractionBatch(root, toRows(shuffled));
          expect(await readdir(folder())).toHaveLength(1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuses a rating that is no number, and no rows at all', async () => {
    const rows = { ...ROWS, rating: Float64Array.of(Number.NaN, Number.NaN, 3) };
    await expect(writeInteractionBatch(root, rows)).rejects.toThrow(
      'data/interactions, row 1, column rating: NaN beside the signal rating.',
    );
    await expect(writeInteractionBatch(root, toRows([]))).rejects.toThrow('at least one row');
  });
});

describe('readInteractionBatches', () => {
  it('gives nothing before the first data', async () => {
    expect(await readInteractionBatches(root)).toEqual([]);
    expect(await listInteractionBatches(root)).toEqual([]);
    await mkdir(folder(), { recursive: true });
    expect(await readInteractionBatches(root)).toEqual([]);
  });

  it('gives the rows in their fixed order: user by code unit, then time', async () => {
    await writeInteractionBatch(root, ROWS);
    expect(await readInteractionBatches(root)).toEqual([takeRows(ROWS, [2, 1, 0])]);
  });

  it('reads the named batches only', async () => {
    const first = await writeInteractionBatch(root, takeRows(ROWS, [0]));
    await writeInteractionBatch(root, takeRows(ROWS, [1]));
    expect(await readInteractionBatches(root, [first.name])).toEqual([takeRows(ROWS, [0])]);
    await expect(readInteractionBatches(root, ['20990101-0000000000000000.parquet'])).rejects.toThrow(
      'data/interactions/20990101-0000000000000000.parquet: is missing. Restore it from Git',
    );
    await expect(readInteractionBatches(root, ['../../etc/passwd'])).rejects.toThrow(
      'data/interactions: "../../etc/passwd" is not the name of a batch.',
    );
  });

  it('refuses a batch with any flipped bit and any cut, before parsing it', async () => {
    const { name, bytes } = await writeInteractionBatch(root, ROWS);
    const path = join(folder(), name);
    const good = await readFile(path);
    for (let bit = 0; bit < bytes * 8; bit += 97) {
      const flipped = Uint8Array.from(good);
      flipped[bit >> 3] ^= 1 << (bit & 7);
      await writeFile(path, flipped);
      await expect(readInteractionBatches(root)).rejects.toThrow(
        `data/interactions/${name}: was changed or damaged`,
      );
    }
    await writeFile(path, good.subarray(0, 50));
    await expect(readInteractionBatches(root)).rejects.toThrow('was changed or damaged');
    await expect(listInteractionBatches(root)).rejects.toThrow('was changed or damaged');
    await expect(writeInteractionBatch(root, ROWS)).rejects.toThrow('was changed or damaged');
  });

  it('refuses a file that is not a batch, and leaves a half-written one alone', async () => {
    await writeInteractionBatch(root, ROWS);
    await writeFile(join(folder(), 'x.parquet.ab12.staging'), 'half');
    await writeFile(join(folder(), '.gitkeep'), '');
    expect(await readInteractionBatches(root)).toHaveLength(1);
    await writeFile(join(folder(), 'ratings.csv'), '');
    await expect(readInteractionBatches(root)).rejects.toThrow(
      'data/interactions/ratings.csv: is not a batch',
    );
  });

  const foreign: [string, Parameters<typeof encodeParquet>[0], string][] = [
    ['a missing column', { user_id: { type: 'string', values: ['p1'] } }, 'there is no column "item_id"'],
    [
      'an unknown signal',
      stored({ signal: 'thumbs_up' }),
      'row 1, column signal: unknown signal "thumbs_up". Did you mean "thumb_up"?',
    ],
    [
      'a rating beside a thumb',
      stored({ signal: 'thumb_up' }),
      'row 1, column rating: 4 beside the signal thumb_up',
    ],
  ];
  function stored({ signal }: { signal: string }): Parameters<typeof encodeParquet>[0] {
    return {
      user_id: { type: 'string', values: ['p1'] },
      item_id: { type: 'string', values: ['f1'] },
      signal: { type: 'string', values: [signal] },
      rating: { type: 'float64?', values: [4] },
      timestamp: { type: 'timestamp', values: [1] },
      event_id: { type: 'string?', values: [null] },
    };
  }
  it.each(foreign)('refuses %s in a batch with a true name', async (_, columns, message) => {
    const bytes = await encodeParquet(columns);
    const name = `20260131-${sha256(bytes).slice(0, 16)}.parquet`;
    await mkdir(folder(), { recursive: true });
    await writeFile(join(folder(), name), bytes);
    await expect(readInteractionBatches(root)).rejects.toThrow(`data/interactions/${name}`);
    await expect(readInteractionBatches(root)).rejects.toThrow(message);
  });

  it('stops when a batch vanishes under another name', async () => {
    const { name } = await writeInteractionBatch(root, ROWS);
    await rename(join(folder(), name), join(folder(), '20260131-0123456789abcdef.parquet'));
    await expect(readInteractionBatches(root)).rejects.toThrow('was changed or damaged');
  });
});

describe('all batches together', () => {
  it('are one table to DuckDB, equal to ours in every row', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, anyRows, async (first, second) => {
        await rm(folder(), { recursive: true, force: true });
        await writeInteractionBatch(root, toRows(first));
        await writeInteractionBatch(root, toRows(second));
        const expected = (await readInteractionBatches(root)).flatMap(fromRows);
        const key = (row: unknown) => JSON.stringify(row);
        expect((await duckDbRows()).map(key).sort()).toEqual(expected.map(key).sort());
      }),
      { numRuns: 15 },
    );
  });

  it('fold the same whether they are read at once or one by one', async () => {
    await writeInteractionBatch(root, takeRows(ROWS, [0, 1]));
    await writeInteractionBatch(root, takeRows(ROWS, [2]));
    const seen: InteractionRows[] = [];
    await scanInteractionBatches(root, (rows) => void seen.push(rows));
    expect(foldInteractions(seen)).toEqual(foldInteractions([ROWS]));
  });
});

async function duckDbRows(): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.runAndReadAll(
    `select user_id, item_id, signal, rating, epoch_ms("timestamp")::double, event_id
     from '${root}/data/interactions/*.parquet'`,
  );
  connection.closeSync();
  return result.getRowsJS();
}
