// A foreign table: named columns and rows in blocks, whether it is text or Parquet. Rows that have another number of
// values than there are columns stop here. Not what the columns mean.

import { InputError, quoted, suggestion } from '../../errors.ts';
import type { LineRules } from './lines.ts';
import { type RowBlock, readRecords } from './records.ts';
import type { Tally } from './report.ts';
import type { SourceFile } from './source.ts';

export interface Table {
  /** The file, as shown to people. */
  shownAs: string;
  columns: readonly string[];
  /** What a row's number counts. */
  unit: 'line' | 'row';
  /** Size of the file, and how much of it has been read. */
  bytes: number;
  bytesRead(): number;
  /** The rows with the values of these columns, in this order. Call it once. */
  read(wanted: readonly string[], tally: Tally): AsyncIterable<RowBlock>;
  close(): Promise<void>;
}

export interface TextLayout extends LineRules {
  /** Names of the columns where the file has no heading; null where its first line is one. */
  columns: readonly string[] | null;
}

/** Opens a text table and reads its heading. @throws InputError when the file is empty or its first line cannot be read. */
export async function openTextTable(file: SourceFile, layout: TextLayout): Promise<Table> {
  let bytesRead = 0;
  const badLines: Parameters<Tally['refuse']>[] = [];
  const blocks = readRecords(counted(), layout, (...bad) => void badLines.push(bad));
  const first = await blocks.next();
  const opening: RowBlock = first.done ? { rows: [], numbers: [] } : first.value;
  const columns = layout.columns ?? takeHeading(file, opening, badLines);

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.read()) {
      bytesRead += chunk.length;
      yield chunk;
    }
  }

  async function* read(wanted: readonly string[], tally: Tally): AsyncGenerator<RowBlock> {
    const pick = picker(columns, wanted, file.shownAs);
    const settle = (block: RowBlock) => {
      for (const bad of badLines.splice(0)) tally.refuse(...bad);
      return pick(block, tally);
    };
    yield settle(opening);
    for await (const block of blocks) yield settle(block);
    yield settle({ rows: [], numbers: [] });
  }

  return {
    shownAs: file.shownAs,
    columns,
    unit: 'line',
    bytes: file.bytes,
    bytesRead: () => bytesRead,
    read,
    close: async () => void (await blocks.return(undefined)),
  };
}

function takeHeading(file: SourceFile, opening: RowBlock, badLines: Parameters<Tally['refuse']>[]): string[] {
  const [heading] = opening.rows;
  const [bad] = badLines;
  if (bad !== undefined && /^line 1\b/.test(bad[1])) {
    throw new InputError({
      file: file.shownAs,
      place: bad[1],
      problem: `the heading cannot be read (${bad[0].replaceAll('_', ' ')}).`,
      legal: 'Save the file as UTF-8 text with one heading line.',
    });
  }
  if (heading === undefined) throw new InputError({ file: file.shownAs, problem: 'is empty.' });
  opening.rows.shift();
  opening.numbers.shift();
  const columns = heading.map((name) => String(name).trim());
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice === undefined) return columns;
  throw new InputError({
    file: file.shownAs,
    place: 'line 1',
    problem: `column ${quoted(twice)} stands twice.`,
  });
}

/** Where the wanted columns stand. @throws InputError for one that is not there. */
export function placeColumns(
  columns: readonly string[],
  wanted: readonly string[],
  shownAs: string,
): number[] {
  return wanted.map((name) => {
    const at = columns.indexOf(name);
    if (at >= 0) return at;
    const problem = `there is no column ${quoted(name)}.`;
    throw new InputError({ file: shownAs, problem, legal: suggestion(name, columns) });
  });
}

type Picker = (block: RowBlock, tally: Tally) => RowBlock;

function picker(columns: readonly string[], wanted: readonly string[], shownAs: string): Picker {
  const places = placeColumns(columns, wanted, shownAs);
  const isWhole = places.length === columns.length && places.every((place, i) => place === i);
  return (block, tally) => {
    const sound = dropMalformed(block, columns.length, tally);
    return isWhole ? sound : { ...sound, rows: sound.rows.map((row) => places.map((place) => row[place])) };
  };
}

function dropMalformed(block: RowBlock, width: number, tally: Tally): RowBlock {
  if (block.rows.every((row) => row.length === width)) return block;
  const sound: RowBlock = { rows: [], numbers: [] };
  block.rows.forEach((row, i) => {
    if (row.length === width) {
      sound.rows.push(row);
      sound.numbers.push(block.numbers[i]);
    } else {
      const value = `${row.length} of ${width} columns: ${row.join(' | ')}`;
      tally.refuse('wrong_columns', `line ${block.numbers[i]}`, value);
    }
  });
  return sound;
}
