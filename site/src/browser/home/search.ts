// Titles as one types them, a slip of the finger forgiven. A pure function over an index made in the page.

import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { foldedWords } from '../find.ts';

interface Entry {
  readonly film: number;
  readonly words: readonly string[];
}

/** Places of films in the published list. */
export type Search = (query: string, most: number) => number[];

/** Shorter words, and numbers, are taken as they are: with a letter wrong they could be any. */
const LONG_ENOUGH = 4;

/** What begins with the words asked for, the best known first; then what would with one letter wrong a word. */
export function createSearch({ titles, years, people, available }: ModelFilms): Search {
  const entries: Entry[] = titles
    .flatMap((title, film) =>
      title === null || !available[film]
        ? []
        : [{ film, words: [...foldedWords(title), String(years[film] ?? '')] }],
    )
    .sort((a, b) => people[b.film] - people[a.film] || a.film - b.film);
  return (query, most) => {
    const asked = foldedWords(query);
    if (asked.length === 0) return [];
    const exact = matching(entries, asked, (word, part) => word.startsWith(part)).slice(0, most);
    if (exact.length === most) return exact;
    const near = matching(entries, asked, beginsNearly).filter((film) => !exact.includes(film));
    return [...exact, ...near].slice(0, most);
  };
}

function matching(
  entries: readonly Entry[],
  asked: readonly string[],
  fits: (word: string, part: string) => boolean,
): number[] {
  return entries
    .filter(({ words }) => asked.every((part) => words.some((word) => fits(word, part))))
    .map(({ film }) => film);
}

/** Whether a word begins with a part but for one letter: another, one more, one less, or two the wrong way round. */
export function beginsNearly(word: string, part: string): boolean {
  if (word.startsWith(part)) return true;
  if (part.length < LONG_ENOUGH || /\d/.test(part)) return false;
  let at = 0;
  while (at < part.length && word[at] === part[at]) at++;
  const rest = part.slice(at + 1);
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(rest, at) ||
    word.startsWith(part.slice(at), at + 1) ||
    (word[at] === part[at + 1] && word[at + 1] === part[at] && word.startsWith(part.slice(at + 2), at + 2))
  );
}
