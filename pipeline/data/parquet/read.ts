// The bytes of a Parquet file to columns of a stated schema, by hyparquet. Whatever is wrong with the file
// becomes an InputError naming it. Not a guard against flipped bits: a quarter of them change values without an
// error, so compare a sha256 before reading a file that has one.

import { gunzipSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetRowRange,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
} from 'hyparquet';
import { InputError } from '../../errors.ts';
import type { Columns, ColumnValues, Schema } from './columns.ts';
import { joinColumns, toValues } from './decode.ts';
import { checkSchema } from './schema.ts';
import { createStringReader } from './strings.ts';

/**
 * The columns of `schema`; columns the file has beyond it are left alone.
 * @param shownAs the file's name in messages, relative to the repository.
 */
export function readParquet<S extends Schema>(
  bytes: Uint8Array,
  schema: S,
  shownAs: string,
): Promise<Columns<S>> {
  return guarded(shownAs, async () => {
    const file = bufferOver(bytes);
    const metadata = await parquetMetadataAsync(file, { geoparquet: false });
    checkSchema(metadata, schema, shownAs);
    const scan = await openScan(file, metadata, Object.keys(schema));
    const groups: Columns<S>[] = [];
    for (const range of scan.ranges) groups.push(await readGroup(scan, range, schema, shownAs));
    return joinColumns(schema, groups);
  });
}

/** Rows and key-value pairs of the footer, without reading a value. */
export async function readParquetMetadata(
  bytes: Uint8Array,
  shownAs: string,
): Promise<{ rows: number; metadata: Map<string, string> }> {
  const footer = await guarded(shownAs, () => parquetMetadataAsync(bufferOver(bytes)));
  const pairs = (footer.key_value_metadata ?? []).map(({ key, value }): [string, string] => [
    key,
    value ?? '',
  ]);
  return { rows: Number(footer.num_rows), metadata: new Map(pairs) };
}

async function readGroup<S extends Schema>(
  scan: ParquetScan,
  { rowStart, rowEnd }: ParquetRowRange,
  schema: S,
  shownAs: string,
): Promise<Columns<S>> {
  const columns: Record<string, ColumnValues> = {};
  for (const [column, type] of Object.entries(schema)) {
    const decoded = await scan.readColumn({ column, rowStart, rowEnd });
    columns[column] = toValues(decoded, type, {
      column,
      shownAs,
      firstRow: rowStart,
      rows: rowEnd - rowStart,
    });
  }
  return columns as Columns<S>;
}

function openScan(file: AsyncBuffer, metadata: FileMetaData, columns: string[]) {
  return parquetScan({
    file,
    metadata,
    columns,
    geoparquet: false,
    useOffsetIndex: false,
    compressors: { GZIP: (input, outputLength) => gunzipSync(input, { maxOutputLength: outputLength + 1 }) },
    parsers: {
      stringFromBytes: createOptionalStringReader(),
      timestampFromMilliseconds: Number,
      timestampFromMicroseconds: (micros) => Number(micros / 1000n),
      timestampFromNanoseconds: (nanos) => Number(nanos / 1_000_000n),
    },
  });
}

function createOptionalStringReader(): (bytes: Uint8Array | undefined) => string | undefined {
  const read = createStringReader();
  return (bytes) => (bytes === undefined ? undefined : read(bytes));
}

/** hyparquet throws strings, RangeErrors and worse at a damaged file: here they get the file's name. */
async function guarded<T>(shownAs: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new InputError({
      file: shownAs,
      problem: `is damaged, cut short or not a Parquet file (${detail}).`,
      legal: 'Restore it from Git or from where it came.',
      cause,
    });
  }
}

/** The bytes as hyparquet takes them; its slices are copies. */
function bufferOver(bytes: Uint8Array): AsyncBuffer {
  return {
    byteLength: bytes.byteLength,
    slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
  };
}
