// The catalogue by first letter, by decade and by genre, cut into pages. Not how a list looks.

import type { FilmCard } from '#pipeline/publishing/contract.ts';
import type { ListKind } from '../links.ts';
import * as words from '../words/lists.ts';

export interface FilmList {
  readonly kind: ListKind;
  /** URL part: "a", "1990s", "sci-fi". */
  readonly key: string;
  /** For people: "A", "1990s", "Sci-Fi". */
  readonly name: string;
  /** In the list's own order: titles by title, the others by how many people know them. */
  readonly films: readonly FilmCard[];
}

/** Films on one page of a list. */
export const FILMS_PER_PAGE = 96;

const collator = new Intl.Collator('en', { numeric: true });
const byTitle = (a: FilmCard, b: FilmCard): number =>
  collator.compare(sortTitle(a.title), sortTitle(b.title)) || compare(a.slug, b.slug);
const byFame = (a: FilmCard, b: FilmCard): number => b.interactions - a.interactions || byTitle(a, b);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The title without its leading article and punctuation, for sorting: "The Matrix" stands under M. */
export function sortTitle(title: string): string {
  const bare = title.replace(/^[^\p{L}\p{N}]+/u, '');
  return bare.replace(/^(the|an|a)\s+(?=\S)/i, '') || title;
}

/** Titles that begin with neither a Latin letter nor a digit; the last of the lists. */
const OTHER = 'other';

/** Which list of titles a film is in: a letter of the alphabet, "0-9", or "other". */
function letterKey(title: string): string {
  const first = sortTitle(title).normalize('NFD').charAt(0).toLowerCase();
  if (/[a-z]/.test(first)) return first;
  return /\p{N}/u.test(first) ? '0-9' : OTHER;
}

/** A name as a URL part: "Film-Noir" → "film-noir", letters of any script; "none" when nothing of it is left. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'none';

/** "1990s", or words for a film without a year. */
export const decadeName = (year: number | null): string =>
  year === null ? words.noYear : words.decade(Math.floor(year / 10) * 10);

function grouped(
  kind: ListKind,
  films: readonly FilmCard[],
  groupsOf: (film: FilmCard) => { key: string; name: string }[],
): FilmList[] {
  const groups = new Map<string, { name: string; films: FilmCard[] }>();
  for (const film of films) {
    for (const { key, name } of groupsOf(film)) {
      const group = groups.get(key) ?? { name, films: [] };
      group.films.push(film);
      groups.set(key, group);
    }
  }
  return [...groups]
    .map(([key, group]) => ({
      kind,
      key,
      name: group.name,
      films: group.films.sort(kind === 'titles' ? byTitle : byFame),
    }))
    .sort((a, b) => Number(a.key === OTHER) - Number(b.key === OTHER) || compare(a.key, b.key));
}

/** Films by the first letter of their title. */
export const titleLists = (films: readonly FilmCard[]): FilmList[] =>
  grouped('titles', films, ({ title }) => {
    const key = letterKey(title);
    return [{ key, name: key === OTHER ? words.otherSigns : key.toUpperCase() }];
  });

/** Films by decade, the newest first; films without a year last. */
export const decadeLists = (films: readonly FilmCard[]): FilmList[] =>
  grouped('decades', films, ({ year }) => [{ key: keyOf(decadeName(year)), name: decadeName(year) }]).sort(
    (a, b) => (a.name === words.noYear ? 1 : b.name === words.noYear ? -1 : compare(b.key, a.key)),
  );

/** Films by genre; a film is in each of its genres. */
export const genreLists = (films: readonly FilmCard[]): FilmList[] =>
  grouped('genres', films, ({ genres }) =>
    (genres.length === 0 ? [words.noGenre] : genres).map((genre) => ({ key: keyOf(genre), name: genre })),
  );

/** Pages a list takes. */
export const pagesOf = (list: FilmList): number => Math.max(1, Math.ceil(list.films.length / FILMS_PER_PAGE));

/** The films of one page, counted from 1. */
export const filmsOnPage = (list: FilmList, page: number): readonly FilmCard[] =>
  list.films.slice((page - 1) * FILMS_PER_PAGE, page * FILMS_PER_PAGE);
