// data/events/: visits, one row a session: what was shown, what was clicked, how long it took and what it earned.
// The ground of click-through and of experiments. Not preferences: a click is no interaction.

import { InputError, quoted, suggestion } from '../errors.ts';
import {
  type BatchEntry,
  listBatchFiles,
  listBatchNames,
  readBatchFile,
  writeBatchFile,
} from './batch-files.ts';
import { compareText, newestOf, sortingOrder } from './order.ts';
import { columnsOf, encodeParquet, readParquet } from './parquet.ts';

export const EVENTS_FOLDER = 'data/events';

/** Who a list was made by: the champion, or films that are popular with all. */
export const ARMS = ['champion', 'control'] as const;

/** Sessions column by column; all columns are equally long. */
export interface SessionRows {
  session_id: string[];
  user_id: string[];
  /** Epoch milliseconds. */
  started_at: Float64Array;
  seconds: Int32Array;
  /** One of ARMS. */
  arm: string[];
  /** The run that made the list; null where none did. */
  run: (string | null)[];
  /** Item ids by position on the list, first first. */
  shown: string[][];
  /** Item ids; each is on the list. */
  clicked: string[][];
  /** In the shop's currency. */
  revenue: Float64Array;
}

const SCHEMA = {
  session_id: 'string',
  user_id: 'string',
  started_at: 'timestamp',
  seconds: 'int32',
  arm: 'string',
  run: 'string?',
  shown: 'string[]',
  clicked: 'string[]',
  revenue: 'float64',
} as const;

/** Adds sessions as one batch; the same sessions again, in any order, change nothing. */
export async function writeSessionBatch(root: string, sessions: SessionRows): Promise<BatchEntry> {
  if (sessions.session_id.length === 0) throw new RangeError('a batch needs at least one session');
  checkSessions(sessions, EVENTS_FOLDER);
  const sorted = inFixedOrder(sessions);
  const bytes = await encodeParquet(columnsOf(SCHEMA, sorted));
  const content = { bytes, rows: sessions.session_id.length, newest: newestOf(sessions.started_at) };
  return writeBatchFile(root, EVENTS_FOLDER, content);
}

/** The batches there are, sorted by name; none before the first visit. */
export function listSessionBatches(root: string): Promise<BatchEntry[]> {
  return listBatchFiles(root, EVENTS_FOLDER);
}

/** Sessions of the named batches, or of all, each checked against the hash in its name before it is parsed. */
export async function readSessionBatches(root: string, names?: readonly string[]): Promise<SessionRows[]> {
  const batches: SessionRows[] = [];
  for (const name of names ?? (await listBatchNames(root, EVENTS_FOLDER))) {
    const shownAs = `${EVENTS_FOLDER}/${name}`;
    const sessions = await readParquet(await readBatchFile(root, EVENTS_FOLDER, name), SCHEMA, shownAs);
    checkSessions(sessions, shownAs);
    batches.push(sessions);
  }
  return batches;
}

function checkSessions(sessions: SessionRows, file: string): void {
  for (let i = 0; i < sessions.session_id.length; i++) {
    const complaint = complainAbout(sessions, i);
    if (complaint === null) continue;
    const [column, problem, legal] = complaint;
    throw new InputError({ file, place: `row ${i + 1}, column ${column}`, problem, legal });
  }
}

type Complaint = [column: string, problem: string, legal: string];

function complainAbout(sessions: SessionRows, i: number): Complaint | null {
  const { arm, seconds, revenue, started_at, shown, clicked } = sessions;
  if (!ARMS.some((name) => name === arm[i])) {
    return ['arm', `unknown arm ${quoted(arm[i])}.`, suggestion(arm[i], ARMS)];
  }
  if (!Number.isFinite(started_at[i]))
    return ['started_at', 'this is no instant.', 'Legal: epoch milliseconds.'];
  if (!(seconds[i] >= 0)) return ['seconds', `${seconds[i]} is not legal.`, 'Legal: from 0.'];
  if (!(revenue[i] >= 0 && Number.isFinite(revenue[i]))) {
    return ['revenue', `${revenue[i]} is not legal.`, 'Legal: from 0.'];
  }
  const stray = clicked[i].find((id) => !shown[i].includes(id));
  if (stray === undefined) return null;
  return ['clicked', `${quoted(stray)} was clicked but not shown.`, 'Legal: ids from the column shown.'];
}

/**
 * All sessions of some batches, each once, by start and id. Order-free and idempotent: of two sessions with one
 * id the first in the fixed order of all columns counts.
 */
export function foldSessions(batches: Iterable<SessionRows>): SessionRows {
  const sorted = inFixedOrder(joinSessions([...batches]));
  const seen = new Set<string>();
  const positions: number[] = [];
  sorted.session_id.forEach((id, i) => {
    if (seen.has(id)) return;
    seen.add(id);
    positions.push(i);
  });
  return positions.length === sorted.session_id.length ? sorted : takeSessions(sorted, positions);
}

function inFixedOrder(sessions: SessionRows): SessionRows {
  const order = sortingOrder(sessions.session_id.length, (a, b) => compareSessions(sessions, a, b));
  return order === null ? sessions : takeSessions(sessions, order);
}

function compareSessions(sessions: SessionRows, a: number, b: number): number {
  return (
    sessions.started_at[a] - sessions.started_at[b] ||
    compareText(sessions.session_id[a], sessions.session_id[b]) ||
    compareText(restOf(sessions, a), restOf(sessions, b))
  );
}

/** What else a session says; needed only to order two with one id. */
function restOf({ user_id, seconds, arm, run, shown, clicked, revenue }: SessionRows, i: number): string {
  return JSON.stringify([user_id[i], seconds[i], arm[i], run[i], shown[i], clicked[i], revenue[i]]);
}

function joinSessions(batches: readonly SessionRows[]): SessionRows {
  return {
    session_id: batches.flatMap((batch) => batch.session_id),
    user_id: batches.flatMap((batch) => batch.user_id),
    started_at: Float64Array.from(batches.flatMap((batch) => Array.from(batch.started_at))),
    seconds: Int32Array.from(batches.flatMap((batch) => Array.from(batch.seconds))),
    arm: batches.flatMap((batch) => batch.arm),
    run: batches.flatMap((batch) => batch.run),
    shown: batches.flatMap((batch) => batch.shown),
    clicked: batches.flatMap((batch) => batch.clicked),
    revenue: Float64Array.from(batches.flatMap((batch) => Array.from(batch.revenue))),
  };
}

/** The sessions at these positions, in this order. */
export function takeSessions(sessions: SessionRows, positions: readonly number[]): SessionRows {
  const take = <T>(values: ArrayLike<T>) => positions.map((position) => values[position]);
  return {
    session_id: take(sessions.session_id),
    user_id: take(sessions.user_id),
    started_at: Float64Array.from(take(sessions.started_at)),
    seconds: Int32Array.from(take(sessions.seconds)),
    arm: take(sessions.arm),
    run: take(sessions.run),
    shown: take(sessions.shown),
    clicked: take(sessions.clicked),
    revenue: Float64Array.from(take(sessions.revenue)),
  };
}
