// Decoded values to typed columns, and groups of them to one. Not a conversion: schema.ts has already refused
// columns of another type.

import { InputError } from '../../errors.ts';
import {
  type Columns,
  type ColumnType,
  type ColumnValues,
  mayHaveGaps,
  type NumberType,
  type Schema,
  solidType,
} from './columns.ts';

type Decoded = ArrayLike<unknown>;

/** Which column of which rows is being decoded, for messages. */
export interface Place {
  column: string;
  shownAs: string;
  /** Row number of the first value, counted from 0. */
  firstRow: number;
  rows: number;
}

/** What hyparquet decoded, as the stated type. @throws InputError for a gap where none may be. */
export function toValues(decoded: Decoded, type: ColumnType, place: Place): ColumnValues {
  const { column, shownAs, firstRow, rows } = place;
  if (decoded.length !== rows) {
    const problem = `column ${column} has ${decoded.length} values where ${rows} belong: the file is damaged.`;
    throw new InputError({ file: shownAs, place: `rows from ${firstRow + 1}`, problem });
  }
  if (type === 'string[]') return toLists(decoded);
  if (type === 'string' || type === 'string?') return toStrings(decoded, type, place);
  return toNumbers(decoded, type, place);
}

/** An empty list comes as null. */
function toLists(decoded: Decoded): string[][] {
  return Array.from(decoded, (list) => (Array.isArray(list) ? list : []));
}

function toStrings(decoded: Decoded, type: ColumnType, place: Place): string[] | (string | null)[] {
  return Array.from(decoded, (value, i) => {
    if (typeof value === 'string') return value;
    if (mayHaveGaps(type)) return null;
    throw missing(place, i);
  });
}

const NUMBER_ARRAYS = {
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
  timestamp: Float64Array,
};

function toNumbers(decoded: Decoded, type: NumberType, place: Place): ColumnValues {
  const values = new NUMBER_ARRAYS[solidType(type) as keyof typeof NUMBER_ARRAYS](decoded.length);
  for (let i = 0; i < decoded.length; i++) {
    const value = decoded[i];
    if (typeof value === 'number') values[i] = value;
    else if (mayHaveGaps(type)) values[i] = Number.NaN;
    else throw missing(place, i);
  }
  return values;
}

function missing({ column, shownAs, firstRow }: Place, i: number): InputError {
  return new InputError({
    file: shownAs,
    place: `row ${firstRow + i + 1}, column ${column}`,
    problem: 'a value is missing.',
    legal: 'This column has no gaps.',
  });
}

/** The same columns of consecutive groups, end to end. */
export function joinColumns<S extends Schema>(schema: S, parts: readonly Columns<S>[]): Columns<S> {
  const joined: Record<string, ColumnValues> = {};
  for (const name of Object.keys(schema)) {
    joined[name] = joinValues(
      schema[name],
      parts.map((part) => part[name]),
    );
  }
  return joined as Columns<S>;
}

function joinValues(type: ColumnType, parts: readonly ColumnValues[]): ColumnValues {
  if (parts.length === 1) return parts[0];
  if (type === 'string' || type === 'string?' || type === 'string[]') {
    return (parts as string[][]).flat(1);
  }
  const numbers = parts as readonly Float64Array[];
  const length = numbers.reduce((sum, part) => sum + part.length, 0);
  const joined = new NUMBER_ARRAYS[solidType(type) as keyof typeof NUMBER_ARRAYS](length);
  let offset = 0;
  for (const part of numbers) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
