// A folder of immutable Parquet files, each named by its content: <day of the newest row>-<start of its sha256>.
// Written once, never changed, checked against its name before it is parsed. Not what the rows mean: batches.ts
// and events.ts know that.

import { join } from 'node:path';
import { InputError, quoted } from '../errors.ts';
import { listFolder, readFileIfPresent, STAGING_SUFFIX, sha256, writeFileAtomic } from './files.ts';
import { readParquetMetadata } from './parquet.ts';
import { dayOf } from './time.ts';

export interface BatchEntry {
  /** File name, such as 20260131-0123456789abcdef.parquet. */
  name: string;
  /** Of the file, 64 hex digits. */
  sha256: string;
  rows: number;
  bytes: number;
}

const NAME = /^\d{8}-([0-9a-f]{16})\.parquet$/;
const HASH_DIGITS = 16;

/**
 * Stores encoded rows; the same content again is the same name and changes nothing.
 * @param folder relative to the root, such as data/interactions.
 * @param newest epoch milliseconds of the newest row.
 */
export async function writeBatchFile(
  root: string,
  folder: string,
  content: { bytes: Uint8Array; rows: number; newest: number },
): Promise<BatchEntry> {
  const digest = sha256(content.bytes);
  const day = dayOf(content.newest).replaceAll('-', '');
  const name = `${day}-${digest.slice(0, HASH_DIGITS)}.parquet`;
  const present = await readFileIfPresent(join(root, folder, name));
  if (present === null) await writeFileAtomic(join(root, folder, name), content.bytes);
  else checkHash(present, folder, name);
  return { name, sha256: digest, rows: content.rows, bytes: content.bytes.byteLength };
}

/** Names of the batches, sorted. No folder is no batches: a first run. A stranger among them is an InputError. */
export async function listBatchNames(root: string, folder: string): Promise<string[]> {
  const names = (await listFolder(join(root, folder))).filter((name) => !isLeftAlone(name));
  for (const name of names) {
    if (NAME.test(name)) continue;
    throw new InputError({
      file: `${folder}/${name}`,
      problem: 'is not a batch: batches are named <day>-<hash>.parquet and written by Showrunner only.',
      legal: 'Move it away; bring data in with `showrunner import` or `showrunner ingest`.',
    });
  }
  return names;
}

/** Hidden files and what a killed write left behind. */
function isLeftAlone(name: string): boolean {
  return name.startsWith('.') || name.endsWith(STAGING_SUFFIX);
}

/** Each batch with its size, its rows and its full hash, sorted by name. */
export async function listBatchFiles(root: string, folder: string): Promise<BatchEntry[]> {
  const entries: BatchEntry[] = [];
  for (const name of await listBatchNames(root, folder)) {
    const bytes = await readBatchFile(root, folder, name);
    const { rows } = await readParquetMetadata(bytes, `${folder}/${name}`);
    entries.push({ name, sha256: sha256(bytes), rows, bytes: bytes.byteLength });
  }
  return entries;
}

/** The bytes of a batch, proven to be those it was named for. */
export async function readBatchFile(root: string, folder: string, name: string): Promise<Uint8Array> {
  if (!NAME.test(name)) {
    throw new InputError({
      file: folder,
      problem: `${quoted(name)} is not the name of a batch.`,
      legal: 'Legal: 20260131-0123456789abcdef.parquet and the like.',
    });
  }
  const bytes = await readFileIfPresent(join(root, folder, name));
  if (bytes === null) {
    throw new InputError({
      file: `${folder}/${name}`,
      problem: 'is missing.',
      legal: 'Restore it from Git: batches are never deleted.',
    });
  }
  checkHash(bytes, folder, name);
  return bytes;
}

function checkHash(bytes: Uint8Array, folder: string, name: string): void {
  const stated = NAME.exec(name)?.[1];
  const found = sha256(bytes).slice(0, HASH_DIGITS);
  if (found === stated) return;
  throw new InputError({
    file: `${folder}/${name}`,
    problem: `was changed or damaged: its content hashes to ${found}….`,
    legal: `Restore it from Git: \`git checkout -- ${folder}/${name}\`.`,
  });
}
