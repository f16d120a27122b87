// A text between two commas, read word by word into chips. It knows words, not grammar.

import type { Catalogue } from './catalogue.ts';
import { chipsOf, titleChip, yearsChip } from './chips.ts';
import { lengthAt } from './lengths.ts';
import type { Lexicon, Meaning } from './lexicon.ts';
import type { Names } from './names.ts';
import type { Chip } from './query.ts';
import { eitherOf } from './settle.ts';
import { type Token, written } from './tokens.ts';
import { yearsAt } from './years.ts';

/** What is known of the films before anything is read. */
export interface Known {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly names: Names;
}

/** Reads what stands between two commas, from left to right. */
export class Reader {
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
    const length = lengthAt(this.words, this.at);
    const years = yearsAt(this.words, this.at, catalogue.newest);
    const phrase = lexicon.at(this.words, this.at);
    const title = names.within(this.words, this.at);
    if (token.quoted !== null) this.add([titleChip(this.text, [token], this.not)], 1);
    else if (length > 0) this.add([{ kind: 'unknown', about: 'length', ...this.said(length) }], length);
    else if (years)
      this.add([yearsChip(years.years, { ...this.said(years.length), vague: false })], years.length);
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
    } else {
      const words = this.words.slice(this.at, this.at + length);
      this.add(chipsOf(meaning, { words, ...this.said(length) }, this.known), length);
    }
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

  private said(length: number): { said: string; not: boolean } {
    return { said: written(this.text, this.next(length)), not: this.not };
  }

  private next(length: number): Token[] {
    return this.tokens.slice(this.at, this.at + length);
  }

  private isInTitles(word: string): boolean {
    return this.known.catalogue.entries.some(({ words }) => words.some((other) => other.startsWith(word)));
  }
}
