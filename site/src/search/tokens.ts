// A text cut into words that remember where they stood. Nothing of what they mean.

import { foldedWords } from './fold.ts';

export interface Token {
  /** Folded. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** What stood in quotes; the token is all of it. */
  readonly quoted: string | null;
  /** Written with a minus before it: "-horror". */
  readonly minus: boolean;
}

/** More than anybody types by hand. */
export const LONGEST = 500;

const PIECES = /["“”„«]([^"“”„»]*)["“”„»]|[,;\n،、]|[\p{L}\p{N}\p{M}'’]+|\p{Extended_Pictographic}/gu;

/** The words between commas, in order. A word of several ("l’été") is as many tokens in one place. */
export function tokensOf(text: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const match of text.slice(0, LONGEST).matchAll(PIECES)) {
    const [piece, quoted] = match;
    if (/^[,;\n،、]$/.test(piece)) {
      parts.push([]);
      continue;
    }
    const from = match.index;
    const minus = /(^|\s)[-–−]$/u.test(text.slice(Math.max(0, from - 2), from));
    const place = { from, to: from + piece.length, minus };
    if (quoted !== undefined) {
      if (foldedWords(quoted).length > 0) parts.at(-1)?.push({ ...place, word: '"', quoted });
    } else {
      // One minus for all the words of a piece.
      for (const [n, word] of foldedWords(piece).entries())
        parts.at(-1)?.push({ ...place, minus: minus && n === 0, word, quoted: null });
    }
  }
  return parts.filter((part) => part.length > 0);
}

/** As it was written, from one token to another, so that it may stand between commas. */
export const written = (text: string, tokens: readonly Token[]): string =>
  text
    .slice(tokens[0].from, tokens.at(-1)?.to)
    .replace(/["“”„«»,;،、]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
