// The lists a model would have shown on the day of the cut: each judged person folded in from their training history
// by the serving functions, every item they have not touched ranked. Not the metrics.

import { type Interactions, userPointers } from '../data/interactions.ts';
import type { Reporter } from '../reporter.ts';
import type { RankingModel } from '../serving/models.ts';
import { createScorer, topK } from '../serving/score.ts';
import { historyOf, type OpinionEntry } from '../serving/signals.ts';
import type { Lists } from './metrics.ts';
import { type Ground, type RankingUser, rowsIn } from './protocol.ts';

/** What an evaluation may use. */
export interface EvaluationContext {
  readonly reporter: Reporter;
  /** Threads to use, ≥ 1. No figure depends on it. */
  readonly threads: number;
}

/** How often a long evaluation says where it is, in people. */
const REPORT_EVERY = 1000;

/**
 * The list of every person in `ground.users.ranking`, as rows of `ground.train.itemIds`. Items outside training are
 * in no list; items the model does not know come last; equal scores go by row. Where a person has candidates, these
 * alone are ranked.
 */
export async function listsOf(
  model: RankingModel,
  ground: Ground,
  { reporter }: EvaluationContext,
): Promise<Lists> {
  const { train, users, parameters } = ground;
  const { k } = parameters;
  const pointers = userPointers(train);
  const modelRows = rowsIn(model.itemIds, train.itemIds);
  const score = createScorer(model);
  const scores = new Float32Array(train.itemIds.length);
  const left = new Uint8Array(train.itemIds.length);
  const items = new Int32Array(users.ranking.length * k).fill(-1);
  users.ranking.forEach((judged, person) => {
    const { user } = judged;
    const history = historyOf(model, entriesOf(train, pointers, user, modelRows));
    inGroundOrder(score(history), modelRows, scores);
    const mine = train.item.subarray(pointers[user], pointers[user + 1]);
    mask(left, judged, mine);
    items.set(topK(scores, k, left), person * k);
    if ((person + 1) % REPORT_EVERY === 0) {
      reporter.progress(`Ranking for ${person + 1} of ${users.ranking.length} people`);
    }
  });
  return { items, k };
}

/** Marks in `left` what is left out of this person's list. */
function mask(left: Uint8Array, { candidates, masked }: RankingUser, mine: Int32Array): void {
  left.fill(candidates === undefined ? 0 : 1);
  for (const item of candidates ?? []) left[item] = 0;
  if (candidates !== undefined) return;
  for (const item of mine) left[item] = 1;
  for (const item of masked ?? []) left[item] = 1;
}

/** What one person told us before the cut, in the model's rows. */
function* entriesOf(
  train: Interactions,
  pointers: Int32Array,
  user: number,
  modelRows: Int32Array,
): Generator<OpinionEntry> {
  for (let entry = pointers[user]; entry < pointers[user + 1]; entry++) {
    yield {
      item: modelRows[train.item[entry]],
      rating: train.rating[entry],
      opinion: train.opinion[entry],
    };
  }
}

/** Writes the model's scores by ground row into `scores`; what the model does not know goes last. */
function inGroundOrder(modelScores: Float32Array, modelRows: Int32Array, scores: Float32Array): void {
  for (let item = 0; item < scores.length; item++) {
    const row = modelRows[item];
    scores[item] = row < 0 ? -Infinity : modelScores[row];
  }
}
