// data/interactions/: what people told us, in immutable batches that any engine reads as one table. What they add
// up to is the fold in interactions.ts.

import { InputError, quoted, suggestion } from '../errors.ts';
import {
  type BatchEntry,
  listBatchFiles,
  listBatchNames,
  readBatchFile,
  writeBatchFile,
} from './batch-files.ts';
import { type InteractionRows, isSignal, SIGNALS, type Signal, takeRows } from './interactions.ts';
import { compareText, newestOf, sortingOrder } from './order.ts';
import { type Columns, columnsOf, encodeParquet, readParquet } from './parquet.ts';

export type { BatchEntry } from './batch-files.ts';

export const INTERACTIONS_FOLDER = 'data/interactions';

const SCHEMA = {
  user_id: 'string',
  item_id: 'string',
  signal: 'string',
  rating: 'float64?',
  timestamp: 'timestamp',
  event_id: 'string?',
} as const;

/**
 * Adds rows as one batch. They are put in a fixed order first (user, time, item, signal, rating, event), so equal
 * rows give an equal file under an equal name, and writing them again changes nothing.
 * @throws InputError for a signal or a rating that is not legal; RangeError for no rows.
 */
export async function writeInteractionBatch(root: string, rows: InteractionRows): Promise<BatchEntry> {
  if (rows.user_id.length === 0) throw new RangeError('a batch needs at least one row');
  checkRows(rows, INTERACTIONS_FOLDER);
  const sorted = inFixedOrder(rows);
  const bytes = await encodeParquet(columnsOf(SCHEMA, sorted));
  const content = { bytes, rows: rows.user_id.length, newest: newestOf(rows.timestamp) };
  return writeBatchFile(root, INTERACTIONS_FOLDER, content);
}

/** The batches there are, sorted by name; none before the first data. */
export function listInteractionBatches(root: string): Promise<BatchEntry[]> {
  return listBatchFiles(root, INTERACTIONS_FOLDER);
}

/** Rows of the named batches, or of all, each checked against the hash in its name before it is parsed. */
export async function readInteractionBatches(
  root: string,
  names?: readonly string[],
): Promise<InteractionRows[]> {
  const batches: InteractionRows[] = [];
  await scanInteractionBatches(root, (rows) => void batches.push(rows), names);
  return batches;
}

/** The same, one batch in memory at a time: `createFold` takes them as they come. */
export async function scanInteractionBatches(
  root: string,
  onBatch: (rows: InteractionRows, name: string) => void | Promise<void>,
  names?: readonly string[],
): Promise<void> {
  for (const name of names ?? (await listBatchNames(root, INTERACTIONS_FOLDER))) {
    const bytes = await readBatchFile(root, INTERACTIONS_FOLDER, name);
    await onBatch(await parseBatch(bytes, name), name);
  }
}

/** The same for the batches that have event ids; of the others, which may be vast, only that column is read. */
export async function scanEventRows(root: string, onBatch: (rows: InteractionRows) => void): Promise<void> {
  for (const name of await listBatchNames(root, INTERACTIONS_FOLDER)) {
    const bytes = await readBatchFile(root, INTERACTIONS_FOLDER, name);
    const schema = { event_id: SCHEMA.event_id };
    const { event_id } = await readParquet(bytes, schema, `${INTERACTIONS_FOLDER}/${name}`);
    if (event_id.some((id) => id !== null)) onBatch(await parseBatch(bytes, name));
  }
}

async function parseBatch(bytes: Uint8Array, name: string): Promise<InteractionRows> {
  const shownAs = `${INTERACTIONS_FOLDER}/${name}`;
  return checkRows(await readParquet(bytes, SCHEMA, shownAs), shownAs);
}

type StoredRows = Columns<typeof SCHEMA>;

/** The rows as they are, once every signal, rating and instant is legal. */
function checkRows(rows: StoredRows, file: string): InteractionRows {
  const signal: Signal[] = rows.signal.map((text, i) => {
    if (isSignal(text)) return text;
    const problem = `unknown signal ${quoted(text)}.`;
    throw new InputError({
      file,
      place: `row ${i + 1}, column signal`,
      problem,
      legal: suggestion(text, SIGNALS),
    });
  });
  for (let i = 0; i < signal.length; i++) {
    if ((signal[i] === 'rating') !== Number.isFinite(rows.rating[i])) throw badRating(rows, file, i);
    if (!Number.isFinite(rows.timestamp[i])) throw badTimestamp(rows, file, i);
  }
  return { ...rows, signal };
}

function badRating({ signal, rating }: StoredRows, file: string, i: number): InputError {
  const problem = `${rating[i]} beside the signal ${signal[i]}.`;
  const legal = 'A rating has a number and no other signal has one.';
  return new InputError({ file, place: `row ${i + 1}, column rating`, problem, legal });
}

function badTimestamp({ timestamp }: StoredRows, file: string, i: number): InputError {
  const place = `row ${i + 1}, column timestamp`;
  return new InputError({
    file,
    place,
    problem: `${timestamp[i]} is no instant.`,
    legal: 'Legal: epoch milliseconds.',
  });
}

function inFixedOrder(rows: InteractionRows): InteractionRows {
  const order = sortingOrder(rows.user_id.length, (a, b) => compareRows(rows, a, b));
  return order === null ? rows : takeRows(rows, order);
}

function compareRows(rows: InteractionRows, a: number, b: number): number {
  return (
    compareText(rows.user_id[a], rows.user_id[b]) ||
    rows.timestamp[a] - rows.timestamp[b] ||
    compareText(rows.item_id[a], rows.item_id[b]) ||
    compareText(rows.signal[a], rows.signal[b]) ||
    // Of equal signals either both are ratings or none is; an id sorts after none.
    rows.rating[a] - rows.rating[b] ||
    compareText(rows.event_id[a] ?? '', rows.event_id[b] ?? '')
  );
}
