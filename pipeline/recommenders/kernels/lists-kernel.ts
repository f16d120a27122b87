// The memory of bulk lists and their hot loops on threads: a model, then blocks of people one after the other. The
// arithmetic is lists.as.ts and fold-in.as.ts; which people and what for is rank-people.ts.

import { gramMatrix } from '../../serving/cholesky.ts';
import type { FactorModel } from '../../serving/models.ts';
import { scoreNeighbours } from '../../serving/neighbours.ts';
import { allocateShared } from '../memory.ts';
import { writeWords } from './layout.ts';
import {
  type BlockSize,
  FOLD_IN_WORDS,
  LIST_WORDS,
  type ListModel,
  type ListPlan,
  planLists,
  type SingleModel,
  type SinglePlan,
  singlesOf,
} from './lists-layout.ts';
import { type KernelPool, loadKernel, openPool } from './pool.ts';

export type { BlockSize, ListModel, SingleModel } from './lists-layout.ts';

/** What a factor model makes of the weights, float64 [entries], and the ridge of each person. */
export interface FoldInSide {
  readonly foldInWeights: Float64Array;
  readonly ridges: Float64Array;
}

/** Some people. CSR: person p has the entries pointers[p] … pointers[p + 1]. */
export interface ListBlock {
  readonly people: number;
  /** int32 [people + 1], from 0; items of the model, ascending within a person; float64 weights. */
  readonly pointers: Int32Array;
  readonly items: Int32Array;
  readonly weights: Float64Array;
  /** Of the model, or of each part of a blend. */
  readonly sides: readonly FoldInSide[];
  /** int32 [people + 1], from 0; places. */
  readonly maskPointers: Int32Array;
  readonly mask: Int32Array;
  /** int32 [people]: 1 = nothing but the mask may be listed. */
  readonly only: Int32Array;
}

/** Views into the kernel's memory, until the next block; [people × length] where a list is. */
export interface BlockLists {
  readonly places: Int32Array;
  readonly scores: Float32Array;
  /** 1 for a person the kernel cannot serve: serving has to, or to say what is wrong. */
  readonly doubts: Int32Array;
}

export interface ListKernel {
  rank(block: ListBlock): Promise<BlockLists>;
  /** Vectors of a factor model, float64 [people × width] with `width` ≥ k; a view. A new person's are zeros. */
  foldIn(block: ListBlock): Promise<{ vectors: Float64Array; width: number; doubts: Int32Array }>;
  close(): Promise<void>;
}

/**
 * Lays out the memory, writes the model into it and starts the threads. Close it in a `finally`.
 * @param rowOf the item at each place that a list may name, -1 where the model knows none; int32 [places].
 * @param length of a list.
 * @throws InputError when there is not that much memory, or this Node lacks SIMD.
 */
export async function openListKernel(
  model: ListModel,
  { rowOf, length }: { rowOf: Int32Array; length: number },
  size: BlockSize,
  threads: number,
): Promise<ListKernel> {
  const at = planLists(model, { places: rowOf.length, length }, size, threads);
  const memory = allocateShared({
    who: `A list of ${length} from ${model.itemIds.length} items`,
    bytes: at.end,
    legal: 'Legal: a smaller k, or fewer neighbours.',
  });
  const { buffer } = memory;
  const module = await loadKernel('lists');
  writeModel(buffer, at, model, rowOf);
  const pool = await openPool(module, memory, threads);
  const shape = { items: model.itemIds.length, places: rowOf.length, length };
  const start = (block: ListBlock) => {
    writeBlock(buffer, at, block);
    writeTasks(buffer, at, model, { ...shape, people: block.people });
  };
  const doubts = (people: number) => new Int32Array(buffer, at.doubts, people);
  return {
    async rank(block) {
      start(block);
      await claimPeople(pool, 'rankPeople', (thread) => [at.task, ...at.threads[thread]]);
      return {
        places: new Int32Array(buffer, at.lists, block.people * length),
        scores: new Float32Array(buffer, at.scores, block.people * length),
        doubts: doubts(block.people),
      };
    },
    async foldIn(block) {
      start(block);
      const [{ vectors: offset, width }] = at.singles;
      const vectors = new Float64Array(buffer, offset, block.people * width).fill(0);
      await claimPeople(pool, 'foldInPeople', (thread) => [at.task, at.threads[thread][0]]);
      return { vectors, width, doubts: doubts(block.people) };
    },
    close: () => pool.close(),
  };
}

