// Columns to the values and levels that Parquet stores (the Dremel encoding), every value checked on the way. Not
// the encoding to bytes: that is parquetjs-lite's.

import { type Column, type ColumnType, mayHaveGaps, solidType } from './columns.ts';

/** A slice of a column as the package's shredder would leave it (Dremel encoding). */
export interface Shredded {
  values: ArrayLike<Buffer | number>;
  /** 1 where there is a value, 0 for a gap or an empty list. Only its length counts for a solid column. */
  dlevels: Uint8Array;
  /** 0 where a row begins, 1 for a further entry of the same list. */
  rlevels: Uint8Array;
  count: number;
}

/** Rows [from, to) of a column. @throws RangeError for a value the column cannot hold. */
export function shred(name: string, column: Column, from: number, to: number): Shredded {
  if (column.type === 'string[]') return shredLists(name, column.values, from, to);
  if (column.type === 'string' || column.type === 'string?') return shredStrings(name, column, from, to);
  return shredNumbers(name, column.type, column.values, from, to);
}

function shredStrings(
  name: string,
  { type, values }: { type: 'string' | 'string?'; values: readonly (string | null)[] },
  from: number,
  to: number,
): Shredded {
  const encode = utf8Encoder(name);
  const dlevels = new Uint8Array(to - from);
  const present: Buffer[] = [];
  for (let row = from; row < to; row++) {
    const value = values[row];
    if (value === null && type === 'string?') continue;
    present.push(encode(value, row));
    dlevels[row - from] = 1;
  }
  return { values: present, dlevels, rlevels: new Uint8Array(to - from), count: to - from };
}

function shredLists(name: string, lists: readonly (readonly string[])[], from: number, to: number): Shredded {
  const encode = utf8Encoder(name);
  const present: Buffer[] = [];
  const dlevels: number[] = [];
  const rlevels: number[] = [];
  for (let row = from; row < to; row++) {
    const list = lists[row];
    if (list.length === 0) {
      dlevels.push(0);
      rlevels.push(0);
    }
    for (let i = 0; i < list.length; i++) {
      present.push(encode(list[i], row));
      dlevels.push(1);
      rlevels.push(i === 0 ? 0 : 1);
    }
  }
  return {
    values: present,
    dlevels: Uint8Array.from(dlevels),
    rlevels: Uint8Array.from(rlevels),
    count: to - from,
  };
}

/** Encodes strings, each distinct one once: ids repeat a lot. */
function utf8Encoder(name: string): (value: string | null | undefined, row: number) => Buffer {
  const known = new Map<string, Buffer>();
  return (value, row) => {
    if (typeof value !== 'string' || !value.isWellFormed()) throw unfit(name, row, value, 'string');
    let bytes = known.get(value);
    if (bytes === undefined) {
      bytes = Buffer.from(value, 'utf8');
      known.set(value, bytes);
    }
    return bytes;
  };
}

function shredNumbers(
  name: string,
  type: ColumnType,
  values: ArrayLike<number>,
  from: number,
  to: number,
): Shredded {
  const optional = mayHaveGaps(type);
  const fits = NUMBER_CHECKS[solidType(type) as keyof typeof NUMBER_CHECKS];
  const present = new Float64Array(to - from);
  const dlevels = new Uint8Array(to - from);
  let count = 0;
  for (let row = from; row < to; row++) {
    const value = values[row];
    if (optional && Number.isNaN(value)) continue;
    if (!fits(value)) throw unfit(name, row, value, type);
    present[count++] = value;
    dlevels[row - from] = 1;
  }
  return { values: present.subarray(0, count), dlevels, rlevels: dlevels, count: to - from };
}

const NUMBER_CHECKS = {
  int32: (value: number) => (value | 0) === value,
  float32: (value: number) => Number.isFinite(Math.fround(value)),
  float64: Number.isFinite,
  timestamp: Number.isSafeInteger,
};

function unfit(name: string, row: number, value: unknown, type: ColumnType): RangeError {
  return new RangeError(`column ${name}, row ${row + 1}: ${String(value)} is not a valid ${type}`);
}
