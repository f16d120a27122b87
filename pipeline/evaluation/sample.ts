// A small world for the tests of this room: interactions written as lines, and models written by hand. Nothing else
// imports it.

import type { InteractionRows, Signal } from '../data/interactions.ts';
import type { PopularityModel, RatingModel } from '../serving/models.ts';
import type { Ground } from './protocol.ts';

/** Person, item, rating or thumb, instant. */
export type Line = readonly [
  user: string,
  item: string,
  signal: number | Exclude<Signal, 'rating'>,
  at: number,
];

/** One batch, rows in the order of the lines. */
export function batchOf(lines: readonly Line[]): InteractionRows {
  return {
    user_id: lines.map(([user]) => user),
    item_id: lines.map(([, item]) => item),
    signal: lines.map(([, , signal]) => (typeof signal === 'number' ? 'rating' : signal)),
    rating: Float64Array.from(lines, ([, , signal]) => (typeof signal === 'number' ? signal : Number.NaN)),
    timestamp: Float64Array.from(lines, ([, , , at]) => at),
    event_id: lines.map(() => null),
  };
}

/** Scores by item id; rows in id order. */
export function popularityModel(scores: Record<string, number>): PopularityModel {
  const itemIds = Object.keys(scores).sort();
  return { kind: 'popularity', itemIds, popularity: Float32Array.from(itemIds, (id) => scores[id]) };
}

/** How many people touched each item before the cut. */
export function popularityOf({ train }: Ground): PopularityModel {
  const popularity = new Float32Array(train.itemIds.length);
  for (const item of train.item) popularity[item]++;
  return { kind: 'popularity', itemIds: train.itemIds, popularity };
}

/** Mean + person bias + item bias on a scale from 1 to 5, with an unregularised person bias. */
export function biasModel(mean: number, biases: Record<string, number>): RatingModel {
  const itemIds = Object.keys(biases).sort();
  return {
    kind: 'rating',
    itemIds,
    mean,
    itemBias: Float32Array.from(itemIds, (id) => biases[id]),
    k: 0,
    factors: new Float32Array(0),
    biasRegularisation: 0,
    factorRegularisation: 0,
    scale: { min: 1, max: 5 },
  };
}