async function claimPeople(pool: KernelPool, name: string, own: (thread: number) => number[]) {
  await pool.run({ name, arguments: own });
}

/** The task of the model, and in a blend one for each part: the same people, items and doubts. */
function writeTasks(
  buffer: ArrayBufferLike,
  at: ListPlan,
  model: ListModel,
  shape: { items: number; places: number; length: number; people: number },
): void {
  const parts = model.kind === 'blend' ? model.parts : [];
  const write = (own: SinglePlan, { foldIn, task }: Pick<SinglePlan, 'foldIn' | 'task'>, count: number) => {
    const words = { ...at, ...own, ...shape, foldInTask: foldIn, parts: count, next: 0 };
    writeWords(buffer, foldIn, FOLD_IN_WORDS, words);
    writeWords(buffer, task, LIST_WORDS, words);
  };
  if (parts.length === 0) {
    write(at.singles[0], at, 0);
    return;
  }
  for (const single of at.singles) write(single, single, 0);
  write({ ...at.singles[0], k: 0, width: 0, neighbours: 0 }, at, parts.length);
  new Int32Array(buffer, at.partTasks, parts.length).set(at.singles.map(({ task }) => task));
  new Float64Array(buffer, at.shares, parts.length).set(parts.map(({ weight }) => weight));
}

function writeModel(buffer: ArrayBufferLike, at: ListPlan, model: ListModel, rowOf: Int32Array): void {
  new Int32Array(buffer, at.rowOf, rowOf.length).set(rowOf);
  new Float32Array(buffer, at.popularity, model.itemIds.length).set(model.popularity);
  singlesOf(model).forEach((single, n) => {
    writeSingle(buffer, at.singles[n], single);
  });
}

function writeSingle(buffer: ArrayBufferLike, at: SinglePlan, model: SingleModel): void {
  const items = model.itemIds.length;
  if (model.kind === 'factors') writeFactors(buffer, at, model);
  if (model.kind !== 'neighbours') return;
  new Int32Array(buffer, at.neighbours, items + 1).set(model.pointers);
  new Int32Array(buffer, at.columns, model.indices.length).set(model.indices);
  new Float32Array(buffer, at.strengths, model.weights.length).set(model.weights);
  // What serving gives a person who reaches nothing.
  new Float32Array(buffer, at.unreached, items).set(scoreNeighbours(model, new Float64Array(items)));
}

function writeFactors(
  buffer: ArrayBufferLike,
  at: SinglePlan,
  { k, factors, unobservedWeight }: FactorModel,
): void {
  const { width } = at;
  const rows = new Float32Array(buffer, at.factors, (factors.length / k) * width);
  const strips = new Float64Array(buffer, at.strips);
  for (let item = 0, from = 0; from < factors.length; item++) {
    const strip = (item - (item % 4)) * width + (item % 4);
    for (let j = 0; j < k; j++, from++) {
      rows[item * width + j] = factors[from];
      strips[strip + 4 * j] = factors[from];
    }
  }
  const gram = new Float64Array(buffer, at.gram, width * width);
  gramMatrix(factors, k).forEach((value, cell) => {
    gram[(cell % k) * width + Math.floor(cell / k)] = unobservedWeight * value;
  });
}

function writeBlock(buffer: ArrayBufferLike, at: ListPlan, block: ListBlock): void {
  const { people, pointers, items, weights, sides, maskPointers, mask, only } = block;
  new Int32Array(buffer, at.pointers, people + 1).set(pointers);
  new Int32Array(buffer, at.rows, items.length).set(items);
  new Float64Array(buffer, at.weights, weights.length).set(weights);
  sides.forEach(({ foldInWeights, ridges }, n) => {
    new Float64Array(buffer, at.singles[n].foldInWeights, foldInWeights.length).set(foldInWeights);
    new Float64Array(buffer, at.singles[n].ridges, people).set(ridges);
  });
  new Int32Array(buffer, at.maskPointers, people + 1).set(maskPointers);
  new Int32Array(buffer, at.mask, mask.length).set(mask);
  new Int32Array(buffer, at.only, people).set(only);
  new Int32Array(buffer, at.doubts, people).fill(0);
}
