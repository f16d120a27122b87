// Days and instants as text, strictly: Date.parse takes 30 February for 2 March and a bare year for a day. Not a
// clock: what time it is now is passed in.

export const DAY_MS = 86_400_000;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of the first instant of a UTC day YYYY-MM-DD; null when there is no such day. */
export function parseDay(text: string): number | null {
  const match = DAY.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const start = Date.UTC(year, month - 1, day);
  return year >= 1000 && dayOf(start) === text ? start : null;
}

/**
 * Epoch milliseconds of an ISO 8601 instant with its offset, such as 2026-01-31T09:30:00Z or
 * 2026-01-31T09:30+02:00; null for anything else. Fractions beyond milliseconds are cut.
 */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, day, hour, minute, second = '0', fraction = '', offset] = match;
  const start = parseDay(day);
  const offsetMs = parseOffset(offset);
  if (start === null || offsetMs === null) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return (
    start + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds - offsetMs
  );
}

function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours, minutes] = text.slice(1).split(':').map(Number);
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The UTC day of an instant, in days since 1970-01-01. */
export function dayNumber(timestamp: number): number {
  return Math.floor(timestamp / DAY_MS);
}

/** The UTC day of an instant, YYYY-MM-DD. */
export function dayOf(timestamp: number): string {
  return new Date(timestamp).toISOString().slice(0, 10);
}

/** ISO 8601 in UTC with milliseconds. */
export function formatInstant(timestamp: number): string {
  return new Date(timestamp).toISOString();
}
