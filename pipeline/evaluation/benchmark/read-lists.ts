// Benchmark files whose lines are lists: "user item item …", and NCF's "(user,item) negative negative …". Not tables:
// each line is as long as it likes.

import { soundLines } from '../../data/import/lines.ts';
import type { SourceFile } from '../../data/import/source.ts';
import { readId } from '../../data/import/values.ts';
import { InputError, quoted } from '../../errors.ts';
import { createRowCollector, type RowCollector } from './row-collector.ts';
import { strictTally } from './strict.ts';

/** The items a held-out one competes with, by `negativesKey`. */
export type Negatives = ReadonlyMap<string, readonly string[]>;

/** Ids hold no blanks, so a tab between them cannot be mistaken. */
export function negativesKey(user: string, item: string): string {
  return `${user}\t${item}`;
}

/** Lines of `user item item …`; a person alone on a line has no items. @throws InputError for an id that is none. */
export async function readUserItems(file: SourceFile): Promise<RowCollector> {
  const rows = createRowCollector({ isRated: false, hasTimes: false });
  for await (const { fields, place } of splitLines(file)) {
    const [user, ...items] = fields.map((field) => idOf(field, file, place));
    for (const item of items) rows.add(user, item, 1, 0);
  }
  return rows;
}

/** Lines of `(user,item)\tnegative\tnegative…`. @throws InputError for a line that is not one, or a pair told twice. */
export async function readNegatives(file: SourceFile): Promise<Negatives> {
  const negatives = new Map<string, readonly string[]>();
  for await (const { fields, place } of splitLines(file)) {
    const wrong = (problem: string, legal: string) =>
      new InputError({ file: file.shownAs, place, problem, legal });
    const [, user, item] = /^\(([^(),]+),([^(),]+)\)$/.exec(fields[0]) ?? [];
    if (user === undefined)
      throw wrong(`${quoted(fields[0])} is no pair.`, 'Legal: (user,item) without blanks.');
    const others = fields.slice(1).map((field) => idOf(field, file, place));
    if (others.length === 0)
      throw wrong(`the pair ${quoted(fields[0])} has no negatives.`, 'Legal: one or more.');
    const key = negativesKey(user, item);
    if (negatives.has(key)) throw wrong(`the pair ${quoted(fields[0])} stands twice.`, 'Legal: once.');
    negatives.set(key, others);
  }
  return negatives;
}

/** The lines that hold anything, cut at blanks. */
async function* splitLines(file: SourceFile): AsyncGenerator<{ fields: string[]; place: string }> {
  const tally = strictTally(file.shownAs);
  const rules = { encoding: 'utf8', delimiter: ' ', quotes: false } as const;
  let line = 0;
  for await (const block of soundLines(file.read(), rules, tally.refuse)) {
    // The last piece is what follows the last line end: nothing, but at the end of a file without one.
    const lines = block.toString('utf8').split('\n');
    const rest = lines.pop();
    if (rest) lines.push(rest);
    for (const text of lines) {
      line++;
      const content = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
      if (content !== '') yield { fields: content.split(/\s+/u), place: `line ${line}` };
    }
  }
}

function idOf(field: string, file: SourceFile, place: string): string {
  const id = readId(field);
  if (id !== null) return id;
  throw new InputError({
    file: file.shownAs,
    place,
    problem: `${quoted(field)} is not an id.`,
    legal: 'Legal: 1 to 200 characters.',
  });
}
