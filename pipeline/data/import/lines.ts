// Between the bytes of a foreign text file and csv-parse: lets through only what csv-parse can read, and counts the
// rest as refused lines, so that one bad byte or one stray quote costs one row and not the file. A refused line
// becomes an empty one: csv-parse skips it and still numbers the lines after it rightly. Not a CSV parser.

import { isUtf8 } from 'node:buffer';
// Also the limit of a record whose quoted fields run over several lines.
import { LONGEST_LINE } from '../jsonl.ts';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const NOTHING = Buffer.alloc(0);
/** U+FEFF in UTF-8, read as Latin-1. */
const BYTE_ORDER_MARK = /^\u00ef\u00bb\u00bf/;

export interface LineRules {
  encoding: 'utf8' | 'latin1';
  /** One character where fields may be quoted; any text where not. */
  delimiter: string;
  /** Whether a field may stand in double quotes, and then hold delimiters and line ends. */
  quotes: boolean;
}

export type LineReason = 'line_too_long' | 'invalid_utf8' | 'broken_quotes';

/** Told of a refused line: `place` is "line 12" or "line 12, byte 4096", `value` the line's beginning. */
export type OnBadLine = (reason: LineReason, place: string, value: string) => void;

/** What has not been let through yet. */
interface Waiting {
  /** Starts at the beginning of a line; holds an unfinished line, or lines of a record whose quotes are open. */
  bytes: Buffer;
  /** Number of its first line, and the offset of its first byte in the file. */
  line: number;
  offset: number;
  /** Inside a line that was already refused for its length. */
  isSkipping: boolean;
}

interface Screen extends LineRules {
  isSoundRecord: (text: string) => boolean;
  onBadLine: OnBadLine;
}

/** Blocks of whole, sound lines; bad ones are told to `onBadLine` and replaced by an empty line. */
export async function* soundLines(
  bytes: AsyncIterable<Uint8Array>,
  rules: LineRules,
  onBadLine: OnBadLine,
): AsyncGenerator<Buffer> {
  const screen = { ...rules, isSoundRecord: recordCheck(rules.delimiter), onBadLine };
  const waiting: Waiting = { bytes: NOTHING, line: 1, offset: 0, isSkipping: false };
  for await (const chunk of bytes) {
    const sound = take(screen, waiting, chunk);
    if (sound.length > 0) yield sound;
  }
  const sound = letThrough(screen, waiting, waiting.bytes.length, 'end of file');
  if (sound.length > 0) yield sound;
}

function take(screen: Screen, waiting: Waiting, chunk: Uint8Array): Buffer {
  let fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (waiting.isSkipping) {
    const end = fresh.indexOf(NEWLINE);
    waiting.offset += end < 0 ? fresh.length : end;
    if (end < 0) return NOTHING;
    waiting.isSkipping = false;
    fresh = fresh.subarray(end); // its line end passes as the empty line that stands for it
  }
  waiting.bytes = waiting.bytes.length === 0 ? fresh : Buffer.concat([waiting.bytes, fresh]);
  const sound = letThrough(screen, waiting, waiting.bytes.lastIndexOf(NEWLINE) + 1, 'more to come');
  if (waiting.bytes.length > LONGEST_LINE && !waiting.bytes.includes(NEWLINE)) {
    screen.onBadLine('line_too_long', `line ${waiting.line}`, beginning(waiting.bytes));
    advance(waiting, waiting.bytes.length, 0);
    waiting.isSkipping = true;
  }
  return sound;
}

/** Takes what is sound of the first `end` bytes, which are whole lines, off `waiting`. */
function letThrough(
  screen: Screen,
  waiting: Waiting,
  end: number,
  ahead: 'more to come' | 'end of file',
): Buffer {
  const block = waiting.bytes.subarray(0, end);
  const isText = screen.encoding === 'latin1' || isUtf8(block);
  const hasQuotes = screen.quotes && block.includes(QUOTE);
  if (isText && !hasQuotes && end <= LONGEST_LINE) {
    advance(waiting, end, countNewlines(block));
    return block;
  }
  return letThroughByRecord(screen, waiting, end, ahead);
}

