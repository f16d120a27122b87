// A sentence as a query, by a lexicon: the same text and the same films always give the same chips. It knows words, not grammar.

import type { Catalogue } from './catalogue.ts';
import { foldedWords, telling } from './fold.ts';
import { type Lexicon, lexiconFor, type Meaning } from './lexicon.ts';
import { type Names, namesIn } from './names.ts';
import { ALWAYS, type Chip, type Query, type Years, type YearsChip } from './query.ts';
import { eitherOf, settled } from './settle.ts';
import { type Token, tokensOf, written } from './tokens.ts';
import { vagueYears, yearsAt } from './years.ts';

interface Known {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly names: Names;
}
const knownOf = new WeakMap<Catalogue, Known>();

function know(catalogue: Catalogue): Known {
  let known = knownOf.get(catalogue);
  if (known === undefined) {
    const lexicon = lexiconFor(catalogue.genres, foldedWords);
    known = { catalogue, lexicon, names: namesIn(catalogue, lexicon) };
    knownOf.set(catalogue, known);
  }
  return known;
}

/** @param text as somebody typed it; what comes after 500 characters is not read. */
export function understand(text: string, catalogue: Catalogue): Query {
  const known = know(catalogue);
  const parts = tokensOf(text);
  const all = parts.flat();
  const plain = all.every(({ quoted, minus }) => quoted === null && !minus);
  if (all.length > 0 && plain && known.names.whole(parts.map((part) => part.map(({ word }) => word))))
    return [titleChip(text, all, false)];
  return settled(parts.flatMap((part) => new Reader(text, part, known).read()));
}

function titleChip(text: string, tokens: readonly Token[], not: boolean): Chip {
  const words = tokens.flatMap(({ quoted, word }) => (quoted === null ? word : foldedWords(quoted)));
  return { kind: 'title', words: telling(words), said: written(text, tokens), not };
}

/** Reads what stands between two commas, from left to right. */
class Reader {
  private readonly words: readonly string[];
  private readonly chips: Chip[] = [];
  /** Words that mean nothing else: of a title. */
  private rest: Token[] = [];
  /** The word of a "no" that still holds. */
  private no: string | null = null;
  /** Whether an "or" stands between the last chip and what comes. */
  private or = false;
  private at = 0;

  private readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly known: Known;

  constructor(text: string, tokens: readonly Token[], known: Known) {
    this.text = text;
    this.tokens = tokens;
    this.known = known;
    this.words = tokens.map(({ word }) => word);
  }

  read(): Chip[] {
    while (this.at < this.tokens.length) this.step();
    this.endOfTitle();
    return this.chips;
  }

  private step(): void {
    const token = this.tokens[this.at];
    if (token.minus) {
      this.endOfTitle();
      this.no = '-';
    }
    const { lexicon, names, catalogue } = this.known;
    const years = yearsAt(this.words, this.at, catalogue.newest);
    const phrase = lexicon.at(this.words, this.at);
    const title = names.within(this.words, this.at);
    if (token.quoted !== null) this.add([titleChip(this.text, [token], this.not)], 1);
    else if (years) this.add([this.yearsChip(years.years, years.length, false)], years.length);
    else if (title && title.length > (phrase?.length ?? 0))
      this.add([titleChip(this.text, this.next(title.length), this.not)], title.length);
    else if (phrase) this.mean(phrase.meaning, phrase.length);
    else this.unknown(token);
  }

  /** A word of a genre with a slip of the finger, or else of a title. */
  private unknown(token: Token): void {
    const slip = this.isInTitles(token.word) ? null : this.known.lexicon.near(token.word);
    const meant = slip === null ? null : this.known.lexicon.at([slip], 0);
    if (meant) this.mean(meant.meaning, 1);
    else {
      this.rest.push(token);
      this.at++;
    }
  }

  private mean(meaning: Meaning, length: number): void {
    if (meaning.kind === 'filler') this.skip(length);
    else if (meaning.kind === 'like') this.like(length);
    else if (meaning.kind === 'name') {
      this.rest.push(...this.next(length));
      this.at += length;
    } else if (meaning.kind === 'not') {
      this.endOfTitle();
      this.no = this.words[this.at];
      this.at += length;
    } else this.add(this.chipsOf(meaning, length), length);
  }

  private skip(length: number): void {
    const word = this.words[this.at];
    if (word === 'or') this.or = true;
    if (word === 'but') {
      this.endOfTitle();
      this.no = null;
    }
    this.at += length;
  }

