// A ranking model as few bytes as a page should fetch: factors in eight or seven bits with a scale a film, neighbours by
// their strongest weights. What is lost is measured in docs/methods.md. The ids of the films are not in the file: its rows
// are those of the list published beside it. Reading is unpack-model.ts.

import type { FactorModel, NeighbourModel, PersonalModel, ProjectionModel, RankingModel } from './models.ts';
import { createWriter, packRows, type Writer } from './packed-numbers.ts';
import { MAGIC, PACKING_VERSION, type PackedHeader, type PackedPart } from './unpack-model.ts';

/** Bytes that a part of a model may take: 0.6 MB hold 10,000 films of 64 factors; neighbours cut to that are others. */
const BUDGET = { factors: 600_000, neighbours: 3_000_000 };
/** Bytes left of it for what is not a part: the header, and a popularity of up to two bytes a film. */
const RESERVE = 24_000;
/** Popularity is kept to a 64th where it is no whole number. */
const FRACTION = 64;

export interface Packed {
  readonly bytes: Uint8Array;
  /** What each part takes and keeps; none of popularity. */
  readonly parts: readonly PackedPart[];
}

/**
 * A model in few bytes.
 * @param given bytes a part may take, instead of its kind's; a factor part that is larger takes seven bits a number anyway.
 */
export function packModel(model: RankingModel, given?: number): Packed {
  const body = createWriter();
  const steps = model.popularity.every(Number.isInteger) ? 1 : FRACTION;
  for (const people of model.popularity) body.whole(Math.round(people * steps));
  const parts = partsOf(model).map(({ weight, model: part }) => {
    const budget = given ?? BUDGET[part.kind === 'neighbours' ? 'neighbours' : 'factors'];
    return { weight, ...packPart(part, body, budget - RESERVE) };
  });
  const header: PackedHeader = {
    kind: model.kind,
    items: model.itemIds.length,
    ...(model.kind !== 'popularity' && model.trained !== undefined ? { trained: model.trained } : {}),
    popularity_steps: steps,
    positive_rating: model.kind === 'popularity' ? 0 : model.positiveRating,
    parts,
  };
  return { bytes: assemble(header, body.finish()), parts };
}

function partsOf(model: RankingModel): readonly { weight: number; model: PersonalModel }[] {
  if (model.kind === 'popularity') return [];
  return model.kind === 'blend' ? model.parts : [{ weight: 1, model }];
}

/** Magic, version, length of the header, the header as JSON, the numbers; whole numbers little-endian. */
function assemble(header: PackedHeader, body: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const packed = new Uint8Array(12 + text.length + body.length);
  const view = new DataView(packed.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, PACKING_VERSION, true);
  view.setUint32(8, text.length, true);
  packed.set(text, 12);
  packed.set(body, 12 + text.length);
  return packed;
}

type Part = Omit<PackedPart, 'weight'>;

function packPart(part: PersonalModel, body: Writer, budget: number): Part {
  return part.kind === 'neighbours' ? packNeighbours(part, body, budget) : packFactors(part, body, budget);
}

function packFactors(model: FactorModel | ProjectionModel, body: Writer, budget: number): Part {
  const { k, factors, itemIds } = model;
  const bits = factors.length + itemIds.length <= budget ? 8 : 7;
  const pointers = Array.from({ length: itemIds.length + 1 }, (_, row) => row * k);
  const { base, scales, q } = packRows(factors, pointers, bits);
  body.bytes(scales);
  body.bits(q, bits);
  if (model.kind === 'projection')
    return { kind: 'projection', bits, base, k, item_exponent: model.itemExponent };
  return {
    kind: 'factors',
    bits,
    base,
    k,
    unobserved_weight: model.unobservedWeight,
    regularisation: model.regularisation,
    frequency_exponent: model.frequencyExponent,
    weighting: model.weighting,
  };
}

function packNeighbours(model: NeighbourModel, body: Writer, budget: number): Part {
  const bits = 8;
  const kept = strongest(model, budget);
  const { base, scales, q } = packRows(kept.weights, kept.pointers, bits);
  for (let row = 0; row < scales.length; row++) {
    body.whole(kept.pointers[row + 1] - kept.pointers[row]);
    let before = -1;
    for (let at = kept.pointers[row]; at < kept.pointers[row + 1]; at++) {
      body.whole(kept.indices[at] - before - 1);
      before = kept.indices[at];
    }
  }
  body.bytes(scales);
  body.bits(q, bits);
  return { kind: 'neighbours', bits, base, entries: q.length, entries_before: model.indices.length };
}

type Sparse = Pick<NeighbourModel, 'pointers' | 'indices' | 'weights'>;

/** Each row's strongest entries, as many a row as the budget has room for. */
function strongest(model: NeighbourModel, budget: number): Sparse {
  let most = 0;
  for (let row = 0; row < model.itemIds.length; row++) {
    most = Math.max(most, model.pointers[row + 1] - model.pointers[row]);
  }
  let low = 0;
  for (let high = most; low < high; ) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(cut(model, middle)) <= budget) low = middle;
    else high = middle - 1;
  }
  return cut(model, low);
}

/** The `most` strongest of each row, ascending by column; of equal ones the first. */
function cut({ pointers, indices, weights, itemIds }: NeighbourModel, most: number): Sparse {
  const kept: number[] = [];
  const ends = new Int32Array(itemIds.length + 1);
  for (let row = 0; row < itemIds.length; row++) {
    const entries = Array.from({ length: pointers[row + 1] - pointers[row] }, (_, n) => pointers[row] + n);
    if (entries.length > most) {
      entries.sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]) || a - b);
      entries.length = most;
      entries.sort((a, b) => a - b);
    }
    for (const entry of entries) kept.push(entry);
    ends[row + 1] = kept.length;
  }
  return {
    pointers: ends,
    indices: Int32Array.from(kept, (at) => indices[at]),
    weights: Float32Array.from(kept, (at) => weights[at]),
  };
}

/** Bytes of the entries as they are written: a weight, and the distance from the entry before it. */
function sizeOf({ pointers, indices }: Sparse): number {
  let bytes = 3 * (pointers.length - 1);
  for (let row = 0; row + 1 < pointers.length; row++) {
    for (let at = pointers[row], before = -1; at < pointers[row + 1]; before = indices[at++]) {
      const distance = indices[at] - before - 1;
      bytes += 1 + (distance < 128 ? 1 : distance < 16_384 ? 2 : 3);
    }
  }
  return bytes;
}
