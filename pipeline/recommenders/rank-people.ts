// Lists for many people at once: exactly those that serving gives each of them, to the bit of every score, made on all
// threads and in blocks, so that memory does not grow with the people. Not the metrics and not what a list is for.

import type { Reporter } from '../reporter.ts';
import { foldIn } from '../serving/fold-in.ts';
import type { FactorModel, RankingModel } from '../serving/models.ts';
import { trainedRows } from '../serving/new-films.ts';
import { createScorer, topK } from '../serving/score.ts';
import { type ListModel, openListKernel } from './kernels/lists-kernel.ts';
import { singlesOf } from './kernels/lists-layout.ts';
import { blocksOf, fillBlock, type Histories, historyOf, type ListRules, largest } from './people-blocks.ts';

export type { Histories, ListRules } from './people-blocks.ts';

export interface PeopleLists {
  /** Best first, equal scores by place, -1 beyond the end; int32 [people × length]. */
  readonly places: Int32Array;
  /** float32 [people × length] */
  readonly scores: Float32Array;
}

export interface RankingContext {
  readonly threads: number;
  readonly reporter: Reporter;
}

/** Additions below which starting another thread takes longer than it saves. */
const WORTH_A_THREAD = 3e7;

/**
 * The list of every person. The same bytes at any number of threads.
 * @throws RangeError as serving does: for an entry that names no item, a weight that is not > 0, a score that is NaN.
 */
export async function rankPeople(
  model: RankingModel,
  histories: Histories,
  rules: ListRules,
  context: RankingContext,
): Promise<PeopleLists> {
  const people = histories.pointers.length - 1;
  const places = new Int32Array(people * rules.length).fill(-1);
  const scores = new Float32Array(people * rules.length);
  const byServing = createServingRanker(model, histories, rules);
  const put = (person: number) => {
    const list = byServing(person);
    places
      .fill(-1, person * rules.length, (person + 1) * rules.length)
      .set(list.places, person * rules.length);
    scores
      .fill(0, person * rules.length, (person + 1) * rules.length)
      .set(list.scores, person * rules.length);
  };
  if (!isInKernel(model)) {
    for (let person = 0; person < people; person++) put(person);
    return { places, scores };
  }
  const blocks = blocksOf(histories, rules);
  const threads = worthwhileThreads(model, histories, context.threads);
  const kernel = await openListKernel(model, rules, largest(blocks), threads);
  try {
    for (const { first, last } of blocks) {
      const block = fillBlock(model, histories, rules, first, last);
      const made = await kernel.rank(block);
      places.set(made.places, first * rules.length);
      scores.set(made.scores, first * rules.length);
      made.doubts.forEach((doubt, p) => {
        if (doubt !== 0) put(first + p);
      });
      context.reporter.progress(`Ranking for ${last} of ${people} people`);
    }
    return { places, scores };
  } finally {
    await kernel.close();
  }
}

/**
 * The vector of every person, float64 [people × k], zeros for an empty history: those of serving's foldIn, to the bit.
 * @throws RangeError as foldIn does.
 */
export async function foldInPeople(
  model: FactorModel,
  histories: Histories,
  context: RankingContext,
): Promise<Float64Array> {
  const people = histories.pointers.length - 1;
  const vectors = new Float64Array(people * model.k);
  const rules = { rowOf: new Int32Array(0), length: 0, leftOut: () => [] };
  const blocks = blocksOf(histories, rules);
  const threads = worthwhileThreads(model, histories, context.threads);
  const kernel = await openListKernel(model, rules, largest(blocks), threads);
  try {
    for (const { first, last } of blocks) {
      const made = await kernel.foldIn(fillBlock(model, histories, rules, first, last));
      for (let p = 0; p < last - first; p++) {
        const vector =
          made.doubts[p] !== 0
            ? foldIn(model, historyOf(histories, first + p))
            : made.vectors.subarray(p * made.width, p * made.width + model.k);
        vectors.set(vector, (first + p) * model.k);
      }
    }
    return vectors;
  } finally {
    await kernel.close();
  }
}

/** Not one with films placed since training: a fold-in and a z-score look at the trained rows alone. */
function isInKernel(model: RankingModel): model is ListModel {
  if (trainedRows(model) < model.itemIds.length) return false;
  if (model.kind === 'blend') return model.parts.every((part) => part.model.kind !== 'projection');
  return model.kind !== 'projection';
}

/** A model of factors or neighbours is worth threads; what is done for a few people is over before one starts. */
function worthwhileThreads(model: ListModel, { pointers, items }: Histories, threads: number): number {
  const people = pointers.length - 1;
  let additions = 0;
  for (const single of singlesOf(model)) {
    if (single.kind === 'popularity') return 1;
    const k = single.kind === 'factors' ? single.k : single.indices.length / single.itemIds.length;
    additions += k * (people * single.itemIds.length + items.length * k);
  }
  return additions < WORTH_A_THREAD ? 1 : threads;
}

/** One list at a time by serving alone: for kinds of model the kernel does not know, and where it is in doubt. */
export function createServingRanker(
  model: RankingModel,
  histories: Histories,
  rules: ListRules,
): (person: number) => PeopleLists {
  let scorer: ReturnType<typeof createScorer> | null = null;
  const shown = new Float32Array(rules.rowOf.length);
  const excluded = new Uint8Array(rules.rowOf.length);
  return (person) => {
    scorer ??= createScorer(model);
    const scores = scorer(historyOf(histories, person));
    rules.rowOf.forEach((row, place) => {
      shown[place] = row < 0 ? -Infinity : scores[row];
    });
    const only = rules.only?.(person) ?? null;
    excluded.fill(only === null ? 0 : 1);
    if (only !== null) for (const place of only) excluded[place] = 0;
    else for (const part of rules.leftOut(person)) for (const place of part) excluded[place] = 1;
    const places = topK(shown, rules.length, excluded);
    return { places, scores: Float32Array.from(places, (place) => shown[place]) };
  };
}
