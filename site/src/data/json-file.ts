// One published JSON file, read at build time: present, missing or unreadable. Not what is done about it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as words from '../words/published.ts';
import { schemaOf } from './schemas.ts';
import { shapeProblem } from './shape.ts';

/** A file of the static API as the site found it. Missing is not unreadable: each is said as what it is. */
export type Loaded<T> =
  | { readonly state: 'present'; readonly value: T }
  | { readonly state: 'missing'; readonly file: string }
  | { readonly state: 'unreadable'; readonly file: string; readonly why: string };

/** The version of the static API that this site understands. */
const FORMAT = 1;

/**
 * Reads `api/v1/<file>` and holds it against the schema of its kind.
 * @returns a state, never a throw: the page that needs the file says what is wrong with it.
 */
export function readOptional<T>(folder: string, file: string): Loaded<T> {
  let text: string;
  try {
    text = readFileSync(join(folder, 'api/v1', file), 'utf8');
  } catch (error) {
    if (isAbsent(error)) return { state: 'missing', file };
    return { state: 'unreadable', file, why: words.cannotBeOpened(errorCode(error)) };
  }
  const parsed = parse(text);
  if ('why' in parsed) return { state: 'unreadable', file, why: parsed.why };
  const why = problemWith(parsed.value, file);
  return why === null ? { state: 'present', value: parsed.value as T } : { state: 'unreadable', file, why };
}

/** As `readOptional`, for a file no page can do without. @throws Error that names the file and the cure. */
export function readRequired<T>(folder: string, file: string): T {
  const loaded = readOptional<T>(folder, file);
  if (loaded.state === 'present') return loaded.value;
  throw new Error(
    `api/v1/${file} ${loaded.state === 'missing' ? 'is missing' : `cannot be used: ${loaded.why}`} in ${folder}. The site is built from published files: run \`npx showrunner publish\` first.`,
  );
}

/** SHA-256 of `api/v1/<file>`, hexadecimal. */
export function sha256Of(folder: string, file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'api/v1', file)))
    .digest('hex');
}

/** The value of a file that is there, else `fallback`; for a page that has already said what is missing. */
export function valueOr<T, F>(loaded: Loaded<T>, fallback: F): T | F {
  return loaded.state === 'present' ? loaded.value : fallback;
}

function parse(text: string): { value: unknown } | { why: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { why: words.notJson(error instanceof Error ? error.message : String(error)) };
  }
}

function problemWith(value: unknown, file: string): string | null {
  if (typeof value !== 'object' || value === null) return words.noObject;
  const format = 'format' in value ? value.format : undefined;
  if (format !== FORMAT) return words.otherFormat(JSON.stringify(format), FORMAT);
  return shapeProblem(value, schemaOf(file));
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

const isAbsent = (error: unknown): boolean => errorCode(error) === 'ENOENT';
