// A sentence as a query, by a lexicon: the same text and the same films always give the same chips. It knows words, not grammar.

import type { Catalogue } from './catalogue.ts';
import { titleChip } from './chips.ts';
import { foldedWords } from './fold.ts';
import { lexiconFor } from './lexicon.ts';
import { withNegatedLists } from './lists.ts';
import { namesIn } from './names.ts';
import type { Query } from './query.ts';
import { type Known, Reader } from './reader.ts';
import { settled } from './settle.ts';
import { tokensOf } from './tokens.ts';

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
  const read = withNegatedLists(parts, known.lexicon);
  return settled(read.flatMap((part) => new Reader(text, part, known).read()));
}
