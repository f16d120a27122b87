// The body of a feedback issue, as GitHub renders the form of .github/ISSUE_TEMPLATE/feedback.yml: its one heading, and
// below it a line for each film. Pure. Whoever writes anything else gets told what was expected.

/** What a person said of a film. */
export interface Reaction {
  /** Of the lines that say something, from 1. */
  line: number;
  film: string;
  signal: string;
}

/** Heading of the form's only field. A test compares it with the form. */
export const HEADING = 'Reactions';
export const MOST_REACTIONS = 100;
const LONGEST_BODY = 10_000;

/** The reactions in their order, or a sentence about what is wrong with the form. */
export function parseForm(body: string | null): Reaction[] | string {
  const text = (body ?? '').replaceAll('\r\n', '\n');
  if (text.length > LONGEST_BODY)
    return `The form is ${text.length} characters long; legal are ${LONGEST_BODY}.`;
  const [heading, ...below] = text.trim().split('\n');
  if (heading !== `### ${HEADING}`)
    return `The form must have the heading ${HEADING}, a line for each film below it, and nothing else.`;
  const lines = withoutFence(below.map((line) => line.trim()).filter(Boolean));
  if (lines.length === 0 || lines.length > MOST_REACTIONS)
    return `The form has ${lines.length} lines; legal are 1 to ${MOST_REACTIONS}.`;
  const reactions: Reaction[] = [];
  for (const [i, text] of lines.entries()) {
    const [, signal, film] = /^([a-z_]{1,40}) ([^\s\p{C}\p{Z}]{1,200})$/u.exec(text) ?? [];
    if (film === undefined) return `Line ${i + 1} must be a reaction, a space and the id of a film.`;
    reactions.push({ line: i + 1, film, signal });
  }
  return reactions;
}

/** The form has its text rendered as code, so that no id becomes a link or calls anybody. */
function withoutFence(lines: string[]): string[] {
  const isFenced = lines.length > 1 && lines[0] === '```text' && lines.at(-1) === '```';
  return isFenced ? lines.slice(1, -1) : lines;
}
