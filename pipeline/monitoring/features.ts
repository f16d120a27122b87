// The features whose drift is watched, each a way to put an interaction into bins, with the training period's counts.
// Bins are fixed by training (and the catalogue), so that every day is held against the same ones.

import type { Interactions } from '../data/interactions.ts';
import { DAY_MS } from '../data/time.ts';
import { dayNumber } from './days.ts';

/** A feature with the training period counted by it. */
export interface Feature {
  readonly name: 'rating' | 'genre' | 'item popularity' | 'activity' | 'hour';
  /** Whether bins follow one another, so that cumulated shares mean something. */
  readonly isOrdered: boolean;
  /** Observations of the training period by bin; an observation in several bins is shared among them. */
  readonly training: Float64Array;
  /** How many observations that is. */
  readonly trained: number;
  /** What each bin holds, for people. */
  readonly bins: readonly string[];
  /** The bins of an entry of the interactions; none where the feature says nothing about it. */
  binsOf(entry: number): readonly number[];
}

/** More distinct ratings than this are put into bins of equal width. */
const MOST_RATING_BINS = 20;
const DECILES = 10;
/** Interactions of a person on a day: 1, 2, 3 to 4, 5 to 8, 9 to 16, 17 to 32, 33 and more. */
const ACTIVITY_BINS = ['1', '2', '3–4', '5–8', '9–16', '17–32', '33+'];

/** @param trainedUntil epoch milliseconds; entries up to and including it are the training period */
export function featuresOf(
  interactions: Interactions,
  genres: ReadonlyMap<string, readonly string[]>,
  trainedUntil: number,
): Feature[] {
  const trained = entriesUpTo(interactions, trainedUntil);
  return [
    { name: 'rating' as const, isOrdered: true, ...ratingBins(interactions) },
    { name: 'genre' as const, isOrdered: false, ...genreBins(interactions, genres) },
    { name: 'item popularity' as const, isOrdered: true, ...popularityBins(interactions, trained) },
    { name: 'activity' as const, isOrdered: true, ...activityBins(interactions) },
    { name: 'hour' as const, isOrdered: true, ...hourBins(interactions) },
  ].map((feature) => ({ ...feature, ...countTraining(feature.bins.length, feature.binsOf, trained) }));
}

/** Entry numbers of the training period; int32, for there may be millions. */
function entriesUpTo({ timestamp }: Interactions, until: number): Int32Array {
  const found = new Int32Array(timestamp.length);
  let count = 0;
  for (let entry = 0; entry < timestamp.length; entry++)
    if (timestamp[entry] <= until) found[count++] = entry;
  return found.subarray(0, count);
}

interface Binning {
  bins: readonly string[];
  binsOf(entry: number): readonly number[];
}

function countTraining(bins: number, binsOf: Binning['binsOf'], trained: Int32Array) {
  const training = new Float64Array(bins);
  let observations = 0;
  for (const entry of trained) {
    const found = binsOf(entry);
    addTo(training, found);
    if (found.length > 0) observations++;
  }
  return { training, trained: observations };
}

/** Adds one observation, shared equally among its bins. */
export function addTo(counts: Float64Array, bins: readonly number[]): void {
  for (const bin of bins) counts[bin] += 1 / bins.length;
}

const NO_BINS: readonly number[] = [];

/** Ready-made single bins, so that millions of entries do not each make an array. */
function singles(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, bin) => [bin]);
}

