// The chips that a phrase asks for. What it means was found before: nothing of grammar.

import type { Catalogue } from './catalogue.ts';
import { foldedWords, telling } from './fold.ts';
import type { Lexicon, Meaning } from './lexicon.ts';
import { ALWAYS, type Chip, type Years, type YearsChip, yearsText } from './query.ts';
import { type Token, written } from './tokens.ts';
import { vagueYears } from './years.ts';

export function titleChip(text: string, tokens: readonly Token[], not: boolean): Chip {
  const words = tokens.flatMap(({ quoted, word }) => (quoted === null ? word : foldedWords(quoted)));
  return { kind: 'title', words: telling(words), said: written(text, tokens), not };
}

/** A phrase as it stands in a text. */
interface Phrase {
  readonly words: readonly string[];
  readonly said: string;
  readonly not: boolean;
}

/** What a phrase of the lexicon asks for; nothing where the films cannot tell. */
export function chipsOf(
  meaning: Meaning,
  { words, said, not }: Phrase,
  { catalogue, lexicon }: { catalogue: Catalogue; lexicon: Lexicon },
): Chip[] {
  if (meaning.kind === 'genre') {
    const theme = meaning.from === 'theme' && words.length === 1;
    return [{ kind: 'genre', any: meaning.genres, words: theme ? words : [], from: meaning.from, said, not }];
  }
  if (meaning.kind === 'standing')
    return meaning.standing === 'praised' && catalogue.praisedFrom === null
      ? []
      : [{ kind: 'standing', standing: meaning.standing, said, not }];
  if (meaning.kind === 'unknown') return [{ kind: 'unknown', about: meaning.about, said, not }];
  if (meaning.kind === 'vague')
    return catalogue.newest === 0
      ? []
      : [yearsChip(vagueYears(meaning.years, catalogue.newest), { said, not, vague: true })];
  if (meaning.kind !== 'both') return [];
  return meaning.words.flatMap((word): Chip[] => {
    const name = word.replace('not ', '');
    const genre = lexicon.at([name], 0)?.meaning;
    if (genre?.kind !== 'genre') return [];
    return [
      {
        kind: 'genre',
        any: genre.genres,
        words: [],
        from: 'name',
        said: name,
        not: word === name ? not : !not,
      },
    ];
  });
}

export function yearsChip(years: Years, { said, not, vague }: Omit<YearsChip, 'kind' | 'spans'>): YearsChip {
  const [from, to] = years;
  // "not before 1990" is since 1990, and says so: it may come to stand beside other years.
  const turned = (span: Years): YearsChip => ({
    kind: 'years',
    spans: [span],
    vague,
    said: yearsText(span),
    not: false,
  });
  if (not && !vague && from === ALWAYS[0]) return turned([to + 1, ALWAYS[1]]);
  if (not && !vague && to === ALWAYS[1]) return turned([ALWAYS[0], from - 1]);
  return { kind: 'years', spans: [years], vague, said, not };
}
