// Text from outside, made harmless for Markdown: names of data sets, ids and reasons may hold anything. Not a
// renderer; report.ts puts the pieces together.

/** Control characters, line ends of every kind, and marks that turn the direction of the text after them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Stands between two characters and is not seen: GitHub makes links after Markdown is done, so a backslash is not enough. */
const APART = '\u200b';

/** One line without anything unseen; for titles, which are no Markdown. */
export function oneLine(text: string): string {
  return text.replaceAll(UNSEEN, ' ');
}

/** A sentence as itself: no markup, no link, no mention, no HTML, no command of a job's log, one line. */
export function prose(text: string): string {
  return (
    oneLine(text)
      .replaceAll(/[\\`*~[\]<>#|&$]/g, '\\$&')
      .replaceAll(/#(?=\d)/g, `#${APART}`)
      .replaceAll(/(?<![\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu, `@${APART}`)
      // Inside a word it marks nothing: "ndcg_at_10" stays legible.
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replaceAll(/:(?=\/\/)/g, '\\:')
      .replaceAll(/\bwww\./gi, 'www\\.')
      .replace(/^(\s*)([-+=]|:(?=:)|\d+(?=[.)](?:\s|$)))/, leadingMark)
  );
}

// A mark that would start a list, underline a heading or command a log: "- x", "1. x", "===", "::error".
function leadingMark(_match: string, space: string, mark: string): string {
  return /^\d/.test(mark) ? `${space}${mark}${APART}` : `${space}\\${mark}`;
}

/** A name as code, which also keeps "@someone" and "#12" from becoming links. Safe in a table cell. */
export function code(text: string): string {
  // "##[" is a command wherever it stands in a line of a job's log, and inside code nothing can be escaped.
  const line = oneLine(text).replaceAll('##[', `##${APART}[`).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * A table. Cells are taken as Markdown.
 * @param words the columns that hold text, counted from 0; the others hold numbers and are set to the right
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  words: readonly number[] = [0],
): string {
  const rule = head.map((_, i) => (words.includes(i) ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
