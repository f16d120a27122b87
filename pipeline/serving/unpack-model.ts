// The bytes of pack-model.ts as a model again, in a browser as in Node. What cannot be a model is refused with what is wrong
// with it; whether the bytes are those that were published is for the sha256 beside them.

import { InputError, quoted } from '../errors.ts';
import type { Bm25Weighting, PersonalModel, RankingModel } from './models.ts';
import { createReader, type Reader, unpackRows } from './packed-numbers.ts';

/** "SHOW" in a file's first four bytes. */
export const MAGIC = 0x574f4853;
/** Of the layout: another number, another layout. */
export const PACKING_VERSION = 1;

/** What stands before the numbers, as JSON. */
export interface PackedHeader {
  readonly kind: RankingModel['kind'];
  readonly items: number;
  /** Rows that training knew; absent: all. */
  readonly trained?: number;
  /** Popularity is counted in such parts of a person: 1 = whole people. */
  readonly popularity_steps: number;
  readonly positive_rating: number;
  /** None of popularity, the model itself as the only one, or those of a blend. */
  readonly parts: readonly PackedPart[];
}

export interface PackedPart {
  readonly kind: PersonalModel['kind'];
  /** In the blend. */
  readonly weight: number;
  /** Of a number. */
  readonly bits: number;
  /** The largest scale of a row. */
  readonly base: number;
  readonly k?: number;
  readonly item_exponent?: number;
  readonly unobserved_weight?: number;
  readonly regularisation?: number;
  readonly frequency_exponent?: number;
  readonly weighting?: Bm25Weighting | null;
  /** Of neighbours: how many are in the file, and how many the model had. */
  readonly entries?: number;
  readonly entries_before?: number;
}

const KINDS = ['popularity', 'factors', 'neighbours', 'projection', 'blend'];

/**
 * The model in `packed`.
 * @param itemIds ids of its rows, from the list published with it.
 * @param file what to call it in a message.
 * @throws InputError naming the file and what is wrong: not such a file, another version, cut off, too long, another
 *   number of films, a number that is none.
 */
export function unpackModel(
  packed: Uint8Array,
  itemIds: readonly string[],
  file = 'model.bin',
): RankingModel {
  const { header, body } = split(packed, file);
  if (header.items !== itemIds.length) {
    const problem = `it is of ${header.items} films, and the list beside it has ${itemIds.length}.`;
    throw new InputError({ file, problem, legal: 'Load both again.' });
  }
  const reader = createReader(body, file);
  const steps = positive(header.popularity_steps, 'popularity_steps', file);
  const popularity = Float32Array.from(itemIds, () => reader.whole() / steps);
  const positiveRating = finite(header.positive_rating, 'positive_rating', file);
  const most = itemIds.length;
  const trained =
    header.trained === undefined
      ? {}
      : { trained: whole(header.trained, { name: 'trained', least: 0, most }, file) };
  const common = { itemIds, ...trained, popularity, positiveRating };
  const parts = header.parts.map((part) => ({
    weight: finite(part.weight, 'weight', file),
    model: unpackPart(part, common, reader, file),
  }));
  reader.end();
  if (header.kind === 'popularity') return { kind: 'popularity', itemIds, popularity };
  if (header.kind === 'blend') return { kind: 'blend', ...common, parts };
  return parts[0].model;
}

function split(packed: Uint8Array, file: string): { header: PackedHeader; body: Uint8Array } {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 12 || view.getUint32(0, true) !== MAGIC) {
    throw new InputError({ file, place: 'byte 0', problem: 'this is not a packed model.' });
  }
  const version = view.getUint32(4, true);
  if (version !== PACKING_VERSION) {
    const problem = `its layout has the version ${version}.`;
    throw new InputError({
      file,
      place: 'byte 4',
      problem,
      legal: `Legal: ${PACKING_VERSION}. Load the page again.`,
    });
  }
  const end = 12 + view.getUint32(8, true);
  if (end > packed.length) {
    throw new InputError({
      file,
      place: 'byte 8',
      problem: `it ends after ${packed.length} bytes, within its header.`,
    });
  }
  return { header: headerOf(packed.subarray(12, end), file), body: packed.subarray(end) };
}

