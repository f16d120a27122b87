// The lists a model would have shown on the day of the cut: each judged person folded in from their training history
// as serving does it, every item they have not touched ranked. Not the metrics.

import { userPointers } from '../data/interactions.ts';
import { historiesOf } from '../recommenders/people-histories.ts';
import { type ListRules, rankPeople } from '../recommenders/rank-people.ts';
import type { Reporter } from '../reporter.ts';
import type { RankingModel } from '../serving/models.ts';
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
  const histories = historiesOf(
    model,
    train,
    users.ranking.map(({ user }) => user),
    rowOf,
  );
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
