// "no horror, war or gore" denies all three: the commas of such a list are an "or". Nothing of what is denied.

import type { Lexicon, Meaning } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** What a list may be made of; years and titles stand for themselves. */
const ITEMS: ReadonlySet<Meaning['kind']> = new Set(['genre', 'both', 'unknown', 'standing']);

/**
 * Parts of a text, those of a list that begins with a "no" and ends with an "or" made one. A list without its "or" is none: in
 * "no horror, comedy" the comma is a new wish.
 */
export function withNegatedLists(parts: readonly Token[][], lexicon: Lexicon): Token[][] {
  const done: Token[][] = [];
  for (let at = 0; at < parts.length; at++) {
    const end = isOpenNo(parts[at], lexicon) ? endOfList(parts, at, lexicon) : at;
    const list = parts.slice(at, end + 1);
    done.push(list.flatMap((part, n) => (n === 0 ? part : [orAt(part[0]), ...part])));
    at = end;
  }
  return done;
}

/** The part that closes the list which begins in part `start`: itself where there is none. */
function endOfList(parts: readonly Token[][], start: number, lexicon: Lexicon): number {
  for (let at = start + 1; at < parts.length; at++) {
    const items = itemsOf(parts[at], lexicon);
    if (items === null) return start;
    if (items.closed) return at;
  }
  return start;
}

/** Whether it ends with a "no" and one thing that is denied. */
function isOpenNo(part: readonly Token[], lexicon: Lexicon): boolean {
  const from = part.findLastIndex(({ word }) => lexicon.at([word], 0)?.meaning.kind === 'not');
  return from >= 0 && itemsOf(part.slice(from + 1), lexicon)?.closed === false;
}

/** Whether there is nothing but what a list is made of, and whether an "or" closes it; null where there is anything else. */
function itemsOf(part: readonly Token[], lexicon: Lexicon): { closed: boolean } | null {
  const words = part.map(({ word }) => word);
  let [items, closed] = [0, false];
  for (let at = 0; at < part.length; ) {
    const { quoted, minus } = part[at];
    const found = lexicon.at(words, at);
    // The list ends before these; what comes after is not denied.
    if (words[at] === 'but' || (closed && words[at] === 'and')) break;
    if (quoted !== null || minus || found === null) return null;
    if (ITEMS.has(found.meaning.kind)) items++;
    else if (words[at] === 'or' || words[at] === 'nor') closed = true;
    else if (found.meaning.kind !== 'filler' || words[at] === 'and') return null;
    at += found.length;
  }
  return items === 0 || (items > 1 && !closed) ? null : { closed };
}

const orAt = ({ from }: Token): Token => ({ word: 'or', from, to: from, quoted: null, minus: false });
