// What a visitor said as a file: the same text in the browser's storage, in an export and in an import. Whatever a file
// says wrongly is said with its place, its value and what is legal; nothing of such a file counts.

import * as words from '../../words/mine-file.ts';
import { EVERY_TOLD, type Told } from '../../words/told.ts';
import { type Entry, type Mine, MOST_TOLD, NOTHING, type Sent } from './record.ts';

/** Longest file that is read, in characters. */
export const LONGEST_FILE = 2_000_000;
const REACTIONS: readonly Entry['as'][] = [...EVERY_TOLD, 'undo'];
const SENT: readonly Sent[] = ['no', 'yes', 'before'];
const LATEST = Date.UTC(2200, 0, 1);

/** @param titleOf a title to read beside an id; an import looks at the id alone. */
export function formatMine({ told, tuned, visitor }: Mine, titleOf?: (id: string) => string): string {
  const reactions = [...told].map(([item_id, { as, at, sent }]) => ({
    item_id,
    ...(titleOf ? { title: titleOf(item_id) } : {}),
    reaction: as,
    at: new Date(at).toISOString(),
    sent,
  }));
  return `${JSON.stringify({ format: 1, visitor, tuned, reactions }, null, titleOf ? 2 : undefined)}\n`;
}

/** @throws Error that names place, value and what is legal. */
export function parseMine(text: string): Mine {
  if (text.length > LONGEST_FILE) throw new Error(words.tooLong(text.length, LONGEST_FILE));
  const { format, visitor, tuned, reactions } = fieldsOf(parsed(text), words.theFile);
  if (format !== 1) throw wrong('format', format, '1');
  if (typeof visitor !== 'string' || !/^(visitor-[0-9a-f]{16})?$/.test(visitor))
    throw wrong('visitor', visitor, words.visitorId);
  if (!Array.isArray(reactions) || reactions.length > MOST_TOLD)
    throw wrong('reactions', reactions, words.listUpTo(MOST_TOLD));
  const told = new Map<string, Entry>();
  reactions.forEach((value: unknown, i) => {
    const place = `reactions[${i}]`;
    const { item_id, reaction, at, sent } = fieldsOf(value, place);
    if (typeof item_id !== 'string' || !/^[^\s\p{C}]{1,200}$/u.test(item_id))
      throw wrong(`${place}.item_id`, item_id, words.filmId);
    if (told.has(item_id)) throw wrong(`${place}.item_id`, item_id, words.eachOnce);
    told.set(item_id, {
      as: oneOf(REACTIONS, reaction, `${place}.reaction`),
      at: instant(at, `${place}.at`),
      sent: oneOf(SENT, sent, `${place}.sent`),
    });
  });
  return { told, tuned: tunedOf(tuned), visitor };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(words.noJson(error instanceof Error ? error.message : String(error)));
  }
}

function tunedOf(value: unknown): Mine['tuned'] {
  const fields = fieldsOf(value, 'tuned');
  const part = (name: keyof Mine['tuned']): number => {
    const given = fields[name];
    if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= 100) return given;
    throw wrong(`tuned.${name}`, given, words.hundredths);
  };
  return { ...NOTHING.tuned, mix: part('mix'), variety: part('variety'), fresh: part('fresh') };
}

function instant(value: unknown, place: string): number {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (at >= 0 && at < LATEST) return at;
  throw wrong(place, value, words.instant);
}

function oneOf<T extends Told | Entry['as'] | Sent>(legal: readonly T[], value: unknown, place: string): T {
  const found = legal.find((one) => one === value);
  if (found !== undefined) return found;
  throw wrong(place, value, legal.join(', '));
}

function fieldsOf(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw wrong(place, value, words.object);
}

const wrong = (place: string, value: unknown, legal: string): Error =>
  new Error(words.wrong(place, value, legal));
