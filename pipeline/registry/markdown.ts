// Text from outside, made harmless for Markdown: names of data sets, ids and reasons may hold anything. Not a
// renderer; report.ts puts the pieces together.

/** Control characters, line ends of every kind, and marks that turn the direction of the text after them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A sentence as itself: no markup, no link, no HTML, one line. */
export function prose(text: string): string {
  return (
    text
      .replaceAll(UNSEEN, ' ')
      .replaceAll(/[\\`*~[\]<>#|&$]/g, '\\$&')
      // Inside a word it marks nothing: "ndcg_at_10" stays legible.
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replaceAll(/:(?=\/\/)/g, '\\:')
      .replaceAll(/\bwww\./gi, 'www\\.')
      .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, leadingMark)
  );
}

// A mark that would start a list or underline a heading: "- x", "1. x", "===".
function leadingMark(_match: string, space: string, mark: string): string {
  return /^\d/.test(mark) ? `${space}${mark}\u200b` : `${space}\\${mark}`;
}

/** A name as code, which also keeps "@someone" and "#12" from becoming links. Safe in a table cell. */
export function code(text: string): string {
  const line = text.replaceAll(UNSEEN, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A table; the first column is text, the others are numbers. Cells are taken as Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
