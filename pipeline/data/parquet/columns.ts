// The kinds of column a file of ours may have. Types only: encode.ts and read.ts give them their meaning.

/**
 * What a column of each type is in memory. `?` marks a column with gaps: null among strings, NaN among numbers.
 * A timestamp is epoch milliseconds; a string[] is a list a row, empty lists included.
 */
export interface ValuesByType {
  string: string[];
  'string?': (string | null)[];
  'string[]': string[][];
  int32: Int32Array;
  float32: Float32Array;
  'float32?': Float32Array;
  float64: Float64Array;
  'float64?': Float64Array;
  timestamp: Float64Array;
  'timestamp?': Float64Array;
}

export type ColumnType = keyof ValuesByType;

/** Column names with their types, in the order of the file: `{user_id: 'string', rating: 'float64?'}`. */
export type Schema = Readonly<Record<string, ColumnType>>;

/** The columns of a schema, each as long as the others. */
export type Columns<S extends Schema> = { [Name in keyof S]: ValuesByType[S[Name]] };

export type ColumnValues = ValuesByType[ColumnType];

/** What `encodeParquet` takes: plain number arrays serve as well as typed ones. */
export type Column =
  | { readonly type: 'string'; readonly values: readonly string[] }
  | { readonly type: 'string?'; readonly values: readonly (string | null)[] }
  | { readonly type: 'string[]'; readonly values: readonly (readonly string[])[] }
  | { readonly type: NumberType; readonly values: ArrayLike<number> };

export type NumberType = Exclude<ColumnType, 'string' | 'string?' | 'string[]'>;

/** The type without its gaps: 'float64?' is 'float64'. */
export type SolidType = Exclude<ColumnType, `${string}?`>;

export function solidType(type: ColumnType): SolidType {
  return type.replace('?', '') as SolidType;
}

export function mayHaveGaps(type: ColumnType): boolean {
  return type.endsWith('?');
}
