// The rows of a blend's file: one a number, the parts one after another. A row of a part with factors is a factor of an
// item, factor_000 and on; one of a part with neighbours is a neighbour. The footer is model-scalars.ts.

import { type Column, readParquet } from '../data/parquet.ts';
import { InputError, quoted } from '../errors.ts';
import type { BlendModel, FactorModel } from '../serving/models.ts';
import { checkFinite, checkItemIds } from './model-checks.ts';
import { type NeighbourRows, neighbourRows, neighboursOf } from './neighbour-files.ts';

type Factors = Pick<FactorModel, 'itemIds' | 'popularity' | 'factors' | 'k'>;

/** The name of a factor's column, or of its rows. */
export function factorName(factor: number, prefix = 'factor'): string {
  return `${prefix}_${String(factor).padStart(3, '0')}`;
}

/**
 * part, item_id, popularity, name, value.
 * @throws RangeError for a value that is not finite: in an optional column NaN would pass for a gap.
 */
export function blendColumns({ parts }: BlendModel): Record<string, Column> {
  const rows = parts.map(({ model }) =>
    model.kind === 'neighbours' ? neighbourRows(model) : factorRows(model),
  );
  return {
    part: { type: 'int32', values: rows.flatMap(({ item_id }, part) => item_id.map(() => part)) },
    item_id: { type: 'string', values: rows.flatMap(({ item_id }) => item_id) },
    popularity: { type: 'float32', values: joined(rows.map(({ popularity }) => popularity)) },
    name: { type: 'string?', values: rows.flatMap(({ neighbour_id }) => neighbour_id) },
    value: { type: 'float32?', values: joined(rows.map(({ weight }) => weight)) },
  };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

function factorRows({ itemIds, popularity, factors, k }: Factors): NeighbourRows {
  if (!factors.every(Number.isFinite)) throw new RangeError('column value holds a value that is not finite');
  const names = Array.from({ length: k }, (_, factor) => factorName(factor));
  return {
    item_id: itemIds.flatMap((id) => names.map(() => id)),
    popularity: Float32Array.from(factors, (_, at) => popularity[Math.floor(at / k)]),
    neighbour_id: itemIds.flatMap(() => names),
    weight: factors,
  };
}

const SCHEMA = {
  part: 'int32',
  item_id: 'string',
  popularity: 'float32',
  name: 'string?',
  value: 'float32?',
} as const;

/** What the footer says of a part: the k of its factors, or null for neighbours. */
export type PartShape = number | null;

/** The arrays of one part; its scalars are the footer's. */
export type PartArrays = Factors | ReturnType<typeof neighboursOf>;

/**
 * The parts in a file of blendColumns, in their order.
 * @throws InputError naming file, part, row of the part and column for anything a part cannot be, or for parts of
 *   different items.
 */
export async function readBlendParts(
  bytes: Uint8Array,
  shapes: readonly PartShape[],
  file: string,
): Promise<PartArrays[]> {
  const { part, ...columns } = await readParquet(bytes, SCHEMA, file);
  const wrong = part.findIndex(
    (value, row) => value < (row === 0 ? 0 : part[row - 1]) || value >= shapes.length,
  );
  if (wrong >= 0) {
    const problem = `${part[wrong]} is no part, or out of order.`;
    throw new InputError({ file, place: `row ${wrong}, column part`, problem });
  }
  const arrays = shapes.map((k, index) => {
    const place = `${file}, part ${index}`;
    const [from, to] = [firstAtLeast(part, index), firstAtLeast(part, index + 1)];
    const rows = {
      item_id: columns.item_id.slice(from, to),
      popularity: columns.popularity.subarray(from, to),
      neighbour_id: columns.name.slice(from, to),
      weight: columns.value.subarray(from, to),
    };
    return k === null
      ? neighboursOf(rows, place, { neighbour_id: 'name', weight: 'value' })
      : factorsOf(rows, k, place);
  });
  for (const [index, one] of arrays.entries()) checkSameItems(arrays[0], one, `${file}, part ${index}`);
  return arrays;
}

function firstAtLeast(part: Int32Array, value: number): number {
  const at = part.findIndex((one) => one >= value);
  return at < 0 ? part.length : at;
}

function factorsOf(
  { item_id, popularity, neighbour_id, weight }: NeighbourRows,
  k: number,
  file: string,
): Factors {
  if (k === 0) throw new InputError({ file, problem: 'it has no factors, and no neighbours.' });
  const itemIds = item_id.filter((_, row) => row % k === 0);
  checkItemIds(itemIds, file);
  checkFinite(popularity, 'popularity', file);
  checkFinite(weight, 'value', file);
  const names = Array.from({ length: k }, (_, factor) => factorName(factor));
  for (let row = 0; row < item_id.length || row % k !== 0; row++) {
    const first = row - (row % k);
    const isRight =
      item_id[row] === item_id[first] &&
      popularity[row] === popularity[first] &&
      neighbour_id[row] === names[row % k];
    if (isRight) continue;
    const found =
      row < item_id.length ? `${quoted(neighbour_id[row] ?? '')} of ${quoted(item_id[row])}` : 'nothing';
    throw new InputError({
      file,
      place: `row ${row}`,
      problem: `there is ${found} where ${names[row % k]} of ${quoted(item_id[first])} must be, equally popular.`,
    });
  }
  return { itemIds, popularity: popularity.filter((_, row) => row % k === 0), factors: weight.slice(), k };
}

function checkSameItems(first: PartArrays, other: PartArrays, file: string): void {
  const { itemIds, popularity } = other;
  const isSame =
    itemIds.length === first.itemIds.length &&
    itemIds.every((id, row) => id === first.itemIds[row] && popularity[row] === first.popularity[row]);
  if (isSame) return;
  throw new InputError({ file, problem: 'its items are not those of part 0, or not as popular.' });
}
