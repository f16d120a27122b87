// Columns to the bytes of a Parquet file, through parquetjs-lite's own encoder and file layout but without its
// row shredder: that is ten times slower, converts '12abc' to 12 and lets NaN through. Not a writer of files.
//
// Dictionaries, statistics and page indexes stay off (the package's are wrong), and pages are of version 1, in
// which the compression covers the repetition levels of lists as well.

import { createRequire } from 'node:module';
import { type Column, type Columns, mayHaveGaps, type Schema, type SolidType, solidType } from './columns.ts';
import { shred } from './shred.ts';

export type Compression = 'SNAPPY' | 'GZIP' | 'UNCOMPRESSED';

export interface EncodeOptions {
  /** Key-value pairs for the footer. */
  metadata?: Readonly<Record<string, string>>;
  /**
   * SNAPPY (the default) gives the same bytes on every machine and is read in a browser. GZIP is smaller, needs
   * zlib to read, and its bytes may differ between processors.
   */
  compression?: Compression;
}

/** Rows to a group: what a reader holds in memory at once. */
const ROWS_PER_GROUP = 100_000;
/** With lists, whose levels the package encodes in time that grows with the square of their number. */
const LIST_ROWS_PER_GROUP = 10_000;

const PACKAGE_TYPES: Record<SolidType, string> = {
  string: 'UTF8',
  'string[]': 'UTF8',
  int32: 'INT32',
  float32: 'FLOAT',
  float64: 'DOUBLE',
  timestamp: 'TIMESTAMP_MILLIS',
};

/** The part of parquetjs-lite 0.8.7 that is used here. */
interface Package {
  ParquetSchema: new (fields: Record<string, object>) => object;
  ParquetEnvelopeWriter: new (
    schema: object,
    write: (bytes: Buffer) => Promise<void>,
    close: () => Promise<void>,
    offset: number,
    options: object,
  ) => Envelope;
  ParquetWriter: new (schema: object, envelope: object, options: object) => GroupWriter;
}

interface Envelope {
  writeHeader(): Promise<void>;
  writeRowGroup(rows: object): Promise<void>;
  writeFooter(metadata: Readonly<Record<string, string>>): Promise<void>;
}

interface GroupWriter {
  rowBuffer: object;
  close(): Promise<void>;
}

const parquet: Package = createRequire(import.meta.url)('parquetjs-lite');

/** Rows kept column by column, as `encodeParquet` takes them: the schema's columns, in its order. */
export function columnsOf<S extends Schema>(schema: S, rows: Columns<S>): Record<string, Column> {
  const columns = Object.entries(schema).map(([name, type]) => [
    name,
    { type, values: rows[name] } as Column,
  ]);
  return Object.fromEntries(columns);
}

/**
 * The bytes of a Parquet file with these columns, in this order.
 * @throws RangeError for a value its column cannot hold; nothing is rounded, cut or replaced in silence.
 */
export async function encodeParquet(
  columns: Readonly<Record<string, Column>>,
  { metadata = {}, compression = 'SNAPPY' }: EncodeOptions = {},
): Promise<Uint8Array> {
  const rows = commonLength(columns);
  const schema = new parquet.ParquetSchema(packageFields(columns, compression));
  const parts: Buffer[] = [];
  const keep = async (bytes: Buffer) => void parts.push(bytes);
  const options = { useDataPageV2: false, pageIndex: false };
  const envelope = new parquet.ParquetEnvelopeWriter(schema, keep, async () => {}, 0, options);
  await envelope.writeHeader();
  const hasLists = Object.values(columns).some(({ type }) => type === 'string[]');
  const groupRows = hasLists ? LIST_ROWS_PER_GROUP : ROWS_PER_GROUP;
  for (let from = 0; from < rows; from += groupRows) {
    await writeGroup(schema, envelope, columns, from, Math.min(rows, from + groupRows));
  }
  await envelope.writeFooter(metadata);
  return Buffer.concat(parts);
}

function commonLength(columns: Readonly<Record<string, Column>>): number {
  const lengths = Object.entries(columns).map(([name, { values }]) => ({ name, length: values.length }));
  if (lengths.length === 0) throw new RangeError('a Parquet file needs at least one column');
  const [first] = lengths;
  for (const { name, length } of lengths) {
    if (length !== first.length) {
      throw new RangeError(`column ${name} has ${length} rows, column ${first.name} has ${first.length}`);
    }
  }
  return first.length;
}

function packageFields(columns: Readonly<Record<string, Column>>, compression: Compression) {
  const field = ({ type }: Column) => ({
    type: PACKAGE_TYPES[solidType(type)],
    optional: mayHaveGaps(type),
    repeated: type === 'string[]',
    compression,
    statistics: false,
  });
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, field(column)]));
}

/**
 * Rows [from, to) as one row group. Closing a writer is what makes the package encode its pages, so each group
 * gets a writer of its own, over an envelope of which it sees only `writeRowGroup`.
 */
async function writeGroup(
  schema: object,
  envelope: Envelope,
  columns: Readonly<Record<string, Column>>,
  from: number,
  to: number,
): Promise<void> {
  const nothing = () => undefined;
  const groupEnvelope = {
    useDataPageV2: false,
    writeHeader: nothing,
    writeRowGroup: (rows: object) => envelope.writeRowGroup(rows),
    writeIndex: nothing,
    writeFooter: nothing,
    close: nothing,
  };
  const writer = new parquet.ParquetWriter(schema, groupEnvelope, {});
  const names = Object.keys(columns);
  writer.rowBuffer = {
    rowCount: to - from,
    pageRowCount: to - from,
    pages: Object.fromEntries(names.map((name) => [name, []])),
    columnData: Object.fromEntries(names.map((name) => [name, shred(name, columns[name], from, to)])),
  };
  await writer.close();
}
