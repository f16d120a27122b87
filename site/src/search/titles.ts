// Titles by their words, a slip of the finger forgiven. What both a visitor's picks and a search look films up with.

import { foldedWords, telling } from './fold.ts';

export interface Titled {
  readonly title: string;
  readonly year: number | null;
  /** People who know it: the best known come first. */
  readonly people: number;
}

export interface Entry<Film extends Titled> {
  readonly film: Film;
  /** The title's words, folded, and the year. */
  readonly words: readonly string[];
  /** What is telling of the title, in one line. */
  readonly key: string;
}

/** Best known first, so that what is found is in that order too. */
export const indexTitles = <Film extends Titled>(films: readonly Film[]): Entry<Film>[] =>
  films
    .map((film) => {
      const words = foldedWords(film.title);
      const year = film.year === null ? [] : [String(film.year)];
      return { film, words: [...words, ...year], key: telling(words).join(' ') };
    })
    .sort((a, b) => b.film.people - a.film.people);

/** How well a title has the words asked for, the best last. */
export const FIT = { none: 0, near: 1, begins: 2, called: 3 } as const;

/** Which titles have every word asked for, [entries]: a word of theirs begins so; or they are called just that. */
export function titleFits(entries: readonly Entry<Titled>[], asked: readonly string[]): Uint8Array {
  const name = telling(asked).join(' ');
  return Uint8Array.from(entries, ({ words, key }) => {
    if (asked.length === 0) return FIT.none;
    if (key === name) return FIT.called;
    return asked.every((part) => words.some((word) => word.startsWith(part))) ? FIT.begins : FIT.none;
  });
}

/** Which titles would have them with one letter wrong a word, [entries]. */
export const nearFits = (entries: readonly Entry<Titled>[], asked: readonly string[]): Uint8Array =>
  Uint8Array.from(entries, ({ words }) =>
    asked.length > 0 && asked.every((part) => words.some((word) => beginsNearly(word, part)))
      ? FIT.near
      : FIT.none,
  );

/** What begins with the words asked for, the best known first; then what would with one letter wrong a word. */
export function searchTitles<Film extends Titled>(
  entries: readonly Entry<Film>[],
  query: string,
  most: number,
): Film[] {
  const asked = foldedWords(query);
  const fits = titleFits(entries, asked);
  const found = entries.filter((_, n) => fits[n] > FIT.none);
  if (found.length < most) {
    const near = nearFits(entries, asked);
    found.push(...entries.filter((_, n) => fits[n] === FIT.none && near[n] > FIT.none));
  }
  return found.slice(0, most).map(({ film }) => film);
}

/** Shorter words, and numbers, are taken as they are: with a letter wrong they could be any. */
const LONG_ENOUGH = 4;

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
