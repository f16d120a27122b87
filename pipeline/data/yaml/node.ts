// A YAML text as a tree of plain nodes that know their place. The parser is zx's; what it lets through and we do
// not (aliases, tags, keys that are no text) is refused here. Not a reader of meanings: yaml.ts has those.

import { YAML } from 'zx';
import { InputError, quoted } from '../../errors.ts';

/** A value where it stands; a map or a list under a key stands where that key does. Exactly one of `value`, `entries` and `keys` holds it. */
export interface YamlNode {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** A scalar; undefined for a list or a map. */
  readonly value: string | number | boolean | null | undefined;
  /** A list's values, otherwise null. */
  readonly entries: readonly YamlNode[] | null;
  /** A map's keys with their values and the place of the key itself, otherwise null. */
  readonly keys: ReadonlyMap<string, { readonly place: YamlNode; readonly value: YamlNode }> | null;
  /** For messages: text in quotes, another scalar without, "a list", "a map" or "nothing". */
  readonly shown: string;
  /** An InputError at this place. */
  refuse(problem: string, legal?: string): InputError;
}

/** Far above any file a person edits, far below what makes a parser slow. */
const MAX_LENGTH = 1 << 20;

/** The part of the parser's tree that is looked at. */
interface ParsedNode {
  range?: readonly number[];
  anchor?: string;
  tag?: string;
  value?: unknown;
  items?: readonly unknown[];
}

interface ParsedPair {
  key: ParsedNode | null;
  value: ParsedNode | null;
}

interface ParsedDocument {
  contents: ParsedNode | null;
  errors: readonly { code: string; message: string; pos: readonly number[] }[];
  warnings: readonly { code: string; message: string; pos: readonly number[] }[];
}

/** A text and where its lines begin. */
interface Source {
  file: string;
  text: string;
  lineStarts: number[];
}

/** The root node; an empty text is a scalar null. @throws InputError for anything that is not plain data. */
export function parseYaml(text: string, file: string): YamlNode {
  if (text.length > MAX_LENGTH) {
    throw new InputError({
      file,
      problem: `is ${text.length} characters long.`,
      legal: `Legal: up to ${MAX_LENGTH}.`,
    });
  }
  try {
    return toTree({ file, text, lineStarts: findLineStarts(text) });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    // Brackets nested by the thousand exhaust the stack.
    throw new InputError({ file, problem: 'is nested too deeply.', legal: 'Legal: a few levels.', cause });
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
}

function toTree(source: Source): YamlNode {
  const document: ParsedDocument = YAML.parseDocument(source.text, {
    schema: 'core',
    version: '1.2',
    uniqueKeys: true,
    prettyErrors: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw createNode(source, problem.pos[0], {}).refuse(explain(problem));
  return toNode(source, document.contents, null);
}

function explain({ code, message }: { code: string; message: string }): string {
  if (code === 'DUPLICATE_KEY') return 'this key stands twice in its map.';
  if (code === 'TAG_RESOLVE_FAILED') return 'tags (!name) are not allowed.';
  return `this is not YAML (${message}).`;
}

/** @param keyAt offset of the key the value stands under, null for the root and for entries of a list. */
function toNode(source: Source, parsed: ParsedNode | null, keyAt: number | null): YamlNode {
  const offset = parsed?.range?.[0] ?? keyAt ?? 0;
  if (parsed === null) return createNode(source, offset, { value: null });
  if (YAML.isAlias(parsed) || parsed.anchor !== undefined) {
    const problem = 'anchors (&name) and aliases (*name) are not allowed.';
    throw createNode(source, offset, {}).refuse(problem, 'Write the value out.');
  }
  if (YAML.isMap(parsed)) return createNode(source, keyAt ?? offset, { keys: toKeys(source, parsed) });
  if (YAML.isSeq(parsed)) return createNode(source, keyAt ?? offset, { entries: toEntries(source, parsed) });
  return createNode(source, offset, { value: toScalar(source, parsed, offset) });
}

function toEntries(source: Source, { items = [] }: ParsedNode): YamlNode[] {
  return items.map((item) => toNode(source, item as ParsedNode | null, null));
}

function toKeys(source: Source, { items = [] }: ParsedNode): NonNullable<YamlNode['keys']> {
  return new Map(
    (items as readonly ParsedPair[]).map(({ key, value }) => {
      const place = toNode(source, key, null);
      if (typeof place.value !== 'string') throw place.refuse(`${place.shown} is no key.`, 'Legal: text.');
      return [place.value, { place, value: toNode(source, value, key?.range?.[0] ?? null) }] as const;
    }),
  );
}

function toScalar(source: Source, { value }: ParsedNode, offset: number): YamlNode['value'] {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  const problem = `${quoted(value)} is no plain value.`;
  throw createNode(source, offset, {}).refuse(problem, 'Legal: text, a number, true or false.');
}

function createNode(
  { file, lineStarts }: Source,
  offset: number,
  { value, entries = null, keys = null }: Partial<Pick<YamlNode, 'value' | 'entries' | 'keys'>>,
): YamlNode {
  const line = lineOf(lineStarts, offset);
  const column = offset - lineStarts[line - 1] + 1;
  return {
    file,
    line,
    column,
    value,
    entries,
    keys,
    shown: describe({ value, entries, keys }),
    refuse: (problem, legal) =>
      new InputError({ file, place: `line ${line}, column ${column}`, problem, ...(legal ? { legal } : {}) }),
  };
}

function describe({ value, entries, keys }: Pick<YamlNode, 'value' | 'entries' | 'keys'>): string {
  if (keys !== null) return 'a map';
  if (entries !== null) return 'a list';
  if (value === null) return 'nothing';
  // Quotes tell the text "7" from the number 7.
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** Lines begun at or before the offset, by bisection. */
function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (lineStarts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
