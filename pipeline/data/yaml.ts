// Files that people edit (YAML) and cards that we write (JSON, which is YAML too) as typed values. Every complaint
// names file, line, column, what stands there and what is legal. Only plain data: no tags, anchors or aliases, and
// every key once.
//
// A reader is a function from a node to a value; readers are put together:
//
//   const rule = fields({
//     severity: choice(['critical', 'scheduled', 'investigate']),
//     change: number({ above: 0, max: 1 }),
//     window_days: integer({ min: 1 }),
//     note: optional(nullable(text()), null),
//   });
//   const policy = readYaml(source, 'thresholds.yaml', fields({ format: choice([1]), rules: mapOf(rule) }));
//   policy.rules.get('ctr_drop')?.change   // number
//
//   thresholds.yaml, line 14, column 5: unknown key "chnage". Did you mean "change"? Legal: severity, change, …
//
// Where the legal keys depend on another value, read in two steps: `asIs()` hands the node on, any reader takes it.
// `located(reader)` keeps line and column for annotations; `node.refuse(problem, legal)` makes an error of your own.

import { quoted, suggestion } from '../errors.ts';
import { parseYaml, type YamlNode } from './yaml/node.ts';

export type { YamlNode } from './yaml/node.ts';

/** Makes a value of a node, or throws the InputError that says why not. */
export type Reader<T> = (node: YamlNode) => T;

/** What a reader gives. */
export type ValueOf<R> = R extends Reader<infer T> ? T : never;

/** @param file its name in messages, relative to the repository. */
export function readYaml<T>(text: string, file: string, reader: Reader<T>): T {
  return reader(parseYaml(text, file));
}

/** Some text, not empty. */
export function text(): Reader<string> {
  return (node) => {
    if (typeof node.value === 'string' && node.value.trim() !== '') return node.value;
    throw node.refuse(`${node.shown} is no text.`, 'Legal: some text, in quotes if it looks like a number.');
  };
}

export interface Range {
  min?: number;
  max?: number;
  /** A limit the value may not reach itself. */
  above?: number;
  below?: number;
}

/** A finite number. */
export function number(range: Range = {}): Reader<number> {
  return numeric('a number', Number.isFinite, range);
}

/** A whole number that JavaScript holds exactly. */
export function integer(range: Range = {}): Reader<number> {
  return numeric('a whole number', Number.isSafeInteger, range);
}

function numeric(kind: string, isKind: (value: number) => boolean, range: Range): Reader<number> {
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = range;
  return (node) => {
    const { value } = node;
    if (
      typeof value === 'number' &&
      isKind(value) &&
      value >= min &&
      value <= max &&
      value > above &&
      value < below
    ) {
      return value;
    }
    throw node.refuse(`${node.shown} is not legal.`, `Legal: ${kind}${describeRange(range)}.`);
  };
}

function describeRange({ min, max, above, below }: Range): string {
  const limits = [
    min === undefined ? '' : `from ${min}`,
    above === undefined ? '' : `above ${above}`,
    max === undefined ? '' : `up to ${max}`,
    below === undefined ? '' : `below ${below}`,
  ].filter(Boolean);
  return limits.length === 0 ? '' : ` ${limits.join(' and ')}`;
}

export function boolean(): Reader<boolean> {
  return (node) => {
    if (typeof node.value === 'boolean') return node.value;
    throw node.refuse(`${node.shown} is not legal.`, 'Legal: true or false.');
  };
}

/** One of these values. */
export function choice<const T extends string | number>(choices: readonly T[]): Reader<T> {
  return (node) => {
    const chosen = choices.find((legal) => legal === node.value);
    if (chosen !== undefined) return chosen;
    throw node.refuse(`${node.shown} is not legal.`, suggestion(String(node.value), choices.map(String)));
  };
}

/** The value, or null where `null` (or nothing) is written. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (node) => (node.value === null ? null : reader(node));
}

/** Checks a value further: `problem` says what is wrong with it, or null. */
export function checked<T>(
  reader: Reader<T>,
  check: (value: T) => { problem: string; legal: string } | null,
): Reader<T> {
  return (node) => {
    const value = reader(node);
    const complaint = check(value);
    if (complaint !== null) throw node.refuse(complaint.problem, complaint.legal);
    return value;
  };
}

/** A list of values. */
export function listOf<T>(reader: Reader<T>): Reader<T[]> {
  return (node) => {
    if (node.entries === null) throw node.refuse(`${node.shown} is no list.`, 'Legal: a list.');
    return node.entries.map(reader);
  };
}

/** Keys of the person's own choosing, in the order of the file. */
export function mapOf<T>(reader: Reader<T>): Reader<Map<string, T>> {
  return (node) => new Map([...keysOf(node)].map(([key, field]) => [key, reader(field.value)]));
}

/** A value with its place, for annotations: of a map or a list under a key, the place of that key. Counted from 1. */
export function located<T>(reader: Reader<T>): Reader<{ value: T; line: number; column: number }> {
  return (node) => ({ value: reader(node), line: node.line, column: node.column });
}

/** The node itself, to be read later by a reader that depends on what else the file says. */
export function asIs(): Reader<YamlNode> {
  return (node) => node;
}

/** A reader of a key that may be left out. */
export interface OptionalReader<T> extends Reader<T> {
  readonly fallback: () => T;
}

/** Within `fields`: a key that may be left out, and what it then is. */
export function optional<T, const F>(reader: Reader<T>, fallback: F): OptionalReader<T | F> {
  return Object.assign((node: YamlNode): T | F => reader(node), { fallback: () => fallback });
}

function isOptional(reader: Reader<unknown>): reader is OptionalReader<unknown> {
  return 'fallback' in reader;
}

/** A map with exactly these keys. An unknown or a missing one is an InputError. */
export function fields<Shape extends Record<string, Reader<unknown>>>(
  shape: Shape,
): Reader<{ [Key in keyof Shape]: ValueOf<Shape[Key]> }> {
  const names = Object.keys(shape);
  return (node) => {
    const found = keysOf(node);
    for (const [key, { place }] of found) {
      if (!names.includes(key)) throw place.refuse(`unknown key ${quoted(key)}.`, suggestion(key, names));
    }
    const values: Record<string, unknown> = {};
    for (const name of names) values[name] = readField(node, name, shape[name], found.get(name)?.value);
    return values as { [Key in keyof Shape]: ValueOf<Shape[Key]> };
  };
}

function readField(
  map: YamlNode,
  name: string,
  reader: Reader<unknown>,
  node: YamlNode | undefined,
): unknown {
  if (node !== undefined) return reader(node);
  if (isOptional(reader)) return reader.fallback();
  throw map.refuse(`the key ${quoted(name)} is missing.`);
}

function keysOf(node: YamlNode): NonNullable<YamlNode['keys']> {
  if (node.keys === null) throw node.refuse(`${node.shown} is no map.`, 'Legal: keys with values.');
  return node.keys;
}
