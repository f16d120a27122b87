// JSON under models/, read and written: a file may have been edited by hand, cut short or merged badly, so every
// field is looked at before it is believed. Not a schema language: a reader is a function from `unknown` to a type.

import { InputError, quoted, suggestion } from '../errors.ts';

/** Where a value stands: the file, and the path of keys to it ("heads.ranking.shape.k"; '' is the document). */
export interface Place {
  file: string;
  path: string;
}

/** Turns an unknown value into a `T`, or throws an InputError that names file, key, value and what is legal. */
export type Reader<T> = (value: unknown, at: Place) => T;

/** One reader for every key of `T`: a key that is added to the type is missed here by the compiler. */
export type Fields<T> = { [K in keyof T]-?: Reader<T[K]> };

/**
 * Parses a JSON text with a reader.
 * @param cure what to do when it is not JSON at all; by default, to restore the file from Git
 * @throws InputError when the text is not JSON or any field is not what the reader allows
 */
export function readJson<T>(source: string, reader: Reader<T>, file: string, cure?: string): T {
  const restore = `It may have been cut short or merged badly. Restore it with "git checkout -- ${file}".`;
  return reader(parseJson(source, file, cure ?? restore), { file, path: '' });
}

function parseJson(source: string, file: string, cure: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    const problem = `This is not JSON: ${(cause as Error).message}.`;
    throw new InputError({ file, problem, legal: cure, cause });
  }
}

/**
 * JSON for people and diffs: indented, but what fits a line stands on one. A list of days is a line a day.
 * @throws Error for a number that JSON cannot hold
 */
export function formatJson(value: unknown): string {
  return `${pretty(value, '', '')}\n`;
}

const LINE = 110;

function pretty(value: unknown, indent: string, key: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`${key} is ${value}, which JSON cannot hold`);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((entry, i) => pretty(entry ?? null, inner, `${key}[${i}]`))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([name, entry]) => `${JSON.stringify(name)}: ${pretty(entry, inner, name)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (indent !== '' && line.length + indent.length <= LINE && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

/** The error of a field: what it is, and what would be legal. */
export function refuse(value: unknown, at: Place, legal: string): never {
  const problem = value === undefined ? 'This key is missing.' : `Found ${shown(value)}.`;
  throw new InputError({ file: at.file, place: at.path || 'top level', problem, legal: `Legal: ${legal}.` });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** An object with exactly these keys. */
export function object<T>(fields: Fields<T>): Reader<T> {
  const legal = Object.keys(fields);
  return (value, at) => {
    const source = asObject(value, at);
    for (const key of source.keys()) {
      if (!legal.includes(key)) refuseKey(key, at, legal);
    }
    const result: Partial<T> = {};
    for (const key in fields) {
      const read = fields[key](source.get(key), child(at, key));
      // A key that may be left out stays out, so that what was read equals what was written.
      if (read !== undefined) result[key] = read;
    }
    return result as T;
  };
}

/** The value of a key that may be left out. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, at) => (value === undefined ? undefined : reader(value, at));
}

/** A map from short names to values, such as metrics or hyper-parameters. */
export function table<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value, at) => {
    const result: Record<string, T> = {};
    for (const [key, entry] of asObject(value, at)) {
      if (!/^[a-z][a-z0-9_]{0,63}$/.test(key)) refuse(key, at, 'keys of small letters, digits and _');
      result[key] = reader(entry, child(at, key));
    }
    return result;
  };
}

// A Map, because JSON.parse makes "__proto__" an own key and plain look-ups would then find the wrong thing.
function asObject(value: unknown, at: Place): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(value, at, 'an object');
  return new Map(Object.entries(value));
}

function refuseKey(key: string, at: Place, legal: string[]): never {
  throw new InputError({
    file: at.file,
    place: at.path || 'top level',
    problem: `Unknown key ${quoted(key)}.`,
    legal: suggestion(key, legal),
  });
}

function child(at: Place, key: string | number): Place {
  if (typeof key === 'number') return { file: at.file, path: `${at.path}[${key}]` };
  return { file: at.file, path: at.path ? `${at.path}.${key}` : key };
}

/** A list of anything. */
export function list<T>(reader: Reader<T>): Reader<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return refuse(value, at, 'a list');
    return value.map((entry, i) => reader(entry, child(at, i)));
  };
}

/** The value, or null where there is none; the key itself must be there. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null ? null : reader(value, at));
}

/** A string that is not empty, at most `longest` UTF-16 units. */
export function text(longest = 10_000): Reader<string> {
  return (value, at) => {
    if (typeof value === 'string' && value.length > 0 && value.length <= longest) return value;
    return refuse(value, at, `a text of 1 to ${longest} characters`);
  };
}

/** A string of a known form. */
export function matching(form: RegExp, legal: string): Reader<string> {
  return (value, at) => (typeof value === 'string' && form.test(value) ? value : refuse(value, at, legal));
}

/** A string of a union. The compiler asks for every member, so a union cannot outgrow its reader. */
export function oneOf<T extends string>(members: Record<NoInfer<T>, true>): Reader<T> {
  const isMember = (value: unknown): value is T => typeof value === 'string' && Object.hasOwn(members, value);
  const legal = Object.keys(members).map((member) => quoted(member));
  return (value, at) => (isMember(value) ? value : refuse(value, at, legal.join(', ')));
}

/** The version of a file's format. */
export const formatOne: Reader<1> = (value, at) => (value === 1 ? value : refuse(value, at, '1'));

/** A finite number (JSON's 1e999 reads as infinity, which is none). */
export const number: Reader<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(value, at, 'a finite number');

/** A whole number of at least `least`, exact in a double. */
export function integer(least: number): Reader<number> {
  return (value, at) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    return refuse(value, at, `a whole number of at least ${least}`);
  };
}

/** A finite number of at least 0. */
export const amount: Reader<number> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : refuse(value, at, 'a number of at least 0');

export const boolean: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? value : refuse(value, at, 'true or false');

/** A hyper-parameter's value. */
export const scalar: Reader<number | string | boolean> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return number(value, at);
};

/** An instant as it is written everywhere under models/: ISO 8601, UTC, with milliseconds. */
export const instant: Reader<string> = (value, at) => {
  // The round trip refuses what Date.parse would bend: "2026-02-30" is no day.
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString() === value) return value;
  return refuse(value, at, 'an instant such as "2026-05-01T06:00:00.000Z"');
};

/** A UTC calendar day, YYYY-MM-DD. */
export const day: Reader<string> = (value, at) => {
  const time = typeof value === 'string' && value.length === 10 ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value) return value as string;
  return refuse(value, at, 'a day such as "2026-05-01"');
};

/** A day or an instant. */
export const dayOrInstant: Reader<string> = (value, at) =>
  (typeof value === 'string' && value.length === 10 ? day : instant)(value, at);

export const sha256Hex = matching(/^[0-9a-f]{64}$/, 'a sha256 as 64 hexadecimal digits');
export const commitHash = matching(
  /^[0-9a-f]{40}([0-9a-f]{24})?$/,
  'a commit as 40 or 64 hexadecimal digits',
);
