// Other people's Parquet as a table, by hyparquet: whatever engine, integer width or compression wrote it, as far as
// Node can unpack it. Not for our own files: pipeline/data/parquet.ts reads those, strictly.

import { open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
} from 'hyparquet';
import { InputError } from '../../errors.ts';
import type { Field, RowBlock } from './records.ts';
import type { SourceFile } from './source.ts';
import { placeColumns, type Table } from './table.ts';

/** Rows handed over at a time. */
const BLOCK = 50_000;

/** @throws InputError when the file is not Parquet, damaged, or inside a zip. */
export async function openParquetTable(file: SourceFile): Promise<Table> {
  const { path, shownAs, bytes } = file;
  if (path === null) {
    throw new InputError({
      file: shownAs,
      problem: 'Parquet is read from the disk.',
      legal: 'Unpack the zip first.',
    });
  }
  const handle = await open(path, 'r');
  const buffer: AsyncBuffer = { byteLength: bytes, slice: (start, end = bytes) => slice(start, end) };
  let rowsRead = 0;

  async function slice(start: number, end: number): Promise<ArrayBuffer> {
    const part = new ArrayBuffer(Math.max(0, end - start));
    const { bytesRead } = await handle.read(new Uint8Array(part), 0, part.byteLength, start);
    if (bytesRead !== part.byteLength) throw new RangeError(`bytes ${start} to ${end} are not all there`);
    return part;
  }

  const metadata = await guarded(shownAs, () => parquetMetadataAsync(buffer, { geoparquet: false })).catch(
    async (error: unknown) => {
      await handle.close();
      throw error;
    },
  );
  const columns = parquetSchema(metadata).children.map((child) => child.element.name);
  const rows = Number(metadata.num_rows);

  async function* read(wanted: readonly string[]): AsyncGenerator<RowBlock> {
    placeColumns(columns, wanted, shownAs);
    const scan = await guarded(shownAs, () => openScan(buffer, wanted));
    for (const { rowStart, rowEnd } of scan.ranges) {
      const values = await guarded(shownAs, () => readColumns(scan, wanted, rowStart, rowEnd));
      for (let from = 0; from < rowEnd - rowStart; from += BLOCK) {
        const block = toBlock(values, from, Math.min(rowEnd - rowStart, from + BLOCK), rowStart);
        rowsRead += block.rows.length;
        yield block;
      }
    }
  }

  return {
    shownAs,
    columns,
    unit: 'row',
    bytes,
    bytesRead: () => (rows === 0 ? bytes : Math.round((bytes * rowsRead) / rows)),
    read,
    close: () => handle.close(),
  };
}

function openScan(file: AsyncBuffer, columns: readonly string[]): Promise<ParquetScan> {
  return parquetScan({
    file,
    columns: [...columns],
    geoparquet: false,
    useOffsetIndex: false,
    compressors: {
      GZIP: (input, length) => gunzipSync(input, { maxOutputLength: length + 1 }),
      BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: length + 1 }),
      ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: length + 1 }),
    },
    parsers: {
      timestampFromMilliseconds: Number,
      timestampFromMicroseconds: (micros: bigint) => Number(micros / 1000n),
      timestampFromNanoseconds: (nanos: bigint) => Number(nanos / 1_000_000n),
      dateFromDays: (days: number) => days * 86_400_000,
    },
  });
}

async function readColumns(
  scan: ParquetScan,
  wanted: readonly string[],
  rowStart: number,
  rowEnd: number,
): Promise<ArrayLike<unknown>[]> {
  const values: ArrayLike<unknown>[] = [];
  for (const column of wanted) values.push(await scan.readColumn({ column, rowStart, rowEnd }));
  return values;
}

function toBlock(
  columns: readonly ArrayLike<unknown>[],
  from: number,
  end: number,
  rowStart: number,
): RowBlock {
  const block: RowBlock = { rows: [], numbers: [] };
  for (let i = from; i < end; i++) {
    block.rows.push(columns.map((values) => toField(values[i])));
    block.numbers.push(rowStart + i + 1);
  }
  return block;
}

/** A 64-bit integer beyond what a number holds exactly stays text: as an id it is still the same id. */
function toField(value: unknown): Field {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.join('|');
  return value === null || value === undefined ? null : String(value);
}

async function guarded<T>(shownAs: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new InputError({
      file: shownAs,
      problem: `is damaged, cut short, or not a Parquet file that can be read here (${detail}).`,
      legal: 'Legal compressions: none, Snappy, gzip, Brotli, Zstandard. Check the file against its source.',
      cause,
    });
  }
}
