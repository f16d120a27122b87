// The files feedback waits in, and where they go when it has been merged. A file is known by its content: archive
// and quarantine are named for it, so doing a step twice is doing it once.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Reporter } from '../../reporter.ts';
import { isPresent, listFolder, moveFile, STAGING_SUFFIX, writeFileAtomic } from '../files.ts';
import { type JsonLine, readJsonLines } from '../jsonl.ts';

export const FEEDBACK_FOLDER = 'data/feedback';
export const FEEDBACK_FILE = 'data/feedback.jsonl';
export const ARCHIVE_FOLDER = 'data/archive';
export const QUARANTINE_FOLDER = 'data/quarantine';

const ENDING = '.jsonl';
const HASH_DIGITS = 16;

/** A refused line as it stands in quarantine. */
export interface QuarantinedLine {
  /** Where it came from, relative to the root. */
  file: string;
  line: number;
  reason: string;
  problem: string;
  /** The line; of one that is too long, its beginning. */
  text: string;
}

/** Paths of the waiting files relative to the root, sorted. */
export async function listSources(root: string, reporter: Reporter): Promise<string[]> {
  const sources: string[] = [];
  for (const name of await listFolder(join(root, FEEDBACK_FOLDER))) {
    if (name.startsWith('.') || name.endsWith(STAGING_SUFFIX)) continue;
    if (name.endsWith(ENDING)) sources.push(`${FEEDBACK_FOLDER}/${name}`);
    else
      reporter.warn(
        `${FEEDBACK_FOLDER}/${name} was left alone: feedback is read from files ending in ${ENDING}.`,
      );
  }
  if (await isPresent(join(root, FEEDBACK_FILE))) sources.push(FEEDBACK_FILE);
  return sources;
}

/** Hands every line on and returns the sha256 of the bytes that were read. */
export async function readSource(
  root: string,
  source: string,
  onLine: (line: JsonLine) => void,
): Promise<string> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(join(root, source))) {
      hash.update(chunk);
      yield chunk;
    }
  }
  for await (const line of readJsonLines(hashed())) onLine(line);
  return hash.digest('hex');
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** "data/feedback/monday.jsonl" with its content as "monday-0123456789abcdef.jsonl". */
function storedName(source: string, sha256: string): string {
  return `${basename(source, ENDING)}-${sha256.slice(0, HASH_DIGITS)}${ENDING}`;
}

/** Writes the refused lines of a source and returns the file's name, null when no line was refused. */
export async function writeQuarantine(
  root: string,
  source: string,
  sha256: string,
  lines: readonly QuarantinedLine[],
): Promise<string | null> {
  const name = `${QUARANTINE_FOLDER}/${storedName(source, sha256)}`;
  if (lines.length === 0) {
    // The same content may have been refused before a film joined the catalogue.
    await rm(join(root, name), { force: true });
    return null;
  }
  await writeFileAtomic(join(root, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return name;
}

/**
 * A quarantine file without the archived file it belongs to is of a run that was killed: its lines still wait in
 * the source, and would be told twice if that has grown since. To be called before the first `writeQuarantine`.
 */
export async function removeUnfinishedQuarantine(root: string, sources: readonly string[]): Promise<void> {
  const stems = new Set(sources.map((source) => basename(source, ENDING)));
  const archived = new Set(await listFolder(join(root, ARCHIVE_FOLDER)));
  for (const name of await listFolder(join(root, QUARANTINE_FOLDER))) {
    const stem = /^(.*)-[0-9a-f]{16}\.jsonl$/.exec(name)?.[1];
    if (stem === undefined || !stems.has(stem) || archived.has(name)) continue;
    await rm(join(root, QUARANTINE_FOLDER, name), { force: true });
  }
}

/**
 * Moves a source to the archive, unless somebody has added to it since it was read: then it stays, and the next
 * run takes what is new.
 */
export async function archiveSource(root: string, source: string, sha256: string): Promise<string | null> {
  if ((await hashFile(join(root, source))) !== sha256) return null;
  const archived = `${ARCHIVE_FOLDER}/${storedName(source, sha256)}`;
  await moveFile(join(root, source), join(root, archived));
  return archived;
}
