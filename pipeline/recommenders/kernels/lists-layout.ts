// Where everything lies in the memory of bulk lists: one plan, computed before a byte is allocated. The word order of
// the tasks is that of the classes in lists.as.ts and fold-in.as.ts.

import type { FactorModel, NeighbourModel, PopularityModel } from '../../serving/models.ts';

/** Kinds of model the kernel knows; lists of the others are made by serving itself. */
export type ListModel = PopularityModel | FactorModel | NeighbourModel;

/** The most that one block holds. */
export interface BlockSize {
  readonly people: number;
  /** Of all histories together. */
  readonly entries: number;
  /** Of all masks together. */
  readonly masked: number;
}

export const PAGE = 65_536;
/** CLAIM of lists.as.ts and STRETCH of fold-in.as.ts. */
const CLAIM = 16;
const STRETCH = 32;

export const FOLD_IN_WORDS = [
  'k',
  'width',
  'factors',
  'gram',
  'pointers',
  'rows',
  'foldInWeights',
  'ridges',
  'vectors',
] as const;
export const LIST_WORDS = [
  'foldInTask',
  'people',
  'items',
  'places',
  'length',
  'rowOf',
  'popularity',
  'strips',
  'neighbours',
  'columns',
  'strengths',
  'unreached',
  'weights',
  'maskPointers',
  'mask',
  'only',
  'lists',
  'scores',
  'doubts',
  'next',
] as const;

export type ListPlan = ReturnType<typeof planLists>;

/** Byte offsets; 0 for what a kind of model does not have. */
export function planLists(
  model: ListModel,
  { places, length }: { places: number; length: number },
  { people, entries, masked }: BlockSize,
  threads: number,
) {
  const items = model.itemIds.length;
  const width = model.kind === 'factors' ? Math.ceil(model.k / 4) * 4 : 0;
  const strips = Math.ceil(items / 4) * 4;
  // The first page is left alone: a stray null pointer must not hit data.
  let end = PAGE;
  const take = (bytes: number) => {
    const offset = end;
    end += Math.ceil(bytes / 64) * 64;
    return offset;
  };
  const edges = model.kind === 'neighbours' ? model.indices.length : 0;
  const foldInScratch = (width + 2 * STRETCH) * width * 8;
  const rankScratch = (places + 8) * 4 + length * 8;
  return {
    width,
    foldIn: take(FOLD_IN_WORDS.length * 4),
    task: take(LIST_WORDS.length * 4),
    factors: take(items * width * 4),
    gram: take(width * width * 8),
    strips: take(strips * width * 8),
    popularity: take(items * 4),
    rowOf: take(places * 4),
    neighbours: model.kind === 'neighbours' ? take((items + 1) * 4) : 0,
    columns: take(edges * 4),
    strengths: take(edges * 4),
    unreached: take(items * 4),
    pointers: take((people + 1) * 4),
    rows: take(entries * 4),
    weights: take(entries * 8),
    foldInWeights: take(entries * 8),
    ridges: take(people * 8),
    vectors: take(Math.ceil(people / 4) * 4 * width * 8),
    maskPointers: take((people + 1) * 4),
    mask: take(masked * 4),
    only: take(people * 4),
    lists: take(people * length * 4),
    scores: take(people * length * 4),
    doubts: take(people * 4),
    threads: Array.from({ length: threads }, () => [
      take(Math.max(foldInScratch, rankScratch)),
      take(CLAIM * strips * 4),
      take(items * 8),
    ]),
    end,
  };
}
