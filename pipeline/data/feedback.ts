// Merging feedback: what waits in data/feedback/ becomes one batch of interactions, refused lines go to quarantine
// with their reason, and the files themselves to the archive. In that order, each step whole or not at all and
// harmless when repeated, so a kill at any moment costs nothing: the next run finishes. Not the meaning of a signal.

import { join } from 'node:path';
import type { Reporter } from '../reporter.ts';
import { INTERACTIONS_FOLDER, writeInteractionBatch } from './batches.ts';
import { EVENTS_FOLDER } from './events.ts';
import { type Intake, prepareIntake, type Source, takeIn } from './feedback/intake.ts';
import type { FeedbackEvent, Reason } from './feedback/line.ts';
import {
  archiveSource,
  listSources,
  QUARANTINE_FOLDER,
  removeUnfinishedQuarantine,
  writeQuarantine,
} from './feedback/sources.ts';
import { clearStaging } from './files.ts';

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

/** Merges what waits. Without any feedback nothing else is read. No one else may be writing to data/. */
export async function ingestFeedback(
  root: string,
  { now, dryRun, reporter }: IngestOptions,
): Promise<IngestReport> {
  if (!dryRun) await clearLeftovers(root);
  const paths = await listSources(root, reporter);
  if (paths.length === 0) return reportOn([], null, null);
  const intake = await prepareIntake(root, now);
  const sources: Source[] = [];
  for (const path of paths) sources.push(await takeIn(root, path, intake));
  if (dryRun) return reportOn(sources, intake, null);
  const batch = await storeKept(root, intake.kept, reporter);
  await removeUnfinishedQuarantine(root, paths);
  for (const source of sources) await quarantine(root, source, reporter);
  for (const source of sources) await archive(root, source, reporter);
  return reportOn(sources, intake, batch);
}

/** Half-written files of killed processes. */
async function clearLeftovers(root: string): Promise<void> {
  for (const folder of ['data', INTERACTIONS_FOLDER, EVENTS_FOLDER, QUARANTINE_FOLDER]) {
    await clearStaging(join(root, folder));
  }
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
