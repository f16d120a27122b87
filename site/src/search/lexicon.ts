// What the words of words-of-search.ts mean for the films there are. A mood or a theme is only ever a genre, or years: the chip
// says which.

import type { Standing, UnknownChip } from './query.ts';
import {
  FILLER,
  GENRE_NAMES,
  LIKE,
  MOODS,
  NAMES,
  NEGATIONS,
  STANDINGS,
  THEMES,
  UNKNOWN,
  VAGUE,
  type VagueYears,
} from './words-of-search.ts';

export type Meaning =
  | { readonly kind: 'genre'; readonly genres: readonly string[]; readonly from: 'name' | 'mood' | 'theme' }
  /** Several chips: a romantic comedy is both. */
  | { readonly kind: 'both'; readonly words: readonly string[] }
  | { readonly kind: 'standing'; readonly standing: Standing }
  | { readonly kind: 'vague'; readonly years: VagueYears }
  | { readonly kind: 'unknown'; readonly about: UnknownChip['about'] }
  | { readonly kind: 'not' | 'like' | 'filler' | 'name' };

export interface Lexicon {
  /** The longest phrase that begins at a word, and how many words it takes. */
  at(words: readonly string[], start: number): { readonly meaning: Meaning; readonly length: number } | null;
  /** The one word of a genre or a mood that has one letter other, for a word that means nothing. */
  near(word: string): string | null;
}

const split = (words: string): string[] => words.split(/, */);
const LONGEST_PHRASE = 5;

/** The words for what these genres can tell. What no genre of theirs holds is no word of the lexicon. */
export function lexiconFor(genres: ReadonlySet<string>, foldedWords: (text: string) => string[]): Lexicon {
  const entries = new Map<string, Meaning>();
  const add = (words: string, meaning: Meaning): void => {
    for (const word of split(words)) entries.set(word, meaning);
  };
  const here = (names: string): string[] => names.split('|').filter((name) => genres.has(name));
  const named = new Map(GENRE_NAMES.map(([names]) => [names.split('|')[0], here(names)]));
  const kinds: readonly [typeof MOODS, 'mood' | 'theme'][] = [
    [THEMES, 'theme'],
    [MOODS, 'mood'],
  ];
  add(FILLER, { kind: 'filler' });
  add(NAMES, { kind: 'name' });
  add(NEGATIONS, { kind: 'not' });
  add(LIKE, { kind: 'like' });
  for (const [standing, words] of STANDINGS) add(words, { kind: 'standing', standing });
  for (const [about, words] of UNKNOWN) add(words, { kind: 'unknown', about });
  for (const [years, words] of VAGUE) add(words, { kind: 'vague', years });
  for (const [list, from] of kinds) {
    for (const [names, words] of list) {
      const any = names.split(' ').flatMap((name) => named.get(name) ?? []);
      if (any.length > 0) add(words, { kind: 'genre', genres: any, from });
    }
  }
  for (const [names, words] of GENRE_NAMES)
    if (here(names).length > 0) add(words, { kind: 'genre', genres: here(names), from: 'name' });
  for (const genre of genres) {
    const words = foldedWords(genre).join(' ');
    if (words !== '' && !entries.has(words)) add(words, { kind: 'genre', genres: [genre], from: 'name' });
  }
  add('romcom, rom com', { kind: 'both', words: ['romance', 'comedy'] });
  add('dramedy', { kind: 'both', words: ['drama', 'comedy'] });
  if (named.get('Animation')?.length) entries.set('live action', { kind: 'both', words: ['not animation'] });
  return reader(entries);
}

function reader(entries: ReadonlyMap<string, Meaning>): Lexicon {
  const correctable = [...entries].filter(
    ([word, { kind }]) => kind === 'genre' && /^\p{L}{5,}$/u.test(word),
  );
  const find = (phrase: string): Meaning | undefined =>
    [phrase, ...singulars(phrase)].map((word) => entries.get(word)).find(Boolean);
  return {
    at(words, start) {
      for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length--) {
        const meaning = find(words.slice(start, start + length).join(' '));
        if (meaning) return { meaning, length };
      }
      return null;
    },
    near(word) {
      if (word.length < 5) return null;
      const close = (one: string) => correctable.filter(([known]) => oneLetterOff(known, one));
      const [only] = [word, ...singulars(word)].map(close).filter(({ length }) => length === 1);
      return only ? only[0][0] : null;
    },
  };
}

/** What a word may be the plural of. */
const singulars = (word: string): string[] =>
  /[^s]s$/.test(word) ? [word.replace(/ies$/, 'y'), word.replace(/s$/, ''), word.replace(/es$/, '')] : [];

/** Another letter, one more, one less, or two the wrong way round. */
function oneLetterOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  const [left, right] = [a.slice(at), b.slice(at)];
  return (
    left.slice(1) === right.slice(1) ||
    left === right.slice(1) ||
    left.slice(1) === right ||
    (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}