  /** What a phrase of the lexicon asks for. */
  private chipsOf(meaning: Meaning, length: number): Chip[] {
    const { catalogue, lexicon } = this.known;
    const said = { said: written(this.text, this.next(length)), not: this.not };
    const words = this.words.slice(this.at, this.at + length);
    if (meaning.kind === 'genre') {
      const theme = meaning.from === 'theme' && length === 1;
      return [{ kind: 'genre', any: meaning.genres, words: theme ? words : [], from: meaning.from, ...said }];
    }
    if (meaning.kind === 'standing')
      return meaning.standing === 'praised' && catalogue.praisedFrom === null
        ? []
        : [{ kind: 'standing', standing: meaning.standing, ...said }];
    if (meaning.kind === 'unknown') return [{ kind: 'unknown', about: meaning.about, ...said }];
    if (meaning.kind === 'vague')
      return catalogue.newest === 0
        ? []
        : [this.yearsChip(vagueYears(meaning.years, catalogue.newest), length, true)];
    if (meaning.kind !== 'both') return [];
    return meaning.words.flatMap((word): Chip[] => {
      const name = word.replace('not ', '');
      const genre = lexicon.at([name], 0)?.meaning;
      if (genre?.kind !== 'genre') return [];
      const not = word === name ? this.not : !this.not;
      return [{ kind: 'genre', any: genre.genres, words: [], from: 'name', said: name, not }];
    });
  }

  private yearsChip(years: Years, length: number, vague: boolean): YearsChip {
    const [from, to] = years;
    const said = written(this.text, this.next(length));
    // "not before 1990" is since 1990.
    if (this.not && !vague && from === ALWAYS[0]) {
      return { kind: 'years', spans: [[to + 1, ALWAYS[1]]], vague, said, not: false };
    }
    if (this.not && !vague && to === ALWAYS[1]) {
      return { kind: 'years', spans: [[ALWAYS[0], from - 1]], vague, said, not: false };
    }
    return { kind: 'years', spans: [years], vague, said, not: this.not };
  }

  /** "like The Matrix and Alien": one film or more; "like" that no film follows is nothing. */
  private like(length: number): void {
    const { names } = this.known;
    if (this.words[this.at] === 'unlike') this.no = 'unlike';
    const not = this.not;
    let found = false;
    let start = this.at + length;
    for (;;) {
      const quoted = this.tokens[start]?.quoted ?? null;
      const called = quoted === null ? null : names.called(quoted);
      const film = called ? { film: called, length: 1 } : this.named(start);
      if (film === null) break;
      if (!found) this.endOfTitle();
      const { title, year, item_id } = film.film;
      const bare = title.replace(/["“”„«»]/gu, ' ');
      // Of two films of one name the less known needs its year.
      const said = names.called(bare)?.item_id === item_id ? bare : `${bare} ${year}`;
      this.chips.push({ kind: 'like', id: item_id, said, not });
      found = true;
      this.at = start + film.length;
      if (!['and', 'or'].includes(this.words[this.at])) break;
      start = this.at + 1;
    }
    if (found) this.no = null;
    else this.at += length;
  }

  private named(start: number): ReturnType<Names['after']> {
    return start < this.words.length ? this.known.names.after(this.words, start, true) : null;
  }

  private add(chips: readonly Chip[], length: number): void {
    this.endOfTitle(chips.length > 0 && !chips[0].not);
    for (const chip of chips) {
      const last = this.chips.at(-1);
      const either = this.or && last && !last.not && !chip.not ? eitherOf(last, chip) : null;
      if (either) this.chips.splice(-1, 1, either);
      else this.chips.push(chip);
    }
    this.at += length;
    this.or = false;
    const next = this.words[this.at];
    const goesOn = next === 'or' || next === 'nor' || (next === 'and' && this.no === 'without');
    if (!goesOn) this.no = null;
  }

  /** Leftover words become a chip. */
  private endOfTitle(keepNo = false): void {
    if (this.rest.length === 0) return;
    const last = this.tokens.indexOf(this.rest[this.rest.length - 1]);
    const tokens = this.tokens.slice(this.tokens.indexOf(this.rest[0]), last + 1);
    this.chips.push(titleChip(this.text, tokens, this.not));
    this.rest = [];
    this.or = false;
    if (!keepNo) this.no = null;
  }

  private get not(): boolean {
    return this.no !== null;
  }

  private next(length: number): Token[] {
    return this.tokens.slice(this.at, this.at + length);
  }

  private isInTitles(word: string): boolean {
    return this.known.catalogue.entries.some(({ words }) => words.some((other) => other.startsWith(word)));
  }
}
