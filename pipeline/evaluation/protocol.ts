// On which ground models are judged: a split by global time, frozen once and shared by every model of a judging.
// The protocol id spells each choice; figures under different ids are never compared (compare.ts refuses). Not the
// metrics and not the models: this file has never seen one.

import type { Interactions, ToldRows } from '../data/interactions.ts';
import { tellAll, userPointers } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { preferenceWeight } from '../serving/signals.ts';
import { fingerprint, type SplitContent } from './fingerprint.ts';

/** What a protocol leaves open. */
export interface ProtocolParameters {
  /** Share of the pairs, newest first, that judge; 0 < share < 1. */
  readonly testFraction: number;
  /** A rating from here on is a preference. */
  readonly positiveRating: number;
  /** Length of the judged lists. */
  readonly k: number;
}

export const DEFAULT_PARAMETERS: ProtocolParameters = { testFraction: 0.1, positiveRating: 4, k: 10 };

export interface FreezeOptions extends ProtocolParameters {
  /** Interactions up to and including this instant exist; epoch milliseconds. */
  readonly asOf: number;
  /** Genres by item id, for the diversity of lists; without them there is no such figure. */
  readonly genres?: ReadonlyMap<string, readonly string[]>;
}

/** A person judged on ranking. */
export interface RankingUser {
  /** Row in `train.userIds`. */
  readonly user: number;
  /** What they went on to prefer: rows in `train.itemIds`, and items new since then as rows beyond its end. */
  readonly relevant: ReadonlySet<number>;
  /** Where only these rows of `train.itemIds` are ranked, whatever the mask; otherwise all that are not masked are. */
  readonly candidates?: Int32Array;
  /** Rows of `train.itemIds` that are masked beside what the person touched in `train`. */
  readonly masked?: Int32Array;
}

/** A person judged on ratings. */
export interface RatingUser {
  /** Row in `train.userIds`, or -1 when they are new. */
  readonly user: number;
  /** Entries of `test` that hold their ratings. */
  readonly entries: Int32Array;
}

/** The frozen split. Everything a model is judged by, and nothing of any model. */
export interface Ground {
  readonly protocols: { readonly ranking: string; readonly rating: string };
  /** Over the split's content, in an order of its own: equal data, equal hash, on any machine. */
  readonly sha256: string;
  readonly parameters: ProtocolParameters;
  /** Training knows interactions up to and including this instant; later ones judge. NaN where no instant splits. */
  readonly cut: number;
  readonly train: Interactions;
  readonly test: Interactions;
  readonly users: { readonly ranking: readonly RankingUser[]; readonly rating: readonly RatingUser[] };
  /** Genres by row of `train.itemIds`; null when none were given. */
  readonly genres: readonly ReadonlySet<string>[] | null;
}

/** The two protocol ids: every choice that moves a figure, so that equal ids mean comparable figures. */
export function protocolIds({ testFraction, positiveRating, k }: ProtocolParameters): Ground['protocols'] {
  const split = `global-time/v1;test=${testFraction};mask=train`;
  return {
    ranking:
      `${split};positive=rating>=${positiveRating},thumb_up,love;users=known-with-positive;` +
      `universe=train-items;new-items=miss;k=${k};ideal=min(k,rel);ties=index`,
    rating: `${split};ratings=all-unmasked;users=all;new-user=model;new-item=model;clip=scale`,
  };
}

/**
 * Splits the interactions up to `asOf` by one instant for everybody: the newest `testFraction` of the pairs judge,
 * and pairs of the same instant stay together on the training side. A split that leaves nobody to judge is a ground all the same: its evaluations say `users: 0`.
 * @throws InputError for parameters out of range, or when there are no interactions up to `asOf`
 */
export function freezeGround(batches: ToldRows, options: FreezeOptions): Ground {
  const parameters = checkParameters(options);
  const told = 'fold' in batches ? batches : tellAll(batches);
  const cut = cutInstant(told.fold({ until: options.asOf }).timestamp, options);
  const train = told.fold({ until: cut });
  const test = told.fold({ from: cut, until: options.asOf });
  const genres = options.genres ? genreSets(train.itemIds, options.genres) : null;
  return groundOf({ train, test, cut, genres }, parameters, protocolIds(parameters));
}

