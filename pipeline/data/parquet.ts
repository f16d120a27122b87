// The front door to Parquet: whole columns in, whole columns out, every value checked on both sides. Written by
// parquetjs-lite's encoder and read by hyparquet (docs/adr). Not a table or query library.

export type { Column, Columns, ColumnType, Schema } from './parquet/columns.ts';
export { type Compression, columnsOf, type EncodeOptions, encodeParquet } from './parquet/encode.ts';
export { readParquet, readParquetMetadata } from './parquet/read.ts';
