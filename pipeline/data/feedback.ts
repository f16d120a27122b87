// Merging feedback: what waits in data/feedback/ becomes one batch of interactions, refused lines go to quarantine
// with their reason, and the files themselves to the archive. In that order, each step whole or not at all and
// harmless when repeated, so a kill at any moment costs nothing: the next run finishes. Not the meaning of a signal.

import type { Reporter } from '../reporter.ts';
import { scanEventRows, writeInteractionBatch } from './batches.ts';
import { readCatalogue } from './catalogue.ts';
import { readRatingScale } from './dataset.ts';
import {
  type FeedbackEvent,
  isRefusal,
  type Reason,
  type Refusal,
  readEvent,
  type Surroundings,
} from './feedback/line.ts';
import {
  archiveSource,
  listSources,
  type QuarantinedLine,
  readSource,
  writeQuarantine,
} from './feedback/sources.ts';
import type { InteractionRows } from './interactions.ts';
import type { JsonLine } from './jsonl.ts';

export interface IngestOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Read and check only; nothing is written or moved. */
  dryRun: boolean;
  reporter: Reporter;
}

export interface IngestReport {
  files: number;
  /** Lines that are not blank. */
  read: number;
  kept: number;
  /** Lines by reason. */
  refused: Partial<Record<Reason, number>>;
  /** Lines whose very event is known already. */
  duplicates: number;
  /** Name of the batch that was added. */
  batch: string | null;
}

/** A waiting file, read. */
interface Source {
  path: string;
  sha256: string;
  refused: QuarantinedLine[];
}

/** What has been read so far, over all files. */
interface Intake {
  surroundings: Surroundings;
  /** What each known event id says. */
  known: Map<string, string>;
  kept: FeedbackEvent[];
  read: number;
  duplicates: number;
}

/** Merges what waits. Without any feedback nothing else is read. */
export async function ingestFeedback(
  root: string,
  { now, dryRun, reporter }: IngestOptions,
): Promise<IngestReport> {
  const paths = await listSources(root, reporter);
  if (paths.length === 0) return reportOn([], null, null);
  const intake = await prepareIntake(root, now);
  const sources: Source[] = [];
  for (const path of paths) sources.push(await takeIn(root, path, intake));
  if (dryRun) return reportOn(sources, intake, null);
  const batch = await storeKept(root, intake.kept, reporter);
  for (const source of sources) await quarantine(root, source, reporter);
  for (const source of sources) await archive(root, source, reporter);
  return reportOn(sources, intake, batch);
}

async function prepareIntake(root: string, now: number): Promise<Intake> {
  const { byId } = await readCatalogue(root);
  const scale = await readRatingScale(root);
  const surroundings = { isFilm: (itemId: string) => byId.has(itemId), scale, now };
  return { surroundings, known: await readKnownEvents(root), kept: [], read: 0, duplicates: 0 };
}

/** What each event id on record says, so that a repeat can be told from another event under the same id. */
async function readKnownEvents(root: string): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  await scanEventRows(root, (rows) => {
    rows.event_id.forEach((event_id, i) => {
      if (event_id !== null) known.set(event_id, contentOf(eventAt(rows, i, event_id)));
    });
  });
  return known;
}

function eventAt(rows: InteractionRows, i: number, event_id: string): FeedbackEvent {
  const { user_id, item_id, signal, rating, timestamp } = rows;
  return {
    event_id,
    user_id: user_id[i],
    item_id: item_id[i],
    signal: signal[i],
    rating: rating[i],
    timestamp: timestamp[i],
  };
}

function contentOf({ user_id, item_id, signal, rating, timestamp }: FeedbackEvent): string {
  return JSON.stringify([user_id, item_id, signal, rating, timestamp]);
}

async function takeIn(root: string, path: string, intake: Intake): Promise<Source> {
  const refused: QuarantinedLine[] = [];
  const sha256 = await readSource(root, path, (line) => {
    intake.read++;
    const refusal = takeLine(line, intake);
    if (refusal === null) return;
    const { reason, problem } = refusal;
    refused.push({ file: path, line: line.line, reason, problem, text: line.text });
  });
  return { path, sha256, refused };
}

/** Keeps the line's event, or recognises it, or says why not. */
function takeLine(line: JsonLine, intake: Intake): Refusal | null {
  if ('reason' in line) return line;
  const event = readEvent(line.value, intake.surroundings);
  if (isRefusal(event)) return event;
  const content = contentOf(event);
  const known = intake.known.get(event.event_id);
  if (known === undefined) {
    intake.known.set(event.event_id, content);
    intake.kept.push(event);
  } else if (known === content) {
    intake.duplicates++;
  } else {
    return { reason: 'event_id_reused', problem: `event_id belongs to another event already: ${known}.` };
  }
  return null;
}

async function storeKept(root: string, kept: FeedbackEvent[], reporter: Reporter): Promise<string | null> {
  if (kept.length === 0) return null;
  const { name } = await writeInteractionBatch(root, {
    user_id: kept.map((event) => event.user_id),
    item_id: kept.map((event) => event.item_id),
    signal: kept.map((event) => event.signal),
    rating: Float64Array.from(kept, (event) => event.rating),
    timestamp: Float64Array.from(kept, (event) => event.timestamp),
    event_id: kept.map((event) => event.event_id),
  });
  reporter.note(`${counted(kept.length, 'interaction')} stored in ${name}`);
  return name;
}

async function quarantine(
  root: string,
  { path, sha256, refused }: Source,
  reporter: Reporter,
): Promise<void> {
  const name = await writeQuarantine(root, path, sha256, refused);
  if (name !== null) reporter.warn(`${counted(refused.length, 'line')} of ${path} refused, see ${name}`);
}

async function archive(root: string, { path, sha256 }: Source, reporter: Reporter): Promise<void> {
  const archived = await archiveSource(root, path, sha256);
  if (archived === null)
    reporter.warn(`${path} has grown since it was read and stays: run again for what is new`);
  else reporter.note(`${path} moved to ${archived}`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function reportOn(sources: readonly Source[], intake: Intake | null, batch: string | null): IngestReport {
  const refused: Record<string, number> = {};
  for (const { reason } of sources.flatMap((source) => source.refused)) {
    refused[reason] = (refused[reason] ?? 0) + 1;
  }
  return {
    files: sources.length,
    read: intake?.read ?? 0,
    kept: intake?.kept.length ?? 0,
    refused,
    duplicates: intake?.duplicates ?? 0,
    batch,
  };
}
