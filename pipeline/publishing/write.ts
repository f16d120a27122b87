// Puts the documents of a publication into a folder, all of them or none, or only measures them.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { explainWriteFailure } from '../data/files.ts';
import type { PublishedFile } from './publication.ts';
import { replaceFolder } from './replace-folder.ts';

export interface Written {
  files: number;
  bytes: number;
}

/**
 * Writes every document below `folder` as JSON, or the bytes it is, and replaces what is there as a whole; see `replaceFolder` for what a
 * failure or a kill leaves. A full disk or a refused write is an InputError that names the document's file.
 */
export function writePublication(folder: string, documents: Iterable<PublishedFile>): Promise<Written> {
  return replaceFolder(folder, (staging) =>
    serialise(documents, async (path, content) => {
      const file = join(staging, path);
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      } catch (error) {
        throw explainWriteFailure(error, join(folder, path), content.length);
      }
    }),
  );
}

/** What `writePublication` would write. */
export function measurePublication(documents: Iterable<PublishedFile>): Promise<Written> {
  return serialise(documents, async () => {});
}

/** The bytes of a document's file: its own, or those of its JSON. */
export function contentOf(document: unknown): Uint8Array {
  return document instanceof Uint8Array ? document : Buffer.from(`${JSON.stringify(document)}\n`);
}

/** Gives each document to `put` as the bytes of its file, one at a time. Returns how much that was. */
async function serialise(
  documents: Iterable<PublishedFile>,
  put: (path: string, content: Uint8Array) => Promise<void>,
): Promise<Written> {
  const written: Written = { files: 0, bytes: 0 };
  for (const { path, document } of documents) {
    const content = contentOf(await document);
    await put(path, content);
    written.files++;
    written.bytes += content.length;
  }
  return written;
}
