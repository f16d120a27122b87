// Who likes each film, what else they like, and how much of it the champion had to learn from. Counts of what people told
// us; nothing here is predicted.

import type { Interactions } from '../data/interactions.ts';
import { shareInterval } from '../monitoring/intervals.ts';
import { OPINION, preferenceWeight } from '../serving/signals.ts';
import type { FilmCard, FilmDetail, LikedAmong } from './contract.ts';
import { rounded } from './films.ts';

/** What counts as liking a film where no champion says it. */
const POSITIVE_RATING = 4;
/** Fewer people than this say nothing of a taste, or of a share. */
const LEAST_PEOPLE = 5;
/** Films somebody said something of: everybody, then who is new to them, who comes regularly, and who has seen it all. */
const HISTORIES = [
  { least: 1, most: null },
  { least: 1, most: 19 },
  { least: 20, most: 99 },
  { least: 100, most: null },
] as const;
const GENRES = 3;

export interface FilmPeople {
  likedBy(itemId: string): FilmDetail['liked_by'];
  /** People who like both films. */
  likedByBoth(a: string, b: string): number;
  learnedFrom(itemId: string): FilmDetail['learned_from'];
}

/** @param trainedUntil epoch milliseconds: what the champion learned from came no later; null without a champion. */
export function filmPeople(
  cards: readonly FilmCard[],
  interactions: Interactions,
  {
    positiveRating = POSITIVE_RATING,
    trainedUntil,
  }: { positiveRating?: number; trainedUntil: number | null },
): FilmPeople {
  const likers = likersByItem(interactions, positiveRating);
  const told = tellersByItem(interactions);
  const among = sharesByHistory(told, interactions.userIds.length);
  const taste = genreTastes(cards, likers, interactions.userIds.length);
  const learned = learnedByItem(interactions, trainedUntil);
  return {
    likedBy(id) {
      const likes = likers.get(id) ?? [];
      return { people: likes.length, genres: taste(likes), among: among(told.get(id) ?? [], likes) };
    },
    likedByBoth: (a, b) => sharedCount(likers.get(a) ?? [], likers.get(b) ?? []),
    learnedFrom: (id) => learned.get(id) ?? null,
  };
}

/** Rows of the people who like each film, ascending. */
function likersByItem(
  { itemIds, item, user, rating, opinion }: Interactions,
  positiveRating: number,
): Map<string, number[]> {
  const likers = new Map<string, number[]>();
  for (let entry = 0; entry < item.length; entry++) {
    if (preferenceWeight(rating[entry], opinion[entry], { positiveRating }) === 0) continue;
    const id = itemIds[item[entry]];
    const people = likers.get(id) ?? [];
    likers.set(id, people);
    people.push(user[entry]);
  }
  for (const people of likers.values()) people.sort((a, b) => a - b);
  return likers;
}

/** Rows of the people who said something of each film: with a rating or a thumb. */
function tellersByItem({ itemIds, item, user, rating, opinion }: Interactions): Map<string, number[]> {
  const tellers = new Map<string, number[]>();
  for (let entry = 0; entry < item.length; entry++) {
    if (Number.isNaN(rating[entry]) && opinion[entry] === OPINION.none) continue;
    const id = itemIds[item[entry]];
    const people = tellers.get(id) ?? [];
    tellers.set(id, people);
    people.push(user[entry]);
  }
  return tellers;
}

/** Of some people, how many are among those who like it: all of them, and by how many films they said something of. */
function sharesByHistory(tellers: ReadonlyMap<string, number[]>, people: number) {
  const films = new Int32Array(people);
  for (const told of tellers.values()) for (const person of told) films[person]++;
  return (told: readonly number[], likes: readonly number[]): LikedAmong[] => {
    const groups = HISTORIES.map(({ least, most }) => {
      const isIn = (person: number): boolean =>
        films[person] >= least && (most === null || films[person] <= most);
      const group = { people: told.filter(isIn).length, like: likes.filter(isIn).length };
      const { low, high } = intervalOf(group.like, group.people);
      return { films: { least, most }, ...group, low: rounded(low, 4), high: rounded(high, 4) };
    });
    return groups.filter((group) => group.people >= LEAST_PEOPLE);
  };
}

/** Of a share in which each person counts once; everything is possible where there is nobody. */
function intervalOf(like: number, people: number): { low: number; high: number } {
  const { low, high } = shareInterval({ numerator: like, denominator: people, people, variance: 0 });
  return { low: low ?? 0, high: high ?? 1 };
}

/** Of some people, the genres they like more than everybody does: shares of all genres of the films they like. */
function genreTastes(cards: readonly FilmCard[], likers: ReadonlyMap<string, number[]>, people: number) {
  const names = [...new Set(cards.flatMap(({ genres }) => genres))].sort();
  const place = new Map(names.map((name, n) => [name, n]));
  const shares = new Float32Array(people * names.length);
  for (const { item_id, genres } of cards) {
    for (const person of likers.get(item_id) ?? []) {
      for (const genre of genres) shares[person * names.length + (place.get(genre) ?? 0)]++;
    }
  }
  const known: number[] = [];
  for (let person = 0; person < people; person++) {
    const own = shares.subarray(person * names.length, (person + 1) * names.length);
    const sum = own.reduce((total, count) => total + count, 0);
    if (sum === 0) continue;
    known.push(person);
    own.forEach((count, n) => {
      own[n] = count / sum;
    });
  }
  const mean = (some: readonly number[], n: number): number =>
    some.reduce((sum, person) => sum + shares[person * names.length + n], 0) / Math.max(1, some.length);
  const usual = names.map((_, n) => mean(known, n));
  return (some: readonly number[]): FilmDetail['liked_by']['genres'] => {
    if (some.length < LEAST_PEOPLE) return [];
    return names
      .map((genre, n) => ({ genre, share: rounded(mean(some, n), 4), everybody: rounded(usual[n], 4) }))
      .filter(({ share, everybody }) => share > everybody)
      .sort((a, b) => b.share - b.everybody - (a.share - a.everybody) || (a.genre < b.genre ? -1 : 1))
      .slice(0, GENRES);
  };
}

function learnedByItem({ itemIds, item, timestamp }: Interactions, until: number | null) {
  const found = new Map<string, { interactions: number; from: number; to: number }>();
  for (let entry = 0; until !== null && entry < item.length; entry++) {
    const at = timestamp[entry];
    if (at > until) continue;
    const id = itemIds[item[entry]];
    const of = found.get(id) ?? { interactions: 0, from: at, to: at };
    found.set(id, {
      interactions: of.interactions + 1,
      from: Math.min(of.from, at),
      to: Math.max(of.to, at),
    });
  }
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  return new Map(
    [...found].map(([id, { interactions, from, to }]) => [
      id,
      { interactions, from: day(from), to: day(to) },
    ]),
  );
}

/** How many numbers two ascending lists share. */
function sharedCount(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) shared++;
    if (a[i] <= b[j]) i++;
    else j++;
  }
  return shared;
}