/** The ground of a split that was made already, by an instant or in another way. */
export function groundOf(
  split: SplitContent,
  parameters: ProtocolParameters,
  protocols: Ground['protocols'],
): Ground {
  const { train, test } = split;
  const users = whoIsJudged(train, test, parameters.positiveRating);
  return { ...split, protocols, sha256: fingerprint(split), parameters, users };
}

/**
 * Share of the judging pairs that a model trained up to `until` has already seen. Above 0, its figures on this
 * ground flatter it; null when nothing judges.
 */
export function shareSeen(ground: Ground, until: number): number | null {
  const { timestamp } = ground.test;
  if (timestamp.length === 0) return null;
  let seen = 0;
  for (const instant of timestamp) if (instant <= until) seen++;
  return seen / timestamp.length;
}

function checkParameters({ testFraction, positiveRating, k }: ProtocolParameters): ProtocolParameters {
  const place = 'evaluation protocol';
  if (!(testFraction > 0 && testFraction < 1)) {
    throw new InputError({
      place,
      problem: `testFraction is ${testFraction}.`,
      legal: 'Legal: 0 < share < 1.',
    });
  }
  if (!Number.isFinite(positiveRating)) {
    throw new InputError({
      place,
      problem: `positiveRating is ${positiveRating}.`,
      legal: 'Legal: a number.',
    });
  }
  if (!(Number.isInteger(k) && k >= 1)) {
    throw new InputError({ place, problem: `k is ${k}.`, legal: 'Legal: a whole number from 1 on.' });
  }
  return { testFraction, positiveRating, k };
}

/** The newest instant that is still training: counted in folded pairs, so that a repeated batch does not move it. */
function cutInstant(timestamps: Float64Array, { asOf, testFraction }: FreezeOptions): number {
  const pairs = timestamps.length;
  if (pairs === 0) {
    const until = Number.isFinite(asOf) ? ` up to ${new Date(asOf).toISOString()}` : '';
    throw new InputError({
      file: 'data/interactions',
      problem: `there are no interactions${until}, so nothing can be judged.`,
      legal: 'Import or ingest interactions first.',
    });
  }
  const judging = Math.min(pairs - 1, Math.max(1, Math.floor(testFraction * pairs)));
  return timestamps.slice().sort()[pairs - 1 - judging];
}

function genreSets(
  itemIds: readonly string[],
  genres: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string>[] {
  return itemIds.map((id) => new Set(genres.get(id)));
}

/** Goes through the test people in order; people with nothing to be judged by are left out. */
function whoIsJudged(train: Interactions, test: Interactions, positiveRating: number): Ground['users'] {
  const ranking: RankingUser[] = [];
  const rating: RatingUser[] = [];
  const trainRow = rowsIn(train.userIds, test.userIds);
  const trainItem = rowsIn(train.itemIds, test.itemIds);
  const trainPointers = userPointers(train);
  const testPointers = userPointers(test);
  for (let person = 0; person < test.userIds.length; person++) {
    const user = trainRow[person];
    const masked = user < 0 ? new Set<number>() : itemsOf(train, trainPointers, user);
    const relevant = new Set<number>();
    const rated: number[] = [];
    for (let entry = testPointers[person]; entry < testPointers[person + 1]; entry++) {
      const known = trainItem[test.item[entry]];
      if (masked.has(known)) continue;
      if (!Number.isNaN(test.rating[entry])) rated.push(entry);
      const weight = preferenceWeight(test.rating[entry], test.opinion[entry], { positiveRating });
      if (weight > 0) relevant.add(known >= 0 ? known : train.itemIds.length + test.item[entry]);
    }
    if (user >= 0 && relevant.size > 0) ranking.push({ user, relevant });
    if (rated.length > 0) rating.push({ user, entries: Int32Array.from(rated) });
  }
  return { ranking, rating };
}

function itemsOf(interactions: Interactions, pointers: Int32Array, user: number): Set<number> {
  return new Set(interactions.item.subarray(pointers[user], pointers[user + 1]));
}

/** The row of each id of `ids` in `known`, -1 where it is not there; int32 [ids]. */
export function rowsIn(known: readonly string[], ids: readonly string[]): Int32Array {
  const rows = new Map(known.map((id, row) => [id, row]));
  return Int32Array.from(ids, (id) => rows.get(id) ?? -1);
}
