// What the interactions on record are like, in figures: how many, how old, how many told twice. Counts only; what
// is too many is for the rules.

import { join } from 'node:path';
import { QUARANTINE_FOLDER } from './feedback/sources.ts';
import { listFolder, readTextFile } from './files.ts';
import { type Interactions, type ToldRows, tellAll } from './interactions.ts';
import { DAY_MS, dayOf, formatInstant } from './time.ts';

/** Plain data, written out as it is. */
export interface DataQuality {
  /** Rows of all batches. */
  rows: number;
  /** Rows that told nothing new: an event again, or all but the event id as in another row. */
  duplicates: number;
  /** Lines in quarantine. */
  refused: number;
  users: number;
  items: number;
  /** (user, item) pairs that count. */
  pairs: number;
  /** Share of the pairs that have a rating; null without pairs. */
  share_rated: number | null;
  /** ISO 8601; null without rows. */
  oldest: string | null;
  newest: string | null;
  /** Rows a UTC day, oldest first; days without rows are left out. */
  per_day: { day: string; rows: number }[];
}

/**
 * @param rows as stored.
 * @param refused lines in quarantine, as `countQuarantined` gives them.
 * @param folded what the rows add up to, where somebody has it already.
 */
export function describeQuality(rows: ToldRows, refused: number, folded?: Interactions): DataQuality {
  const told = 'fold' in rows ? rows : tellAll(rows);
  const perDay = new Map<number, number>();
  for (const timestamp of told.timestamps) {
    const day = Math.floor(timestamp / DAY_MS);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  const interactions = folded ?? told.fold();
  return {
    rows: told.rows,
    duplicates: told.countRepeats(),
    refused,
    users: interactions.userIds.length,
    items: interactions.itemIds.length,
    pairs: interactions.user.length,
    share_rated: shareRated(interactions),
    oldest: told.rows === 0 ? null : formatInstant(told.oldest),
    newest: told.rows === 0 ? null : formatInstant(told.newest),
    per_day: [...perDay]
      .sort(([a], [b]) => a - b)
      .map(([day, count]) => ({ day: dayOf(day * DAY_MS), rows: count })),
  };
}

function shareRated({ rating }: Interactions): number | null {
  const rated = rating.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return rating.length === 0 ? null : rated / rating.length;
}

/** Lines in quarantine; none where there is no quarantine. */
export async function countQuarantined(root: string): Promise<number> {
  return (await readQuarantined(root)).reasons.reduce((sum, { lines }) => sum + lines, 0);
}

export interface Quarantined {
  /** By the reason they were refused for, most first. A line that does not say is "unknown". */
  reasons: { reason: string; lines: number }[];
  /** By the day (UTC) that the refused line names itself, oldest first; null, and last, where it names none. */
  days: { day: string | null; lines: number }[];
}

/** Lines in quarantine, counted. */
export async function readQuarantined(root: string): Promise<Quarantined> {
  const reasons = new Map<string, number>();
  const days = new Map<string | null, number>();
  for (const name of await listFolder(join(root, QUARANTINE_FOLDER))) {
    if (!name.endsWith('.jsonl')) continue;
    const shownAs = `${QUARANTINE_FOLDER}/${name}`;
    const text = (await readTextFile(join(root, shownAs), shownAs)) ?? '';
    for (const line of text.split('\n').filter(Boolean)) {
      const reason = /"reason":"([^"\\]{1,60})"/.exec(line)?.[1] ?? 'unknown';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      const day = dayNamed(line);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
  }
  return {
    reasons: [...reasons]
      .map(([reason, lines]) => ({ reason, lines }))
      .sort((a, b) => b.lines - a.lines || (a.reason < b.reason ? -1 : 1)),
    days: [...days]
      .map(([day, lines]) => ({ day, lines }))
      .sort((a, b) => ((a.day ?? '~') < (b.day ?? '~') ? -1 : 1)),
  };
}

/** The day of the timestamp in the refused text, which stands in the line as a string of JSON. */
function dayNamed(line: string): string | null {
  const day = /timestamp\\*"\s*:\s*\\*"(\d{4}-\d\d-\d\d)/.exec(line)?.[1] ?? null;
  return day !== null && !Number.isNaN(Date.parse(day)) ? day : null;
}
