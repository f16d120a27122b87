// Where everything lies in the memory of bulk lists: one plan, computed before a byte is allocated. The word order of
// the tasks is that of the classes in lists.as.ts and fold-in.as.ts.

import type { BlendModel, FactorModel, NeighbourModel, PopularityModel } from '../../serving/models.ts';

/** Kinds of model the kernel knows; lists of the others are made by serving itself. */
export type ListModel = SingleModel | ListBlend;
export type SingleModel = PopularityModel | FactorModel | NeighbourModel;
export type ListBlend = Omit<BlendModel, 'parts'> & {
  readonly parts: readonly { readonly weight: number; readonly model: FactorModel | NeighbourModel }[];
};

/** What is folded in: a blend's parts, or the one model. */
export function singlesOf(model: ListModel): readonly SingleModel[] {
  return model.kind === 'blend' ? model.parts.map((part) => part.model) : [model];
}

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
  'parts',
  'partTasks',
  'shares',
  'next',
] as const;

export type ListPlan = ReturnType<typeof planLists>;
export type SinglePlan = ReturnType<typeof planSingle>;
/** Bytes to the offset of what they are for. */
type Take = (bytes: number) => number;

/** Byte offsets; 0 for what a kind of model does not have. */
export function planLists(
  model: ListModel,
  { places, length }: { places: number; length: number },
  size: BlockSize,
  threads: number,
) {
  const { people, entries, masked } = size;
  const items = model.itemIds.length;
  const singles = singlesOf(model);
  const widest = Math.max(...singles.map(widthOf));
  // The first page is left alone: a stray null pointer must not hit data.
  let end = PAGE;
  const take = (bytes: number) => {
    const offset = end;
    end += Math.ceil(bytes / 64) * 64;
    return offset;
  };
  const foldInScratch = (widest + 2 * STRETCH) * widest * 8;
  const rankScratch = (places + 8) * 4 + length * 8;
  return {
    foldIn: take(FOLD_IN_WORDS.length * 4),
    task: take(LIST_WORDS.length * 4),
    singles: singles.map((single) => planSingle(single, size, take)),
    partTasks: take(singles.length * 4),
    shares: take(singles.length * 8),
    popularity: take(items * 4),
    rowOf: take(places * 4),
    pointers: take((people + 1) * 4),
    rows: take(entries * 4),
    weights: take(entries * 8),
    maskPointers: take((people + 1) * 4),
    mask: take(masked * 4),
    only: take(people * 4),
    lists: take(people * length * 4),
    scores: take(people * length * 4),
    doubts: take(people * 4),
    threads: Array.from({ length: threads }, () => [
      take(Math.max(foldInScratch, rankScratch)),
      take(CLAIM * padded(items) * 4 * singles.length),
      take(2 * padded(items) * 8),
    ]),
    end,
  };
}

/** What one model has to itself, alone or in a blend. */
function planSingle(model: SingleModel, { people, entries }: BlockSize, take: Take) {
  const items = model.itemIds.length;
  const width = widthOf(model);
  const edges = model.kind === 'neighbours' ? model.indices.length : 0;
  return {
    k: model.kind === 'factors' ? model.k : 0,
    width,
    foldIn: take(FOLD_IN_WORDS.length * 4),
    task: take(LIST_WORDS.length * 4),
    factors: take(items * width * 4),
    gram: take(width * width * 8),
    strips: take(padded(items) * width * 8),
    neighbours: model.kind === 'neighbours' ? take((items + 1) * 4) : 0,
    columns: take(edges * 4),
    strengths: take(edges * 4),
    unreached: take(items * 4),
    foldInWeights: take(entries * 8),
    ridges: take(people * 8),
    vectors: take(padded(people) * width * 8),
  };
}

function padded(count: number): number {
  return Math.ceil(count / 4) * 4;
}

function widthOf(model: SingleModel): number {
  return model.kind === 'factors' ? padded(model.k) : 0;
}
