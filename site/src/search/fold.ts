// Text as it is compared: lower case, without accents and punctuation, cut into words.

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłı]/g, (letter) => LETTERS[letter])
    // "don’t" and "80's" are one word; "l’avventura" is two, or nobody would find it without its article.
    .replace(/([\p{L}\p{N}])['’](s|t|re|ve|ll|m|d)(?![\p{L}\p{N}])/gu, '$1$2');

/** The words of a text, folded. A pictogram is a word of its own. */
export const foldedWords = (text: string): string[] =>
  // Cut before it is folded: folding makes pictograms of signs that are none.
  (text.match(/[\p{L}\p{N}\p{M}'’]+|\p{Extended_Pictographic}/gu) ?? []).flatMap(
    (piece) => folded(piece).match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [],
  );

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the', 'of', 'and']);

/** Words without the articles and the like that people leave out of a title; all of them where nothing else is there. */
export function telling(words: readonly string[]): readonly string[] {
  const rest = words.filter((word) => !ARTICLES.has(word));
  return rest.length === 0 ? words : rest;
}
