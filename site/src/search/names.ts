// Films that are named in a text: as the whole of it, after "like", or among other words.

import type { Catalogue, SearchFilm } from './catalogue.ts';
import { foldedWords, telling } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { beginsNearly } from './titles.ts';
import { yearsAt } from './years.ts';

export interface Named {
  readonly film: SearchFilm;
  /** Words it takes. */
  readonly length: number;
}

export interface Names {
  /** Whether all that was typed is a title, or goes on as one. */
  whole(parts: readonly (readonly string[])[]): boolean;
  /** The film that "like …" speaks of, from a word on. */
  after(words: readonly string[], start: number, isLast: boolean): Named | null;
  /** A whole title of two telling words or more that only a title can mean. */
  within(words: readonly string[], start: number): Named | null;
  /** The film that is called so. */
  called(title: string): SearchFilm | null;
}

const LONGEST_TITLE = 12;

export function namesIn({ entries, named, newest }: Catalogue, lexicon: Lexicon): Names {
  const keyOf = (words: readonly string[]): string => telling(words).join(' ');
  /** Words that only a title can have. */
  const unknown = (words: readonly string[]): boolean =>
    words.some((_, n) => lexicon.at(words.slice(n, n + 1), 0) === null && yearsAt(words, n, newest) === null);
  const isGenre = (words: readonly string[]): boolean => {
    const meaning = lexicon.at(words, 0)?.meaning;
    return meaning?.kind === 'genre' && meaning.from !== 'theme';
  };
  const goesOn = (key: string) => (entry: { key: string }) => ` ${entry.key}`.includes(` ${key}`);

  return {
    whole(parts) {
      const words = parts.flat();
      const [kind] = [lexicon.at(words, 0)?.meaning.kind];
      const exact = named.get(keyOf(words));
      if (exact && parts.length > 1) return samePauses(parts, exact.title);
      if (exact) return telling(words).length > 1 || kind === undefined || kind === 'filler';
      const key = keyOf(words);
      return parts.length === 1 && telling(words).length > 1 && unknown(words) && entries.some(goesOn(key));
    },
    after(words, start, isLast) {
      const rest = words.slice(start, start + LONGEST_TITLE);
      for (let length = rest.length; length > 0; length--) {
        const some = rest.slice(0, length);
        const film = named.get(keyOf(some));
        if (film && telling(some).at(-1) === some.at(-1) && (length > 1 || !isGenre(some)))
          return { film, length };
      }
      for (let length = rest.length; length > 0; length--) {
        const some = rest.slice(0, length);
        const asked = telling(some);
        if (!unknown(asked) || telling([asked.at(-1) ?? '']).length === 0) continue;
        const near = entries.find(({ key }) => nearly(key.split(' '), asked));
        if (near) return { film: near.film, length };
      }
      const key = keyOf(rest);
      const begun = isLast && key.length > 2 && unknown(rest) ? entries.find(goesOn(key)) : undefined;
      return begun ? { film: begun.film, length: rest.length } : null;
    },
    within(words, start) {
      const filler = (word: string): boolean => lexicon.at([word], 0)?.meaning.kind === 'filler';
      if (filler(words[start])) return null;
      for (let length = Math.min(LONGEST_TITLE, words.length - start); length > 1; length--) {
        const some = words.slice(start, start + length);
        const film = named.get(keyOf(some));
        if (film && telling(some).length > 1 && !filler(some.at(-1) ?? '') && unknown(some))
          return { film, length };
      }
      return null;
    },
    called: (title) => named.get(keyOf(foldedWords(title))) ?? null,
  };
}

/** Whether a title has its commas where the text has them: "crime, comedy" is two wishes, "The Good, the Bad …" is a title. */
const samePauses = (parts: readonly (readonly string[])[], title: string): boolean => {
  const pauses = title.split(/[,;]/).map((part) => telling(foldedWords(part)).join(' '));
  return pauses.join(',') === parts.map((part) => telling(part).join(' ')).join(',');
};

const nearly = (title: readonly string[], asked: readonly string[]): boolean =>
  title.length === asked.length &&
  title.every((word, n) => Math.abs(word.length - asked[n].length) < 2 && beginsNearly(word, asked[n]));
