// What one line of feedback must say. Pure: the catalogue, the scale and the clock are passed in, and a bad line is
// a value, not an exception.

import { nearestName, quoted } from '../../errors.ts';
import { describeScale, isOnScale, type RatingScale } from '../dataset.ts';
import { isSignal, SIGNALS, type Signal } from '../interactions.ts';
import type { LineReason } from '../jsonl.ts';
import { DAY_MS, formatInstant, parseInstant } from '../time.ts';

/** Why a line was refused, as it is counted. */
export type Reason =
  | LineReason
  | 'not_an_object'
  | 'unknown_key'
  | 'missing_key'
  | 'bad_id'
  | 'unknown_film'
  | 'unknown_signal'
  | 'bad_rating'
  | 'bad_timestamp'
  | 'event_id_reused';

export interface FeedbackEvent {
  event_id: string;
  user_id: string;
  item_id: string;
  signal: Signal;
  /** NaN unless the signal is `rating`. */
  rating: number;
  /** Epoch milliseconds. */
  timestamp: number;
}

export interface Refusal {
  reason: Reason;
  /** One sentence with the offending value and what is legal. */
  problem: string;
}

/** What the lines are checked against. */
export interface Surroundings {
  /** Whether the catalogue has a film. */
  isFilm: (itemId: string) => boolean;
  scale: RatingScale;
  /** Epoch milliseconds. */
  now: number;
}

const KEYS = ['event_id', 'user_id', 'item_id', 'signal', 'rating', 'timestamp'];
const REQUIRED = KEYS.filter((key) => key !== 'rating');
const LONGEST_ID = 200;
/** Before there was a web to give feedback on. */
const EARLIEST = Date.UTC(1995, 0, 1);

/** @param value what the line's JSON parsed to. */
export function readEvent(value: unknown, surroundings: Surroundings): FeedbackEvent | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      reason: 'not_an_object',
      problem: `${quoted(JSON.stringify(value))} is no object; a line is {…}.`,
    };
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    refuseKeys(fields) ??
    refuseIds(fields) ??
    refuseItem(fields, surroundings) ??
    refuseSignal(fields) ??
    refuseRating(fields, surroundings) ??
    refuseTimestamp(fields, surroundings) ??
    toEvent(fields)
  );
}

export function isRefusal(outcome: FeedbackEvent | Refusal): outcome is Refusal {
  return 'reason' in outcome;
}

type Fields = ReadonlyMap<string, unknown>;

/** Called when every field has been checked. */
function toEvent(fields: Fields): FeedbackEvent {
  const rating = fields.get('rating');
  return {
    event_id: String(fields.get('event_id')),
    user_id: String(fields.get('user_id')),
    item_id: String(fields.get('item_id')),
    signal: fields.get('signal') as Signal,
    rating: typeof rating === 'number' ? rating : Number.NaN,
    timestamp: parseInstant(String(fields.get('timestamp'))) ?? Number.NaN,
  };
}

function refuseKeys(fields: Fields): Refusal | null {
  for (const key of fields.keys()) {
    if (KEYS.includes(key)) continue;
    const nearest = nearestName(key, KEYS);
    const question = nearest === null ? '' : ` Did you mean ${quoted(nearest)}?`;
    return {
      reason: 'unknown_key',
      problem: `unknown key ${quoted(key)}.${question} Legal: ${KEYS.join(', ')}.`,
    };
  }
  const missing = REQUIRED.find((key) => !fields.has(key));
  if (missing === undefined) return null;
  return { reason: 'missing_key', problem: `the key ${quoted(missing)} is missing.` };
}

function refuseIds(fields: Fields): Refusal | null {
  for (const key of ['event_id', 'user_id']) {
    const id = fields.get(key);
    if (isId(id)) continue;
    const problem = `${key} is ${shown(id)}; legal is text of 1 to ${LONGEST_ID} characters without line ends.`;
    return { reason: 'bad_id', problem };
  }
  return null;
}

/** Any text but an empty or an endless one; control characters and broken characters would not survive a log or a file. */
function isId(id: unknown): id is string {
  const isText = typeof id === 'string' && id.length > 0 && id.length <= LONGEST_ID;
  return isText && id.isWellFormed() && !/\p{Cc}/u.test(id);
}

function refuseItem(fields: Fields, { isFilm }: Surroundings): Refusal | null {
  const id = fields.get('item_id');
  if (typeof id === 'string' && isFilm(id)) return null;
  return { reason: 'unknown_film', problem: `item_id ${shown(id)} is not in data/catalogue.csv.` };
}

function refuseSignal(fields: Fields): Refusal | null {
  const signal = fields.get('signal');
  if (typeof signal === 'string' && isSignal(signal)) return null;
  return {
    reason: 'unknown_signal',
    problem: `unknown signal ${shown(signal)}. Legal: ${SIGNALS.join(', ')}.`,
  };
}

function refuseRating(fields: Fields, { scale }: Surroundings): Refusal | null {
  const isRating = fields.get('signal') === 'rating';
  const rating = fields.get('rating');
  if (!isRating && !fields.has('rating')) return null;
  if (isRating && typeof rating === 'number' && isOnScale(rating, scale)) return null;
  const legal = isRating ? describeScale(scale) : 'no rating beside another signal than rating';
  const found = fields.has('rating') ? `rating ${shown(rating)}` : 'no rating';
  return { reason: 'bad_rating', problem: `${found}; legal: ${legal}.` };
}

function refuseTimestamp(fields: Fields, { now }: Surroundings): Refusal | null {
  const text = fields.get('timestamp');
  const timestamp = typeof text === 'string' ? parseInstant(text) : null;
  const latest = now + DAY_MS;
  if (timestamp !== null && timestamp >= EARLIEST && timestamp <= latest) return null;
  const legal =
    timestamp === null
      ? 'an instant with its offset, such as 2026-01-31T09:30:00Z'
      : `from ${formatInstant(EARLIEST)} to ${formatInstant(latest)}, a day from now`;
  return { reason: 'bad_timestamp', problem: `timestamp ${shown(text)}; legal: ${legal}.` };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  // JSON has no word for Infinity, which 1e999 is read as.
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return quoted(text).slice(1, -1);
}
