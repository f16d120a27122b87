// What a search knows of the films: an index made once, the best known film first.

import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { foldedWords, telling } from './fold.ts';
import { type Entry, indexTitles } from './titles.ts';

export type SearchFilm = FilmCard & { readonly people: number };

export interface Catalogue {
  readonly entries: readonly Entry<SearchFilm>[];
  /** The best known film of a name, by its key; "key year" too. */
  readonly named: ReadonlyMap<string, SearchFilm>;
  /** The genres there are. */
  readonly genres: ReadonlySet<string>;
  /** Of the newest film; 0 where no film has a year. */
  readonly newest: number;
  /** Fewest people of the fifth of films that most know; most people of the half that fewest know. */
  readonly knownFrom: number;
  readonly hiddenTo: number;
  /** Least average rating of the third with the best, of films with ENOUGH_RATINGS; null where there is none. */
  readonly praisedFrom: number | null;
}

/** With fewer, an average says little. */
export const ENOUGH_RATINGS = 5;

export function catalogueOf(films: readonly FilmCard[]): Catalogue {
  const entries = indexTitles(films.map((film) => ({ ...film, people: film.interactions })));
  const named = new Map<string, SearchFilm>();
  for (const { film, key } of entries) {
    for (const name of [key, `${key} ${film.year}`])
      if (key !== '' && !named.has(name)) named.set(name, film);
  }
  // "Star Wars" is the best known of those that go on after a colon or in brackets, where no film is called just that.
  for (const { film } of entries) {
    const begins = telling(foldedWords(film.title.split(/[:(]/)[0])).join(' ');
    if (begins !== '' && !named.has(begins)) named.set(begins, film);
  }
  const people = entries.map(({ film }) => film.people);
  const averages = films
    .flatMap(({ mean_rating, ratings }) =>
      mean_rating !== null && ratings >= ENOUGH_RATINGS ? mean_rating : [],
    )
    .sort((a, b) => b - a);
  return {
    entries,
    named,
    genres: new Set(films.flatMap(({ genres }) => genres)),
    newest: films.reduce((newest, { year }) => Math.max(newest, year ?? 0), 0),
    knownFrom: people[Math.floor(people.length / 5)] ?? 0,
    hiddenTo: people[Math.floor(people.length / 2)] ?? 0,
    praisedFrom: averages[Math.floor(averages.length / 3)] ?? null,
  };
}
