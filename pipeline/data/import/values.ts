// The values of a foreign row: ids, instants and ratings, each read strictly or refused. Not where the row stands.

import { parseDay, parseInstant } from '../time.ts';
import type { Field } from './records.ts';

const LONGEST_ID = 200;
/** Numbers below this are seconds, the others milliseconds: 1e11 is the year 5138 in one and 1973 in the other. */
const SECONDS_BELOW = 1e11;

/** An opaque id, as the file has it. Null for one that is empty, longer than 200 characters, or holds blanks. */
export function readId(field: Field): string | null {
  if (typeof field === 'number') return Number.isSafeInteger(field) ? String(field) : null;
  if (field === null || field === '' || field.length > LONGEST_ID || /\s/u.test(field)) return null;
  return field;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number; NaN for anything else. `Number` alone would take "" for 0 and "0x10" for 16. */
export function readNumber(field: Field): number {
  if (typeof field === 'number') return Number.isFinite(field) ? field : Number.NaN;
  if (field === null || !NUMBER.test(field)) return Number.NaN;
  const value = Number(field);
  return Number.isFinite(value) ? value : Number.NaN;
}

export type TimeUnit = 'seconds' | 'milliseconds' | 'iso';
export const TIME_UNITS: readonly TimeUnit[] = ['seconds', 'milliseconds', 'iso'];

/**
 * Epoch milliseconds; NaN for what is no instant. Without a stated unit a number is seconds or milliseconds by its
 * size, and text is ISO 8601: "2026-01-31", "2026-01-31 09:30", "2026-01-31T09:30:00.5+02:00". Without an offset it
 * is UTC.
 */
export function readInstant(field: Field, unit: TimeUnit | null): number {
  if (unit !== 'iso') {
    const value = readNumber(field);
    if (!Number.isNaN(value)) return Math.trunc(value * factorOf(value, unit));
    if (unit !== null) return Number.NaN;
  }
  return typeof field === 'string' ? readIso(field) : Number.NaN;
}

function factorOf(value: number, unit: TimeUnit | null): number {
  const isSeconds = unit === null ? Math.abs(value) < SECONDS_BELOW : unit === 'seconds';
  return isSeconds ? 1000 : 1;
}

function readIso(text: string): number {
  const day = parseDay(text);
  if (day !== null) return day;
  const joined = text.replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T').replace(/ *UTC$/, 'Z');
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(joined) ? joined : `${joined}Z`;
  return parseInstant(zoned) ?? Number.NaN;
}