function headerOf(bytes: Uint8Array, file: string): PackedHeader {
  let header: PackedHeader;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new InputError({ file, place: 'header', problem: 'it is not JSON.', cause });
  }
  const parts = Array.isArray(header?.parts) ? header.parts.length : -1;
  const fits =
    header?.kind === 'popularity' ? parts === 0 : header?.kind === 'blend' ? parts > 0 : parts === 1;
  if (KINDS.includes(header?.kind) && fits) return header;
  const problem = `it says ${quoted(header?.kind)} of ${Math.max(0, parts)} parts.`;
  throw new InputError({ file, place: 'header', problem, legal: `Legal: ${KINDS.join(', ')}.` });
}

type Common = Pick<
  Exclude<RankingModel, { kind: 'popularity' }>,
  'itemIds' | 'trained' | 'popularity' | 'positiveRating'
>;

function unpackPart(part: PackedPart, common: Common, reader: Reader, file: string): PersonalModel {
  const number = (name: keyof PackedPart): number => finite(part[name], name, file);
  const base = positive(part.base, 'base', file);
  const bits = whole(part.bits, { name: 'bits', least: 2, most: 8 }, file);
  if (part.kind === 'neighbours') return unpackNeighbours({ base, bits }, common, reader, file);
  const k = whole(part.k, { name: 'k', least: 1, most: 4096 }, file);
  const items = common.itemIds.length;
  const pointers = Array.from({ length: items + 1 }, (_, row) => row * k);
  const scales = reader.bytes(items);
  const factors = unpackRows({ base, scales, q: reader.bits(items * k, bits) }, pointers);
  if (part.kind === 'projection') {
    return { kind: 'projection', ...common, k, factors, itemExponent: number('item_exponent') };
  }
  if (part.kind !== 'factors') {
    throw new InputError({ file, place: 'header', problem: `it has a part ${quoted(part.kind)}.` });
  }
  return {
    kind: 'factors',
    ...common,
    k,
    factors,
    unobservedWeight: number('unobserved_weight'),
    regularisation: number('regularisation'),
    frequencyExponent: number('frequency_exponent'),
    weighting: weightingOf(part.weighting, file),
  };
}

function unpackNeighbours(
  { base, bits }: { base: number; bits: number },
  common: Common,
  reader: Reader,
  file: string,
): PersonalModel {
  const items = common.itemIds.length;
  const pointers = new Int32Array(items + 1);
  const columns: number[] = [];
  for (let row = 0; row < items; row++) {
    let column = -1;
    for (
      let left = whole(reader.whole(), { name: 'neighbours', least: 0, most: items }, file);
      left > 0;
      left--
    ) {
      column += reader.whole() + 1;
      columns.push(whole(column, { name: 'neighbour', least: 0, most: items - 1 }, file));
    }
    pointers[row + 1] = columns.length;
  }
  const scales = reader.bytes(items);
  const weights = unpackRows({ base, scales, q: reader.bits(columns.length, bits) }, pointers);
  return { kind: 'neighbours', ...common, pointers, indices: Int32Array.from(columns), weights };
}

function weightingOf(given: Bm25Weighting | null | undefined, file: string): Bm25Weighting | null {
  if (!given) return null;
  const of = (name: keyof Bm25Weighting): number => finite(given[name], `weighting.${name}`, file);
  return {
    k1: of('k1'),
    b: of('b'),
    people: of('people'),
    averageLength: of('averageLength'),
    scale: of('scale'),
  };
}

function finite(value: unknown, name: string, file: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InputError({ file, place: `header, ${name}`, problem: `${quoted(value)} is no finite number.` });
}

function positive(value: unknown, name: string, file: string): number {
  const number = finite(value, name, file);
  if (number > 0) return number;
  throw new InputError({ file, place: `header, ${name}`, problem: `${number} is not above 0.` });
}

function whole(
  value: unknown,
  { name, least, most }: { name: string; least: number; most: number },
  file: string,
) {
  const number = finite(value, name, file);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InputError({
    file,
    place: name,
    problem: `${number} is no whole number from ${least} to ${most}.`,
  });
}