function advance(waiting: Waiting, bytes: number, lines: number): void {
  waiting.bytes = waiting.bytes.subarray(bytes);
  waiting.offset += bytes;
  waiting.line += lines;
}

function letThroughByRecord(
  screen: Screen,
  waiting: Waiting,
  end: number,
  ahead: 'more to come' | 'end of file',
): Buffer {
  const sound: Buffer[] = [];
  let left = end;
  while (left > 0) {
    const record = nextRecord(screen, waiting.bytes, left);
    if (record.isOpen && ahead === 'more to come' && waiting.bytes.length <= LONGEST_LINE) break;
    const bytes = waiting.bytes.subarray(0, record.length);
    const problem = findProblem(screen, record, bytes, waiting.offset);
    if (problem === null) {
      sound.push(bytes);
      advance(waiting, bytes.length, record.lines);
      left -= bytes.length;
    } else {
      left -= refuse(screen, waiting, bytes, problem);
      sound.push(Buffer.from('\n'));
    }
  }
  return Buffer.concat(sound);
}

interface FoundRecord {
  length: number;
  lines: number;
  /** A quote was opened and not closed within what there is. */
  isOpen: boolean;
}

/** The lines from the start of `bytes` that make one record: one, or more while a quote is open. */
function nextRecord({ quotes }: Screen, bytes: Buffer, end: number): FoundRecord {
  let length = 0;
  let lines = 0;
  let isOpen = false;
  do {
    const newline = bytes.indexOf(NEWLINE, length);
    const lineEnd = newline < 0 || newline >= end ? end : newline + 1;
    if (quotes && countQuotes(bytes, length, lineEnd) % 2 === 1) isOpen = !isOpen;
    length = lineEnd;
    lines++;
  } while (isOpen && length < end && length <= LONGEST_LINE);
  return { length, lines, isOpen };
}

function findProblem(
  screen: Screen,
  { length }: FoundRecord,
  bytes: Buffer,
  offset: number,
): LineReason | null {
  const text = bytes.toString('latin1').replace(/\r?\n$/, '');
  const content = offset === 0 ? text.replace(BYTE_ORDER_MARK, '') : text;
  if (screen.quotes && !screen.isSoundRecord(content)) return 'broken_quotes';
  if (length > LONGEST_LINE) return 'line_too_long';
  if (screen.encoding === 'utf8' && !isUtf8(bytes)) return 'invalid_utf8';
  return null;
}

/** Refuses the first line only: the ones after it may be sound by themselves. Returns its bytes. */
function refuse(screen: Screen, waiting: Waiting, record: Buffer, problem: LineReason): number {
  const newline = record.indexOf(NEWLINE);
  const length = newline < 0 ? record.length : newline + 1;
  const byte = problem === 'invalid_utf8' ? `, byte ${waiting.offset + firstInvalidByte(record)}` : '';
  screen.onBadLine(problem, `line ${waiting.line}${byte}`, beginning(record.subarray(0, length)));
  advance(waiting, length, 1);
  return length;
}

/** A record of fields that are bare, or quoted with inner quotes doubled. */
function recordCheck(delimiter: string): (text: string) => boolean {
  const separator = delimiter.replace(/[^\w\s]/gu, '\\$&');
  const field = `(?:"[^"]*(?:""[^"]*)*"|[^"${separator}]*)`;
  const record = new RegExp(`^${field}(?:${separator}${field})*$`);
  return (text) => !text.includes('"') || record.test(text);
}

/** Where decoding and encoding again first gives another byte. */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'));
  return bytes.findIndex((byte, i) => byte !== again[i]);
}

function beginning(bytes: Buffer): string {
  return bytes.toString('utf8', 0, 200).replace(/[\r\n]+$/, '');
}

function countNewlines(bytes: Buffer): number {
  let lines = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === NEWLINE) lines++;
  return lines;
}

function countQuotes(bytes: Buffer, from: number, end: number): number {
  let quotes = 0;
  for (let i = from; i < end; i++) if (bytes[i] === QUOTE) quotes++;
  return quotes;
}
