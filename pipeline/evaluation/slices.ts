// Which people and which films form a slice, so that a mean cannot hide who it is bad for. Every threshold is taken from
// the data of the ground. Not the figures (slice-samples.ts, slice-figures.ts), and no model is seen here.

import type { Interactions } from '../data/interactions.ts';
import type { Ground } from './protocol.ts';
import { peopleByItem } from './ranking-figures.ts';
import { popularityStrata, STRATA } from './strata.ts';

/** Some of the judged people, or some of the films they are judged by. */
export interface Slice {
  /** "newcomers", "heavy_users", "new_films", "unseen_films", "head_films", "middle_films", "tail_films", "genre:Drama". */
  readonly name: string;
  /** Who or what is in it, with its threshold, in words. */
  readonly about: string;
  readonly over: 'people' | 'films';
  /**
   * 1 = in it. Over people uint8 [judged people of the head]; over films uint8 [train items + test items], with the rows
   * of `RankingUser.relevant`.
   */
  readonly has: Uint8Array;
}

/** Genres that are looked at: those with the most interactions. A table of more is not read. */
const MOST_GENRES = 10;

/**
 * The quarter of the judged people who had told us least, and the quarter who had told us most. A quarter of those judged,
 * not a number of entries: what is little differs from one data set to the next, and a slice needs people to say anything.
 * None where both quarters would be the same people.
 * @param entries int32 [judged people], entries before the cut
 */
export function peopleSlices(entries: Int32Array): Slice[] {
  const sorted = entries.toSorted();
  const [few, many] = [
    sorted[Math.floor((sorted.length - 1) / 4)],
    sorted[Math.ceil((sorted.length - 1) * 0.75)],
  ];
  if (!(few < many)) return [];
  return [
    {
      name: 'newcomers',
      about: `people with at most ${few} entries before the cut, the quarter with fewest`,
      over: 'people',
      has: Uint8Array.from(entries, (count) => (count <= few ? 1 : 0)),
    },
    {
      name: 'heavy_users',
      about: `people with ${many} entries or more before the cut, the quarter with most`,
      over: 'people',
      has: Uint8Array.from(entries, (count) => (count >= many ? 1 : 0)),
    },
  ];
}

/** New and unseen films, popularity strata and the largest genres; those that hold no film are left out. */
export function filmSlices(ground: Ground): Slice[] {
  const touched = peopleByItem(ground.train);
  const slices = [
    ...newFilms(ground),
    unseenFilms(ground),
    ...strataSlices(ground, touched),
    ...genreSlices(ground, touched),
  ];
  return slices.filter(({ has }) => has.includes(1));
}

function films(ground: Ground, isIn: (row: number) => boolean): Uint8Array {
  const { train, test } = ground;
  return Uint8Array.from({ length: train.itemIds.length + test.itemIds.length }, (_, row) =>
    isIn(row) ? 1 : 0,
  );
}

/** New is what came as short a time before the cut as judging lasts after it; none where no instant splits. */
function newFilms(ground: Ground): Slice[] {
  const { cut, train, test } = ground;
  const lasts = test.timestamp.reduce((newest, at) => Math.max(newest, at), -Infinity) - cut;
  if (!(lasts > 0)) return [];
  const first = firstSeen(train);
  return [
    {
      name: 'new_films',
      about: `films first touched in the ${days(lasts)} before the cut, as long as judging lasts after it`,
      over: 'films',
      has: films(ground, (row) => first[row] > cut - lasts),
    },
  ];
}

function unseenFilms(ground: Ground): Slice {
  return {
    name: 'unseen_films',
    about: 'films that nobody had touched before the cut',
    over: 'films',
    has: films(ground, (row) => row >= ground.train.itemIds.length),
  };
}

function strataSlices(ground: Ground, touched: Float64Array): Slice[] {
  const strata = popularityStrata(touched);
  const third = ['most touched films', 'films between', 'least touched films'];
  return STRATA.map((name, stratum) => ({
    name: `${name}_films`,
    about: `the ${third[stratum]} that drew a third of all interactions before the cut`,
    over: 'films',
    has: films(ground, (row) => strata[row] === stratum),
  }));
}

function genreSlices(ground: Ground, touched: Float64Array): Slice[] {
  const { genres } = ground;
  if (genres === null) return [];
  const interactions = new Map<string, number>();
  genres.forEach((own, item) => {
    for (const genre of own) interactions.set(genre, (interactions.get(genre) ?? 0) + touched[item]);
  });
  const largest = [...interactions].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_GENRES);
  return largest.map(([genre]) => ({
    name: `genre:${genre}`,
    about: `films of the genre ${genre}`,
    over: 'films',
    has: films(ground, (row) => genres[row]?.has(genre) ?? false),
  }));
}

/** When each film was first touched; float64 [items], epoch milliseconds. */
function firstSeen({ item, itemIds, timestamp }: Interactions): Float64Array {
  const first = new Float64Array(itemIds.length).fill(Number.POSITIVE_INFINITY);
  item.forEach((row, entry) => {
    first[row] = Math.min(first[row], timestamp[entry]);
  });
  return first;
}

function days(milliseconds: number): string {
  const whole = Math.round(milliseconds / 86_400_000);
  return whole === 1 ? '1 day' : `${whole} days`;
}
