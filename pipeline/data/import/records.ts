// Rows of a foreign text file in blocks, through csv-parse: CSV, and MovieLens' older "::", tab and pipe files. Not
// the reader of our own data/catalogue.csv, where the first bad line stops everything.

import { type Info, parse } from 'csv-parse';
import { type LineRules, type OnBadLine, soundLines } from './lines.ts';

/** A value as the file has it: text files have only text. */
export type Field = string | number | null;

/** Some rows in the order of the file. */
export interface RowBlock {
  rows: (readonly Field[])[];
  /** Where each row stands: its last line counted from 1, or its row number in a file without lines. */
  numbers: number[];
}

/** The rows of a text file, heading included. Empty lines are skipped; a row has as many fields as it has. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  rules: LineRules,
  onBadLine: OnBadLine,
): AsyncGenerator<RowBlock> {
  let block = emptyBlock();
  const parser = parse({
    bom: rules.encoding === 'utf8',
    delimiter: rules.delimiter,
    encoding: rules.encoding,
    quote: rules.quotes ? '"' : null,
    escape: rules.quotes ? '"' : null,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    // Rows are collected here and not pushed on: csv-parse's object stream would cost as much as the parsing.
    on_record: (record: string[], { lines }: Info) => {
      block.rows.push(record);
      block.numbers.push(lines);
      return null;
    },
  });
  // An error reaches us through the callback of the write it belongs to; without a listener it would end the process.
  parser.on('error', () => undefined);
  for await (const sound of soundLines(bytes, rules, onBadLine)) {
    await settled((done) => parser.write(sound, done));
    if (block.rows.length > 0) yield block;
    block = emptyBlock();
  }
  await settled((done) => parser.end(done));
  if (block.rows.length > 0) yield block;
}

function emptyBlock(): RowBlock {
  return { rows: [], numbers: [] };
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
