// What people prefer, in a model's rows and as typed arrays: serving's historyOf without an object an entry. Not the
// lists; rank-people.ts makes them.

import { type Interactions, userPointers } from '../data/interactions.ts';
import type { RankingModel } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';
import type { Histories } from './people-blocks.ts';

/**
 * The preferences of some people; empty for a model that knows no people.
 * @param users their rows in `interactions`, one history each.
 * @param rowOf the model's row of each item of `interactions`, -1 where it knows none; int32 [items].
 */
export function historiesOf(
  model: RankingModel,
  {
    userIds,
    user,
    item,
    rating,
    opinion,
  }: Pick<Interactions, 'userIds' | 'user' | 'item' | 'rating' | 'opinion'>,
  users: ArrayLike<number>,
  rowOf: Int32Array,
): Histories {
  const from = userPointers({ userIds, user });
  let most = 0;
  for (let person = 0; person < users.length; person++) most += from[users[person] + 1] - from[users[person]];
  const histories = {
    pointers: new Int32Array(users.length + 1),
    items: new Int32Array(model.kind === 'popularity' ? 0 : most),
    weights: new Float32Array(model.kind === 'popularity' ? 0 : most),
  };
  if (model.kind === 'popularity') return histories;
  let kept = 0;
  for (let person = 0; person < users.length; person++) {
    for (let entry = from[users[person]]; entry < from[users[person] + 1]; entry++) {
      const row = rowOf[item[entry]];
      const weight = preferenceWeight(rating[entry], opinion[entry], model);
      if (row < 0 || weight === 0) continue;
      histories.items[kept] = row;
      histories.weights[kept++] = weight;
    }
    histories.pointers[person + 1] = kept;
  }
  return histories;
}
