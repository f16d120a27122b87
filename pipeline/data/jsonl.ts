// Lines of JSON from a stream of bytes, bad ones included: a line is split off at 0x0A and nowhere else (readline
// also splits at U+2028), may not be longer than a limit, and must be UTF-8. Not a validator of what a line says.

export type LineReason = 'line_too_long' | 'invalid_utf8' | 'invalid_json';

export type JsonLine =
  | { line: number; text: string; value: unknown }
  | { line: number; text: string; reason: LineReason; problem: string };

/** Bytes a line may have. */
export const LONGEST_LINE = 1024 * 1024;
/** Bytes kept of a line that is longer, to show. */
const KEPT_OF_LONG_LINE = 200;
const NEWLINE = 0x0a;

/** A line's bytes without its end; `bytes` is only the beginning where `length` says more. */
interface RawLine {
  line: number;
  bytes: Uint8Array;
  length: number;
}

/**
 * Every line that is not blank, numbered from 1, with its value or why it has none. Memory stays at one line of
 * legal length, however long a line is.
 */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  longestLine: number = LONGEST_LINE,
): AsyncGenerator<JsonLine> {
  for await (const raw of splitLines(chunks, longestLine)) {
    const line = parseLine(raw, longestLine);
    if (line !== null) yield line;
  }
}

async function* splitLines(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<RawLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let line = 1;

  /** Beyond the limit only the length is kept. */
  function append(bytes: Uint8Array): void {
    if (length <= longest) parts.push(bytes.slice(0, longest + 1 - length));
    length += bytes.length;
  }

  function takeLine(): RawLine {
    const taken = { line, bytes: Buffer.concat(parts), length };
    parts = [];
    length = 0;
    line++;
    return taken;
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      append(chunk.subarray(start, end));
      yield takeLine();
      start = end + 1;
    }
    append(chunk.subarray(start));
  }
  if (length > 0) yield takeLine();
}

function parseLine({ line, bytes, length }: RawLine, longest: number): JsonLine | null {
  if (length > longest) {
    const text = `${decodeLoosely(bytes.subarray(0, KEPT_OF_LONG_LINE))}…`;
    const problem = `the line has ${length} bytes; legal are up to ${longest}.`;
    return { line, text, reason: 'line_too_long', problem };
  }
  const text = decode(bytes);
  if (text === null) {
    const problem = 'the line is not valid UTF-8.';
    return { line, text: decodeLoosely(bytes), reason: 'invalid_utf8', problem };
  }
  if (text.trim() === '') return null;
  try {
    return { line, text, value: JSON.parse(text) };
  } catch (error) {
    const problem = `the line is not JSON (${error instanceof Error ? error.message : error}).`;
    return { line, text, reason: 'invalid_json', problem };
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The caller tells of it as a refused line.
    return null;
  }
}

/** For showing only: what cannot be read becomes U+FFFD. */
function decodeLoosely(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
