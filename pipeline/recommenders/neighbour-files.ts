// The rows of a neighbour model's file: one an entry of the matrix, the items and the neighbours of each in their
// order. An item without neighbours has one row with gaps. The footer is model-scalars.ts.

import { type Column, readParquet } from '../data/parquet.ts';
import { InputError, quoted } from '../errors.ts';
import type { NeighbourModel } from '../serving/models.ts';
import { checkFinite, checkItemIds } from './model-checks.ts';

type Matrix = Omit<NeighbourModel, 'kind' | 'positiveRating'>;

/**
 * item_id, popularity, neighbour_id, weight.
 * @throws RangeError for a weight that is not finite: in an optional column NaN would pass for a gap.
 */
export function neighbourColumns(model: Matrix): Record<string, Column> {
  const rows = neighbourRows(model);
  return {
    item_id: { type: 'string', values: rows.item_id },
    popularity: { type: 'float32', values: rows.popularity },
    neighbour_id: { type: 'string?', values: rows.neighbour_id },
    weight: { type: 'float32?', values: rows.weight },
  };
}

/** One row an entry; an item without neighbours has one with gaps. @throws RangeError as neighbourColumns. */
export function neighbourRows(model: Matrix): NeighbourRows {
  const { itemIds, pointers, indices, weights } = model;
  if (!weights.every(Number.isFinite)) throw new RangeError('column weight holds a value that is not finite');
  const items: number[] = [];
  const neighbours: (string | null)[] = [];
  const values: number[] = [];
  itemIds.forEach((_, item) => {
    for (let at = pointers[item]; at < pointers[item + 1]; at++) {
      items.push(item);
      neighbours.push(itemIds[indices[at]]);
      values.push(weights[at]);
    }
    if (pointers[item] < pointers[item + 1]) return;
    items.push(item);
    neighbours.push(null);
    values.push(Number.NaN);
  });
  return {
    item_id: items.map((item) => itemIds[item]),
    popularity: Float32Array.from(items, (item) => model.popularity[item]),
    neighbour_id: neighbours,
    weight: Float32Array.from(values),
  };
}

const SCHEMA = {
  item_id: 'string',
  popularity: 'float32',
  neighbour_id: 'string?',
  weight: 'float32?',
} as const;

/** The columns of a neighbour model's rows. */
export interface NeighbourRows {
  readonly item_id: string[];
  readonly popularity: Float32Array;
  readonly neighbour_id: (string | null)[];
  readonly weight: Float32Array;
}

/**
 * The matrix in a file of neighbourColumns.
 * @throws InputError naming file, row and column for anything a neighbour model cannot be.
 */
export async function readNeighbours(bytes: Uint8Array, file: string): Promise<Matrix> {
  return neighboursOf(await readParquet(bytes, SCHEMA, file), file);
}

/**
 * The matrix in such rows.
 * @param names of the columns in the file, where they are others.
 * @throws InputError as readNeighbours.
 */
export function neighboursOf(
  columns: NeighbourRows,
  file: string,
  names: Partial<Record<keyof NeighbourRows, string>> = {},
): Matrix {
  checkFinite(columns.popularity, 'popularity', file);
  const { item_id, neighbour_id } = columns;
  const firstRows = Int32Array.from(
    [...item_id.keys()].filter((r) => r === 0 || item_id[r] !== item_id[r - 1]),
  );
  const itemIds = Array.from(firstRows, (row) => item_id[row]);
  checkItemIds(itemIds, file);
  const rowOf = new Map(itemIds.map((id, row) => [id, row]));
  const pointers = new Int32Array(itemIds.length + 1);
  const indices: number[] = [];
  const weights: number[] = [];
  let item = -1;
  for (let row = 0; row < item_id.length; row++) {
    if (row === firstRows[item + 1]) item++;
    const id = neighbour_id[row];
    const neighbour = id === null ? null : (rowOf.get(id) ?? -1);
    const last = indices.at(-1);
    const problem = rowProblem({ row, first: firstRows[item], item, neighbour, last, columns });
    if (problem) {
      const [column, what] = problem;
      throw new InputError({
        file,
        place: `row ${row}, column ${names[column] ?? column}`,
        problem: what,
      });
    }
    if (neighbour !== null) {
      indices.push(neighbour);
      weights.push(columns.weight[row]);
    }
    pointers[item + 1] = indices.length;
  }
  return {
    itemIds,
    popularity: Float32Array.from(firstRows, (row) => columns.popularity[row]),
    pointers,
    indices: Int32Array.from(indices),
    weights: Float32Array.from(weights),
  };
}

interface RowToCheck {
  readonly row: number;
  /** First row of the same item. */
  readonly first: number;
  readonly item: number;
  /** The neighbour's item, -1 where the file has no such item, null for a gap. */
  readonly neighbour: number | null;
  /** The neighbour of the row before. */
  readonly last: number | undefined;
  readonly columns: NeighbourRows;
}

type Problem = [column: keyof NeighbourRows, what: string];

/** The column a row is wrong in and what is wrong, or null. */
function rowProblem({ row, first, item, neighbour, last, columns }: RowToCheck): Problem | null {
  const { item_id, popularity, neighbour_id, weight } = columns;
  const shown = quoted(neighbour_id[row] ?? '');
  if (popularity[row] !== popularity[first]) {
    return ['popularity', `${popularity[row]} where the first row of the item says ${popularity[first]}.`];
  }
  if (neighbour === null) {
    const isAlone = row === first && item_id[row + 1] !== item_id[row];
    if (!isAlone) return ['neighbour_id', 'there is a gap, and the item has other neighbours.'];
    return Number.isNaN(weight[row]) ? null : ['weight', `${weight[row]} is for no neighbour.`];
  }
  if (neighbour < 0) return ['neighbour_id', `${shown} is no item of the model.`];
  if (neighbour === item) return ['neighbour_id', `${shown} is its own neighbour.`];
  if (row > first && last !== undefined && neighbour <= last) {
    return [
      'neighbour_id',
      `${shown} comes after ${quoted(neighbour_id[row - 1] ?? '')}; neighbours are sorted.`,
    ];
  }
  return Number.isFinite(weight[row]) ? null : ['weight', `${weight[row]} is not a finite number.`];
}
