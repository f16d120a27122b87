// Finding films by words of their title. No page, no network: a pure function over an index.

import type { FilmCard } from '#pipeline/publishing/contract.ts';

export interface Indexed {
  readonly film: FilmCard;
  /** The title's words, folded. */
  readonly words: readonly string[];
}

/** Lower case, without accents and punctuation, cut into words. */
export const foldedWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Best known first, so that what is found is in that order too. */
export const indexFilms = (films: readonly FilmCard[]): Indexed[] =>
  films
    .map((film) => ({ film, words: [...foldedWords(film.title), String(film.year ?? '')] }))
    .sort((a, b) => b.film.interactions - a.film.interactions);

/** Films whose title (or year) has a word that begins with each word asked for; the best known first. */
export function findFilms(index: readonly Indexed[], query: string, most: number): FilmCard[] {
  const asked = foldedWords(query);
  if (asked.length === 0) return [];
  const found: FilmCard[] = [];
  for (const { film, words } of index) {
    if (asked.every((part) => words.some((word) => word.startsWith(part)))) found.push(film);
    if (found.length === most) break;
  }
  return found;
}
