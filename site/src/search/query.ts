// What a search is: chips, each of which can be taken away. Plain data. Whatever makes chips of a text (today a lexicon, a
// language model some day) knows nothing of how films are found, and what finds them nothing of how the chips came about.

import type { Catalogue } from './catalogue.ts';

interface Said {
  /** In the words of whoever asked, without a "no" before them. */
  readonly said: string;
  /** The opposite is asked for. */
  readonly not: boolean;
}

/** Years from … to …, both included. */
export type Years = readonly [from: number, to: number];
export const ALWAYS: Years = [0, 9999];

/** At least one of the genres, or one of the words in the title. */
export type GenreChip = Said & {
  readonly kind: 'genre';
  readonly any: readonly string[];
  /** Of a theme, which no genre holds exactly. */
  readonly words: readonly string[];
  /** How far the words are from the genre: its name, a mood, a theme. */
  readonly from: 'name' | 'mood' | 'theme';
};
/** In one of the spans; a film without a year is in none. `vague`: "recent", of which others may think otherwise. */
export type YearsChip = Said & {
  readonly kind: 'years';
  readonly spans: readonly Years[];
  readonly vague: boolean;
};
/** Among the films that the model finds most like that one. */
export type LikeChip = Said & { readonly kind: 'like'; readonly id: string };
/** Every word in the title. */
export type TitleChip = Said & { readonly kind: 'title'; readonly words: readonly string[] };
/** Among the films that most people know, that few do, or that have the best average. */
export type StandingChip = Said & { readonly kind: 'standing'; readonly standing: Standing };
/** Asks for what the data do not hold: shown, so that nobody thinks it was obeyed; every film fits. */
export type UnknownChip = Said & {
  readonly kind: 'unknown';
  readonly about: 'length' | 'colour' | 'language' | 'gore';
};

export type Standing = 'known' | 'hidden' | 'praised';
export type Chip = GenreChip | YearsChip | LikeChip | TitleChip | StandingChip | UnknownChip;
export type Query = readonly Chip[];

/**
 * Takes a text for a query over the films there are. Never throws, whatever the text.
 * `understand` in understand.ts is one; another may take its time.
 */
export type Understanding = (text: string, catalogue: Catalogue) => Query | Promise<Query>;

/** The same for chips that mean the same. */
export function meaningOf(chip: Chip): string {
  return JSON.stringify(
    Object.entries(chip)
      .filter(([name]) => name !== 'said' && name !== 'from')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Chips as a text that is understood as the same chips. */
export function textOf(query: Query): string {
  // What is denied comes last: nothing follows a "no" that could be taken for one of its list.
  const inOrder = [...query.filter(({ not }) => !not), ...query.filter(({ not }) => not)];
  const text = inOrder.map((chip) => `${chip.not ? 'not ' : ''}${phraseOf(chip)}`).join(', ');
  // Alone, "feel good" could be a title: a film may be called so.
  const alone = query.length === 1 && !query[0].not && !['title', 'like', 'years'].includes(query[0].kind);
  return alone && text.includes(' ') ? `something ${text}` : text;
}

function phraseOf(chip: Chip): string {
  if (chip.kind === 'title') return `"${chip.said}"`;
  if (chip.kind === 'like') return `like "${chip.said}"`;
  // Nor is "1917" alone a year.
  return chip.kind === 'years' && !chip.vague
    ? chip.spans.map((years) => (years[0] === years[1] ? `from ${years[0]}` : yearsText(years))).join(' or ')
    : chip.said;
}

/** "1980s", "1985–1995", "1994", "before 1990", "since 2000". */
export function yearsText([from, to]: Years): string {
  if (from === ALWAYS[0]) return `before ${to + 1}`;
  if (to === ALWAYS[1]) return `since ${from}`;
  if (from === to) return String(from);
  return from % 10 === 0 && to === from + 9 ? `${from}s` : `${from}–${to}`;
}
