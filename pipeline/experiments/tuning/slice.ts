// A slice of a benchmark's training side to choose parameters by, split as like the benchmark itself as can be: what is
// chosen should suit how it is judged. The benchmark's own test side is never looked at.

import { type Interactions, userPointers } from '../../data/interactions.ts';
import type { BenchmarkProtocol } from '../../evaluation/benchmark/protocols.ts';
import {
  newestOfEach,
  PART,
  perUserParts,
  randomFolds,
  takeEntries,
} from '../../evaluation/benchmark/splits.ts';
import { type Ground, groundOf, type RankingUser } from '../../evaluation/protocol.ts';
import { createRandom } from '../../random.ts';
import { LIST_LENGTH } from './trial.ts';

export interface SliceChoices {
  readonly protocol: BenchmarkProtocol;
  readonly positiveRating: number;
  readonly folds: number;
  readonly seed: number;
  /** Whether timestamps are known, so that "newest" means something. */
  readonly hasTimes: boolean;
  /** Whether each held-out item competes with a few others only, as in NCF's protocol. */
  readonly hasNegatives: boolean;
}

/** Share of a training side that is held out where the protocol says none. */
const HELD_OUT = 0.1;
/** Items that a held-out one competes with, as in He et al. 2017. */
const NEGATIVES = 99;

/** A ground whose two sides are both of `train`. */
export function sliceOfTrain(train: Interactions, choices: SliceChoices): Ground {
  const [name, isHeld] = heldOut(train, choices);
  const split = {
    train: takeEntries(train, (entry) => !isHeld(entry)),
    test: takeEntries(train, isHeld),
    cut: Number.NaN,
    genres: null,
  };
  const parameters = {
    testFraction: HELD_OUT,
    positiveRating: choices.positiveRating,
    k: LIST_LENGTH,
  };
  const ground = groundOf(split, parameters, sliceIds(name, choices));
  return choices.hasNegatives ? amongNegatives(ground, choices.seed) : ground;
}

/** The split's name, and which entries are held out. */
function heldOut(train: Interactions, { protocol, seed, folds, hasTimes }: SliceChoices) {
  const part = (name: string, parts: Uint8Array, wanted: number) =>
    [name, (entry: number) => parts[entry] === wanted] as const;
  if (protocol === 'leave-last-out' && hasTimes) return part('newest-of-each', newestOfEach(train), 1);
  if (protocol === 'leave-last-out') return part(`one-of-each;seed=${seed}`, oneOfEach(train, seed), 1);
  if (protocol === 'random-k-fold') {
    return part(`random;test=1/${folds};seed=${seed}`, randomFolds(train, { folds, seed }), 0);
  }
  if (protocol === 'global-time') {
    const times = train.timestamp.slice().sort();
    const cut = times[Math.max(0, Math.ceil(times.length * (1 - HELD_OUT)) - 1)];
    return [`global-time;test=${HELD_OUT}`, (entry: number) => train.timestamp[entry] > cut] as const;
  }
  return part(`tenth-of-each;seed=${seed}`, perUserParts(train, { seed }), PART.test);
}

/** 1 for a random entry of each person who has two or more; uint8 [entries] */
function oneOfEach(train: Interactions, seed: number): Uint8Array {
  const pointers = userPointers(train);
  const random = createRandom(seed).fork('one-of-each');
  const held = new Uint8Array(train.user.length);
  for (let user = 0; user < train.userIds.length; user++) {
    const entries = pointers[user + 1] - pointers[user];
    if (entries >= 2) held[pointers[user] + random.integer(entries)] = 1;
  }
  return held;
}

/** Each person's relevant items compete with random ones they did not touch in training. */
function amongNegatives(ground: Ground, seed: number): Ground {
  const { train, users } = ground;
  const pointers = userPointers(train);
  const random = createRandom(seed).fork('negatives');
  const items = train.itemIds.length;
  const ranking = users.ranking.map((judged): RankingUser => {
    const own = train.item.subarray(pointers[judged.user], pointers[judged.user + 1]);
    const known = new Set([...own, ...judged.relevant]);
    const candidates = new Set([...judged.relevant].filter((item) => item < items));
    const wanted = Math.min(candidates.size + NEGATIVES, items - own.length);
    while (candidates.size < wanted) {
      const item = random.integer(items);
      if (!known.has(item)) candidates.add(item);
    }
    return { ...judged, candidates: Int32Array.from(candidates) };
  });
  return { ...ground, users: { ...users, ranking } };
}

function sliceIds(name: string, { positiveRating, hasNegatives }: SliceChoices): Ground['protocols'] {
  const split = `slice-of-train/v1;${name}`;
  const positive = positiveRating === 0 ? 'any' : `rating>=${positiveRating}`;
  const universe = hasNegatives ? `relevant+${NEGATIVES}-drawn` : 'train-items';
  return {
    ranking:
      `${split};mask=${hasNegatives ? 'none' : 'train'};positive=${positive};users=known-with-positive;` +
      `universe=${universe};new-items=miss;k=${LIST_LENGTH};ideal=min(k,rel);ties=index`,
    rating: `${split};mask=train;ratings=all-unmasked;users=all;new-user=model;new-item=model;clip=scale`,
  };
}
