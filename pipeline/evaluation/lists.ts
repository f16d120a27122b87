// The lists a model would have shown on the day of the cut: each judged person folded in from their training history
// as serving does it, every item they have not touched ranked. Not the metrics.

import { userPointers } from '../data/interactions.ts';
import { type Histories, type ListRules, rankPeople } from '../recommenders/rank-people.ts';
import type { Reporter } from '../reporter.ts';
import type { RankingModel } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';
import type { Lists } from './metrics.ts';
import { type Ground, rowsIn } from './protocol.ts';

/** What an evaluation may use. */
export interface EvaluationContext {
  readonly reporter: Reporter;
  /** Threads to use, ≥ 1. No figure depends on it. */
  readonly threads: number;
}

/**
 * The list of every person in `ground.users.ranking`, as rows of `ground.train.itemIds`. Items outside training are
 * in no list; items the model does not know come last; equal scores go by row. Where a person has candidates, these
 * alone are ranked.
 */
export async function listsOf(
  model: RankingModel,
  ground: Ground,
  context: EvaluationContext,
): Promise<Lists> {
  const { train, users, parameters } = ground;
  const pointers = userPointers(train);
  const rowOf = rowsIn(model.itemIds, train.itemIds);
  const histories = historiesOf(model, ground, pointers, rowOf);
  const rules: ListRules = {
    rowOf,
    length: parameters.k,
    leftOut: (person) => {
      const { user, masked } = users.ranking[person];
      const mine = train.item.subarray(pointers[user], pointers[user + 1]);
      return masked === undefined ? [mine] : [mine, masked];
    },
    only: (person) => users.ranking[person].candidates ?? null,
  };
  const { places } = await rankPeople(model, histories, rules, context);
  return { items: places, k: parameters.k };
}

/** What the judged people preferred before the cut, in the model's rows: historyOf without an object an entry. */
function historiesOf(
  model: RankingModel,
  { train, users }: Ground,
  pointers: Int32Array,
  rowOf: Int32Array,
): Histories {
  const judged = users.ranking;
  const most = judged.reduce((sum, { user }) => sum + pointers[user + 1] - pointers[user], 0);
  const histories = {
    pointers: new Int32Array(judged.length + 1),
    items: new Int32Array(most),
    weights: new Float32Array(most),
  };
  let kept = 0;
  judged.forEach(({ user }, person) => {
    for (let entry = pointers[user]; entry < pointers[user + 1] && model.kind !== 'popularity'; entry++) {
      const item = rowOf[train.item[entry]];
      const weight = preferenceWeight(train.rating[entry], train.opinion[entry], model);
      if (item < 0 || weight === 0) continue;
      histories.items[kept] = item;
      histories.weights[kept++] = weight;
    }
    histories.pointers[person + 1] = kept;
  });
  return histories;
}
