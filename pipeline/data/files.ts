// Reading and writing whole files so that a kill, a full disk or a wrong encoding never leaves half a file
// behind. Not a codec: what the bytes mean is the business of the rooms that call it.

import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.ts';

/** Ending of a file that is still being written. A killed process leaves it; `clearStaging` removes it. */
export const STAGING_SUFFIX = '.staging';

/**
 * Writes a whole file or nothing: into a temporary file in the same folder, flushed to the disk, checked, then
 * renamed over `path`. Missing folders are made. A full disk or a refused write is an InputError naming the file.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const folder = dirname(path);
  const staging = join(folder, `${basename(path)}.${randomBytes(6).toString('hex')}${STAGING_SUFFIX}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeAndSync(staging, bytes);
    await rename(staging, path);
    await syncFolder(folder);
  } catch (error) {
    // The first failure is the one to report: a staging file that cannot be removed is cleared by the next run.
    await rm(staging, { force: true }).catch(() => undefined);
    throw explainWriteFailure(error, path, bytes.byteLength);
  }
}

async function writeAndSync(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await writeAll(file, bytes);
    await file.sync();
    // Some file systems report a full disk late or never: the size on the disk is what counts.
    const { size } = await file.stat();
    if (size !== bytes.byteLength) throw shortWrite(size, bytes.byteLength);
  } finally {
    await file.close();
  }
}

/** One write call may write less than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.byteLength) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.byteLength - offset, offset);
    if (bytesWritten === 0) throw shortWrite(offset, bytes.byteLength);
    offset += bytesWritten;
  }
}

function shortWrite(written: number, wanted: number): Error {
  return Object.assign(new Error(`${written} of ${wanted} bytes arrived on the disk`), { code: 'ENOSPC' });
}

/** Makes a rename in the folder survive a power cut; Windows cannot open a folder and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const WRITE_FAILURES: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than this system allows',
  EROFS: 'the disk is read-only',
  EACCES: 'writing is not permitted',
  EPERM: 'writing is not permitted',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file is in the way of its folder',
};

/**
 * A failed write as a sentence for people where the cause is outside the program; otherwise the error with the file's name.
 * @param bytes how many there were to write; null where nobody knows, as of a whole folder.
 */
export function explainWriteFailure(error: unknown, path: string, bytes: number | null): Error {
  const known = WRITE_FAILURES[errorCode(error)];
  if (known === undefined) return new Error(`${path}: could not be written`, { cause: error });
  return new InputError({
    file: path,
    problem: `${known}; ${bytes === null ? '' : `${bytes} bytes were to be written and `}nothing was changed.`,
    legal: 'Mend that and run again.',
    cause: error,
  });
}

/** Moves a file within one disk, making the folder it goes to. A file of that name is replaced. */
export async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await syncFolder(dirname(to));
  await syncFolder(dirname(from));
}

/** sha256 as 64 lower-case hex digits; a string is hashed as UTF-8. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes of a file, or null when there is no such file. Any other failure is thrown. */
export async function readFileIfPresent(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Bytes. What is larger is not read into one string; whatever grows without end is streamed. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/**
 * The text of a UTF-8 file of up to 64 MiB, or null when there is no such file. A byte-order mark is dropped.
 * @param shownAs the file's name in messages, relative to the repository.
 */
export async function readTextFile(path: string, shownAs: string): Promise<string | null> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_TEXT) throw tooLarge(shownAs, size);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const bytes = await readFileIfPresent(path);
  return bytes === null ? null : decodeUtf8(bytes, shownAs);
}

function tooLarge(shownAs: string, size: number): InputError {
  return new InputError({
    file: shownAs,
    problem: `is ${size} bytes large.`,
    legal: `Legal: up to ${LARGEST_TEXT} bytes.`,
  });
}

/** Bytes as text; invalid UTF-8 is an InputError with the offset of the first bad byte. */
export function decodeUtf8(bytes: Uint8Array, shownAs: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError({
      file: shownAs,
      place: `byte ${invalidUtf8Offset(bytes)}`,
      problem: 'the text is not valid UTF-8.',
      legal: 'Save the file as UTF-8.',
      cause,
    });
  }
}

/** Where the valid text ends: the offset of the first character that is not UTF-8, or not all there. */
function invalidUtf8Offset(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.byteLength + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isUtf8(bytes.subarray(0, middle), 'may end inside a character')) valid = middle;
    else invalid = middle;
  }
  while (!isUtf8(bytes.subarray(0, valid), 'ends after a character')) valid--;
  return valid;
}

function isUtf8(bytes: Uint8Array, end: 'may end inside a character' | 'ends after a character'): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: end === 'may end inside a character' });
    return true;
  } catch {
    return false;
  }
}

/** Names in a folder, sorted by code unit; none when there is no such folder. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Removes what killed writes left in a folder and returns the names. Call it when nobody else writes there. */
export async function clearStaging(folder: string): Promise<string[]> {
  const left = (await listFolder(folder)).filter((name) => name.endsWith(STAGING_SUFFIX));
  for (const name of left) await rm(join(folder, name), { force: true });
  return left;
}

/** The system's code of an error ("ENOENT"), or an empty string. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether something is at this path. Any trouble but its absence is thrown: what cannot be looked at is not absent. */
export async function isPresent(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