/** One bin a distinct rating, or equal widths where there are many. */
function ratingBins({ rating }: Interactions): Binning {
  const distinct = [...new Set(rating)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const bins = Math.min(distinct.length, MOST_RATING_BINS);
  const single = singles(bins);
  const [lowest, highest] = [distinct[0], distinct[distinct.length - 1]];
  const index = new Map(
    distinct.map((value, i) => {
      const width = Math.floor(((value - lowest) / (highest - lowest)) * bins);
      return [value, single[distinct.length <= MOST_RATING_BINS ? i : Math.min(width, bins - 1)]];
    }),
  );
  const width = (highest - lowest) / bins;
  const names = distinct.length <= MOST_RATING_BINS ? distinct : single.map(([bin]) => lowest + bin * width);
  const name = (value: number) => String(Number(value.toFixed(2)));
  return { bins: names.map(name), binsOf: (entry) => index.get(rating[entry]) ?? NO_BINS };
}

/** A film of three genres counts a third in each. */
function genreBins({ item, itemIds }: Interactions, genres: ReadonlyMap<string, readonly string[]>): Binning {
  const names = [...new Set(itemIds.flatMap((id) => genres.get(id) ?? []))].sort();
  const index = new Map(names.map((name, bin) => [name, bin]));
  const byItem = itemIds.map((id) => (genres.get(id) ?? []).flatMap((name) => index.get(name) ?? []));
  return { bins: names, binsOf: (entry) => byItem[item[entry]] };
}

/**
 * Tenths of the training interactions, most popular films first: 0 holds the few films that made the first tenth.
 * Films unknown to training have no bin; they are what the new item share is about.
 */
function popularityBins({ item, itemIds }: Interactions, trained: Int32Array): Binning {
  const popularity = new Int32Array(itemIds.length);
  for (const entry of trained) popularity[item[entry]]++;
  const order = Array.from(popularity.keys()).filter((row) => popularity[row] > 0);
  order.sort((a, b) => popularity[b] - popularity[a] || a - b);
  const single = singles(DECILES);
  const byItem: (readonly number[])[] = Array.from(itemIds, () => NO_BINS);
  let before = 0;
  for (const row of order) {
    byItem[row] = single[Math.floor((before / trained.length) * DECILES)];
    before += popularity[row];
  }
  const bins = single.map(([tenth]) => `tenth ${tenth + 1}`);
  return { bins, binsOf: (entry) => byItem[item[entry]] };
}

/**
 * An interaction counts by how many the same person gave on the same day, in doublings. Measured alike in training and
 * now, so that nobody has to be known from training: visits of another length show, and so does a bot. A person's first
 * day is left out: whoever joins tells of films they know, and how many join is what the new user share is about.
 */
function activityBins(interactions: Interactions): Binning {
  const sameDay = onTheSameDay(interactions);
  const single = singles(ACTIVITY_BINS.length);
  const binOf = (count: number) => single[Math.min(ACTIVITY_BINS.length - 1, Math.ceil(Math.log2(count)))];
  return {
    bins: ACTIVITY_BINS,
    binsOf: (entry) => (sameDay[entry] === 0 ? NO_BINS : binOf(sameDay[entry])),
  };
}

/** How many interactions the person of each entry gave on its day; 0 on a person's first day. Int32 [entries]. */
function onTheSameDay({ user, timestamp, userIds }: Interactions): Int32Array {
  const counts = new Int32Array(user.length);
  // Entries of one person at a time: a small table of days instead of one of millions.
  const starts = new Int32Array(userIds.length + 1);
  for (const one of user) starts[one + 1]++;
  for (let one = 0; one < userIds.length; one++) starts[one + 1] += starts[one];
  const order = new Int32Array(user.length);
  const next = starts.slice();
  for (let entry = 0; entry < user.length; entry++) order[next[user[entry]]++] = entry;
  const perDay = new Map<number, number>();
  for (let one = 0; one < userIds.length; one++) {
    const entries = order.subarray(starts[one], starts[one + 1]);
    let firstDay = Number.POSITIVE_INFINITY;
    perDay.clear();
    for (const entry of entries) {
      const day = dayNumber(timestamp[entry]);
      firstDay = Math.min(firstDay, day);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    for (const entry of entries) {
      const day = dayNumber(timestamp[entry]);
      counts[entry] = day === firstDay ? 0 : (perDay.get(day) ?? 0);
    }
  }
  return counts;
}

/** Hours of the UTC day: a summer time of the people themselves moves them by one. */
function hourBins({ timestamp }: Interactions): Binning {
  const single = singles(24);
  const hourOf = (instant: number) => Math.floor((((instant % DAY_MS) + DAY_MS) % DAY_MS) / 3_600_000);
  return { bins: single.map(String), binsOf: (entry) => single[hourOf(timestamp[entry])] };
}
