// A zip file as a set of byte streams, through yauzl. Entries are only streamed, never written to the disk, so a
// hostile name has nowhere to go; sizes and checksums are checked against what the zip says of itself.

import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { type Entry, type Options, open, type ZipFile } from 'yauzl';
import { InputError, quoted } from '../../errors.ts';
import { errorCode } from '../files.ts';

/** MovieLens' largest file is 0.9 GB unpacked, and CSV of ratings shrinks 4 to 6 times. */
const LARGEST_ENTRY = 16 * 2 ** 30;
const LARGEST_RATIO = 200;
const RATIO_COUNTS_FROM = 16 * 2 ** 20;
const MOST_ENTRIES = 10_000;

export interface ZipEntry {
  /** Path inside the zip. */
  name: string;
  /** Unpacked. */
  bytes: number;
  /** @throws InputError when the entry is encrypted, damaged, or larger than it says. */
  read(): AsyncIterable<Uint8Array>;
}

export interface Zip {
  entries: ZipEntry[];
  close(): void;
}

const openZipFile = promisify<string, Options, ZipFile>((path, options, done) =>
  open(path, options, (error, zip) => done(error, zip)),
);

/**
 * The files of a zip (folders left out).
 * @param shownAs the zip's name in messages.
 */
export async function openZip(path: string, shownAs: string): Promise<Zip> {
  const zip = await openZipFile(path, { autoClose: false, lazyEntries: true }).catch((cause: unknown) => {
    if (errorCode(cause) !== '') throw cause; // the system's own: no such file, no permission
    throw damaged(shownAs, 'is not a zip file, or it is cut short', cause);
  });
  try {
    const entries = await readDirectory(zip, shownAs);
    return { entries: entries.map((entry) => toZipEntry(zip, entry, shownAs)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function readDirectory(zip: ZipFile, shownAs: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.push(entry);
      if (entries.length > MOST_ENTRIES) {
        reject(damaged(shownAs, `holds more than ${MOST_ENTRIES} files`, undefined));
      } else {
        zip.readEntry();
      }
    });
    zip.once('end', () => resolve(entries));
    // yauzl refuses names with "..", drive letters or a leading slash here.
    zip.once('error', (cause: Error) =>
      reject(damaged(shownAs, `is damaged or unsafe: ${cause.message}`, cause)),
    );
    zip.readEntry();
  });
}

function toZipEntry(zip: ZipFile, entry: Entry, zipName: string): ZipEntry {
  const shownAs = `${zipName}/${entry.fileName}`;
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    read() {
      checkEntry(entry, shownAs);
      return readEntry(zip, entry, shownAs);
    },
  };
}

function checkEntry(entry: Entry, shownAs: string): void {
  if (entry.isEncrypted()) {
    throw new InputError({
      file: shownAs,
      problem: 'is encrypted.',
      legal: 'Unpack it with its password and import the folder.',
    });
  }
  const { uncompressedSize: unpacked, compressedSize: packed } = entry;
  const isBomb = unpacked > RATIO_COUNTS_FROM && unpacked > LARGEST_RATIO * packed;
  if (!isBomb && unpacked <= LARGEST_ENTRY) return;
  throw new InputError({
    file: shownAs,
    problem: `would unpack from ${packed} to ${unpacked} bytes.`,
    legal: `Legal: up to ${LARGEST_ENTRY} bytes and ${LARGEST_RATIO} times the packed size. If you trust it, unpack it and import the folder.`,
  });
}

/** yauzl stops a stream that is longer or shorter than declared; the checksum is ours to compare. */
async function* readEntry(zip: ZipFile, entry: Entry, shownAs: string): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  try {
    const stream = await promisify<Entry, NodeJS.ReadableStream>((which, done) =>
      zip.openReadStream(which, (error, opened) => done(error, opened)),
    )(entry);
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw damaged(shownAs, `cannot be unpacked: ${quoted(messageOf(cause), 200)}`, cause);
  }
  if (checksum !== entry.crc32) throw damaged(shownAs, 'does not match its checksum', undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function damaged(file: string, problem: string, cause: unknown): InputError {
  return new InputError({ file, problem: `${problem}.`, legal: 'Fetch it again from where it came.', cause });
}
