// What is left out of a text that would be too long for where it is shown, and the sentence that says so. Pure text;
// what matters more than what is for each report to say.

/** Characters (UTF-16 units). GitHub takes 65,536 in an issue or a comment; the rest is room for what is put around. */
export const LONGEST = 60_000;

export interface Section {
  /** What it is called where it had to be left out; inside a sentence. */
  readonly name: string;
  /** Markdown; an empty one is no section. */
  readonly text: string;
  /** 0 always stays; of the others the highest goes first, and of equals the last. */
  readonly rank: number;
}

/**
 * Sections as one text of at most `limit` characters. What had to go is named at the top, with where the whole is.
 * @param whole where everything stands, as Markdown: "`models/run_…/report.json`"
 */
export function fitted(sections: readonly Section[], whole: string, limit = LONGEST): string {
  const gone = new Set<Section>();
  const present = sections.filter(({ text }) => text !== '');
  const droppable = present.filter(({ rank }) => rank > 0).toSorted(dropOrder(present));
  for (let next = 0; ; next++) {
    const text = joined(present, gone, whole, limit);
    if (text.length <= limit) return text;
    if (next === droppable.length) return cut(text, whole, limit);
    gone.add(droppable[next]);
  }
}

function dropOrder(sections: readonly Section[]): (a: Section, b: Section) => number {
  return (a, b) => b.rank - a.rank || sections.indexOf(b) - sections.indexOf(a);
}

function joined(present: readonly Section[], gone: ReadonlySet<Section>, whole: string, limit: number) {
  const [first, ...others] = present.filter((section) => !gone.has(section)).map(({ text }) => text);
  const missing = present.filter((section) => gone.has(section)).map(({ name }) => name);
  const notice =
    missing.length === 0
      ? []
      : [
          `> Left out, to stay within ${grouped(limit)} characters: ${missing.join('; ')}. Whole in ${whole}.`,
        ];
  return `${[first, ...notice, ...others].join('\n\n')}\n`;
}

/** What may not be left out is too long by itself: whole lines from the start, and the sentence at the end. */
function cut(text: string, whole: string, limit: number): string {
  const notice = `\n\n> Cut here, to stay within ${grouped(limit)} characters. Whole in ${whole}.\n`;
  const room = limit - notice.length;
  const end = text.lastIndexOf('\n', room);
  // A single line longer than the limit is cut inside, never between the halves of a character.
  return `${text.slice(0, end > 0 ? end : room).replace(/[\uD800-\uDBFF]$/, '')}${notice}`;
}

function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
