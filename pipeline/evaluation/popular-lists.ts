// The lists of a primitive recommender on a ground: everybody the films that most people preferred before the cut. What
// stands in them is no surprise (metrics.ts, serendipity). Not a model: it is counted from the ground alone, so that
// every model is held against the same.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { preferenceWeight } from '../serving/signals.ts';
import type { Lists } from './metrics.ts';
import type { Ground, RankingUser } from './protocol.ts';

/** The order of a training set, kept as long as the set is: models of one judging ask for it one after another. */
const orders = new WeakMap<Interactions, { positiveRating: number; order: Int32Array }>();

/** The list of every person in `ground.users.ranking`, with the masks and candidates of the protocol; ties by row. */
export function popularLists({ train, users, parameters }: Ground, k: number): Lists {
  const order = byPreference(train, parameters.positiveRating);
  const place = new Int32Array(order.length);
  order.forEach((item, at) => {
    place[item] = at;
  });
  const pointers = userPointers(train);
  // Who last left an item out: marks need no clearing between people.
  const leftOutBy = new Int32Array(order.length).fill(-1);
  const items = new Int32Array(users.ranking.length * k).fill(-1);
  users.ranking.forEach((judged, person) => {
    const { user, candidates } = judged;
    const mine = train.item.subarray(pointers[user], pointers[user + 1]);
    const list =
      candidates === undefined
        ? firstLeft(order, k, leftOut(leftOutBy, person, mine, judged))
        : candidates
            .map((item) => place[item])
            .sort()
            .subarray(0, k)
            .map((at) => order[at]);
    items.set(list, person * k);
  });
  return { items, k };
}

/** Marks what this person is not shown; tells whether an item is among it. */
function leftOut(by: Int32Array, person: number, mine: Int32Array, { masked }: RankingUser) {
  for (const item of mine) by[item] = person;
  for (const item of masked ?? []) by[item] = person;
  return (item: number) => by[item] === person;
}

function firstLeft(order: Int32Array, k: number, isLeftOut: (item: number) => boolean): number[] {
  const list: number[] = [];
  for (let at = 0; at < order.length && list.length < k; at++) {
    if (!isLeftOut(order[at])) list.push(order[at]);
  }
  return list;
}

/** Rows of `train.itemIds`, those that most people preferred first; int32 [items]. */
function byPreference(train: Interactions, positiveRating: number): Int32Array {
  const kept = orders.get(train);
  if (kept?.positiveRating === positiveRating) return kept.order;
  const people = new Float64Array(train.itemIds.length);
  const threshold = { positiveRating };
  for (let entry = 0; entry < train.item.length; entry++) {
    const weight = preferenceWeight(train.rating[entry], train.opinion[entry], threshold);
    if (weight > 0) people[train.item[entry]]++;
  }
  const order = Int32Array.from(people.keys()).sort((a, b) => people[b] - people[a] || a - b);
  orders.set(train, { positiveRating, order });
  return order;
}
