// People cut into blocks for the kernel of lists: their histories, weighed as fold-in weighs them, and what their lists
// may not name. Not the lists; rank-people.ts makes them.

import { bm25Weight } from '../serving/bm25.ts';
import { checkEntry, scaledRidge } from '../serving/fold-in.ts';
import type { HistoryEntry } from '../serving/models.ts';
import type { BlockSize, FoldInSide, ListBlock, ListModel, SingleModel } from './kernels/lists-kernel.ts';
import { singlesOf } from './kernels/lists-layout.ts';

/** What people prefer, as CSR. */
export interface Histories {
  /** int32 [people + 1]: person p has the entries pointers[p] … pointers[p + 1]. */
  readonly pointers: Int32Array;
  /** Items of the model, ascending within a person; int32 [entries]. */
  readonly items: Int32Array;
  /** > 0; float32 [entries] */
  readonly weights: Float32Array;
}

/** The places that a list may name, and what it may not. */
export interface ListRules {
  /** The item of the model at each place, -1 where it knows none (these come last); int32 [places]. */
  readonly rowOf: Int32Array;
  /** Of a list. */
  readonly length: number;
  /** Places that this person's list does not name, perhaps in several arrays. */
  leftOut(person: number): readonly Int32Array[];
  /** Where it is not null, nothing but these places is listed, whatever is left out. */
  only?(person: number): Int32Array | null;
}

/** Limits of a block: a few dozen megabytes. */
const BLOCK_PEOPLE = 2048;
const BLOCK_ENTRIES = 2 ** 20;
/** People [first, last), with their entries and masked places. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly entries: number;
  readonly masked: number;
}

/** People in order, as many at a time as the limits allow, and at least one. */
export function blocksOf({ pointers }: Histories, rules: ListRules): Stretch[] {
  const blocks: Stretch[] = [];
  const people = pointers.length - 1;
  for (let first = 0, last = 0; first < people; first = last) {
    let entries = 0;
    let masked = 0;
    while (last < people && last - first < BLOCK_PEOPLE) {
      const more = pointers[last + 1] - pointers[last];
      const hidden = maskOf(rules, last).reduce((sum, part) => sum + part.length, 0);
      if (last > first && (entries + more > BLOCK_ENTRIES || masked + hidden > BLOCK_ENTRIES)) break;
      entries += more;
      masked += hidden;
      last++;
    }
    blocks.push({ first, last, entries, masked });
  }
  return blocks;
}

/** What the largest of them need, each limit by itself. */
export function largest(blocks: readonly Stretch[]): BlockSize {
  const most = (size: (block: Stretch) => number) => blocks.reduce((a, b) => Math.max(a, size(b)), 0);
  return {
    people: most(({ first, last }) => last - first),
    entries: most(({ entries }) => entries),
    masked: most(({ masked }) => masked),
  };
}

function maskOf(rules: ListRules, person: number): readonly Int32Array[] {
  const only = rules.only?.(person) ?? null;
  return only === null ? rules.leftOut(person) : [only];
}

/**
 * The people [first, last) as the kernel takes them.
 * @throws RangeError for what serving refuses, and where items do not ascend.
 */
export function fillBlock(
  model: ListModel,
  histories: Histories,
  rules: ListRules,
  first: number,
  last: number,
): ListBlock {
  const start = histories.pointers[first];
  const people = last - first;
  const pointers = histories.pointers.slice(first, last + 1).map((pointer) => pointer - start);
  const items = histories.items.subarray(start, start + pointers[people]);
  const weights = Float64Array.from(histories.weights.subarray(start, start + pointers[people]));
  checkHistories(model, pointers, items, weights);
  const masks = Array.from({ length: people }, (_, p) => maskOf(rules, first + p));
  const maskPointers = new Int32Array(people + 1);
  masks.forEach((parts, p) => {
    maskPointers[p + 1] = parts.reduce((sum, part) => sum + part.length, maskPointers[p]);
  });
  const mask = new Int32Array(maskPointers[people]);
  let at = 0;
  for (const part of masks.flat()) {
    mask.set(part, at);
    at += part.length;
  }
  const only = Int32Array.from(masks, (_, p) => ((rules.only?.(first + p) ?? null) === null ? 0 : 1));
  const personal = { people, pointers, items, weights };
  const sides = singlesOf(model).map((single) => foldInSide(single, personal));
  return { ...personal, sides, maskPointers, mask, only };
}

/** @throws RangeError for what serving refuses, and where items do not ascend. */
function checkHistories(
  model: ListModel,
  pointers: Int32Array,
  items: Int32Array,
  weights: Float64Array,
): void {
  for (let p = 0; p + 1 < pointers.length; p++) {
    for (let entry = pointers[p]; entry < pointers[p + 1]; entry++) {
      checkEntry(model, { item: items[entry], weight: weights[entry] });
      if (entry > pointers[p] && items[entry] <= items[entry - 1]) {
        throw new RangeError(`a history names item ${items[entry]} after item ${items[entry - 1]}`);
      }
    }
  }
}

/** As foldInSystem weighs a history. */
function foldInSide(
  model: SingleModel,
  { people, pointers, items, weights }: Pick<ListBlock, 'people' | 'pointers' | 'items' | 'weights'>,
): FoldInSide {
  const ridges = new Float64Array(people);
  if (model.kind !== 'factors') return { foldInWeights: weights, ridges };
  const { weighting, popularity } = model;
  const foldInWeights = weights.slice();
  for (let p = 0; p < people; p++) {
    const length = pointers[p + 1] - pointers[p];
    ridges[p] = scaledRidge(model, length, model.itemIds.length);
    for (let entry = pointers[p]; weighting && entry < pointers[p + 1]; entry++) {
      foldInWeights[entry] = bm25Weight(weighting, weights[entry], popularity[items[entry]], length);
    }
  }
  return { foldInWeights, ridges };
}

/** One person's history as serving takes it. */
export function historyOf({ pointers, items, weights }: Histories, person: number): HistoryEntry[] {
  return Array.from({ length: pointers[person + 1] - pointers[person] }, (_, h) => ({
    item: items[pointers[person] + h],
    weight: weights[pointers[person] + h],
  }));
}
