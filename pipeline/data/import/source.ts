// Where foreign data stands: a folder, a zip, or one file. Opens it as a set of named byte streams and knows nothing
// of what is in them.

import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError, quoted } from '../../errors.ts';
import { errorCode, listFolder } from '../files.ts';
import { openZip } from './zip.ts';

export interface SourceFile {
  /** Base name, as the formats know it: "ratings.csv". */
  name: string;
  /** For messages: "ml-1m.zip/ml-1m/ratings.dat". */
  shownAs: string;
  /** Unpacked size. */
  bytes: number;
  /** Path on the disk, for formats that are read from the end; null inside a zip. */
  path: string | null;
  read(): AsyncIterable<Uint8Array>;
}

export interface Source {
  /** Base name of the path. */
  name: string;
  kind: 'folder' | 'zip' | 'file';
  files: SourceFile[];
  close(): void;
}

const READ_BYTES = 256 * 1024;

/** @throws InputError when there is nothing at `path`, or a zip cannot be read. */
export async function openSource(path: string): Promise<Source> {
  const name = basename(path.replace(/[/\\]+$/, '')) || path;
  const found = await describePath(path);
  if (found.isDirectory()) return openFolder(path.replace(/[/\\]+$/, ''));
  if (!found.isFile()) throw new InputError({ file: path, problem: 'is neither a file nor a folder.' });
  if (/\.zip$/i.test(name)) return openZipSource(path, name);
  return { name, kind: 'file', files: [fileOnDisk(path, name, found.size)], close() {} };
}

async function describePath(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT' && errorCode(cause) !== 'ENOTDIR') throw cause;
    const legal = 'Legal: a MovieLens folder or .zip, or a CSV or Parquet file.';
    throw new InputError({ file: path, problem: 'there is no such file or folder.', legal, cause });
  }
}

/** The files directly in a folder; only these names where `only` is given. */
export async function openFolder(path: string, only?: readonly string[]): Promise<Source> {
  const name = basename(path);
  const files: SourceFile[] = [];
  for (const inside of await listFolder(path)) {
    if (only !== undefined && !only.includes(inside)) continue;
    // A link to nowhere is no file, and a folder in the folder is not looked into.
    const found = await describePath(join(path, inside)).catch(ignoreInputError);
    if (found?.isFile()) files.push(fileOnDisk(join(path, inside), `${name}/${inside}`, found.size));
  }
  return { name, kind: 'folder', files, close() {} };
}

function ignoreInputError(error: unknown): null {
  if (error instanceof InputError) return null;
  throw error;
}

function fileOnDisk(path: string, shownAs: string, bytes: number): SourceFile {
  return {
    name: basename(path),
    shownAs,
    bytes,
    path,
    read: () => createReadStream(path, { highWaterMark: READ_BYTES }),
  };
}

async function openZipSource(path: string, name: string): Promise<Source> {
  const zip = await openZip(path, name);
  const files = zip.entries
    .filter((entry) => !entry.name.startsWith('__MACOSX/'))
    .map((entry) => ({
      name: basename(entry.name),
      shownAs: `${name}/${entry.name}`,
      bytes: entry.bytes,
      path: null,
      read: () => entry.read(),
    }));
  return { name, kind: 'zip', files, close: () => zip.close() };
}

/** The file of that name, null without one. @throws InputError when a zip holds two. */
export function findFile(source: Source, name: string): SourceFile | null {
  const found = source.files.filter((file) => file.name === name);
  if (found.length < 2) return found[0] ?? null;
  const names = found.map((file) => quoted(file.shownAs)).join(' and ');
  throw new InputError({
    file: source.name,
    problem: `holds ${names}.`,
    legal: `One ${name} is legal: unpack it and import one folder.`,
  });
}

/** The start of a file, at most `limit` bytes. */
export async function readStart(file: SourceFile, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.read()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
