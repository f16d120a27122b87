// A slice of the training data that stands aside, so that an algorithm can choose between models of its own making. Not
// the ground that models are judged on: that one no training ever sees.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { createRandom } from '../random.ts';
import type { HistoryEntry } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';

/** The share of the pairs that stands aside. */
const SHARE = 0.1;
/** With fewer people to choose by, a slice says nothing. */
const LEAST_PEOPLE = 20;
/** More people than this add time and no knowledge. */
const MOST_PEOPLE = 2000;

export interface Slice {
  /** What is trained on: the same people and items, fewer pairs. */
  readonly train: Interactions;
  /** People with preferences on both sides. */
  readonly people: readonly SlicePerson[];
}

export interface SlicePerson {
  /** Preferences in `train`. */
  readonly history: readonly HistoryEntry[];
  /** Rows of the items touched in `train`, ascending. */
  readonly touched: Int32Array;
  /** Rows of the items they preferred on the other side. */
  readonly relevant: ReadonlySet<number>;
}

/**
 * Sets the newest tenth of the pairs aside, as time will; where too few people can be chosen by then, or there are no
 * times, a random tenth by the seed. Null when that leaves too few people as well.
 */
export function sliceOf(data: Interactions, positiveRating: number, seed: number): Slice | null {
  for (const isAside of [newest(data), randomTenth(data, seed)]) {
    const slice = cut(data, isAside, positiveRating);
    if (slice.people.length >= LEAST_PEOPLE) return slice;
  }
  return null;
}

/** 1 for pairs after the instant before the newest tenth; pairs of one instant stay together. uint8 [pairs] */
function newest({ timestamp }: Interactions): Uint8Array {
  const aside = Math.floor(SHARE * timestamp.length);
  const last = timestamp.toSorted()[timestamp.length - 1 - aside];
  return Uint8Array.from(timestamp, (instant) => (instant > last ? 1 : 0));
}

function randomTenth({ user }: Interactions, seed: number): Uint8Array {
  const random = createRandom(seed).fork('slice');
  return Uint8Array.from(user, () => (random.uniform() < SHARE ? 1 : 0));
}

function cut(data: Interactions, isAside: Uint8Array, positiveRating: number): Slice {
  const kept = Int32Array.from(isAside.keys()).filter((pair) => isAside[pair] === 0);
  const pointers = userPointers(data);
  const all = data.userIds.map((_, user) =>
    personOf(data, { from: pointers[user], to: pointers[user + 1] }, isAside, positiveRating),
  );
  const people = all.filter(({ history, relevant }) => history.length > 0 && relevant.size > 0);
  const stride = Math.ceil(people.length / MOST_PEOPLE);
  return {
    train: {
      ...data,
      user: kept.map((pair) => data.user[pair]),
      item: kept.map((pair) => data.item[pair]),
      rating: Float32Array.from(kept, (pair) => data.rating[pair]),
      opinion: Int8Array.from(kept, (pair) => data.opinion[pair]),
      timestamp: Float64Array.from(kept, (pair) => data.timestamp[pair]),
    },
    people: people.filter((_, at) => at % stride === 0),
  };
}

function personOf(
  { item, rating, opinion }: Interactions,
  { from, to }: { from: number; to: number },
  isAside: Uint8Array,
  positiveRating: number,
): SlicePerson {
  const history: HistoryEntry[] = [];
  const relevant = new Set<number>();
  const touched: number[] = [];
  for (let pair = from; pair < to; pair++) {
    const weight = preferenceWeight(rating[pair], opinion[pair], { positiveRating });
    if (isAside[pair] === 0) touched.push(item[pair]);
    if (weight === 0) continue;
    if (isAside[pair] === 0) history.push({ item: item[pair], weight });
    else relevant.add(item[pair]);
  }
  return { history, touched: Int32Array.from(touched), relevant };
}
