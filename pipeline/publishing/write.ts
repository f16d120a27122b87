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
 * Writes every document below `folder` as JSON and replaces what is there as a whole; see `replaceFolder` for what a
 * failure or a kill leaves. A full disk or a refused write is an InputError that names the document's file.
 */
export function writePublication(folder: string, documents: Iterable<PublishedFile>): Promise<Written> {
  return replaceFolder(folder, (staging) =>
    serialise(documents, async (path, text) => {
      const file = join(staging, path);
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      } catch (error) {
        throw explainWriteFailure(error, join(folder, path), Buffer.byteLength(text));
      }
    }),
  );
}

/** What `writePublication` would write. */
export function measurePublication(documents: Iterable<PublishedFile>): Promise<Written> {
  return serialise(documents, async () => {});
}

/** Gives each document to `put` as the text of its file, one at a time. Returns how much that was. */
async function serialise(
  documents: Iterable<PublishedFile>,
  put: (path: string, text: string) => Promise<void>,
): Promise<Written> {
  const written: Written = { files: 0, bytes: 0 };
  for (const { path, document } of documents) {
    const text = `${JSON.stringify(document)}\n`;
    await put(path, text);
    written.files++;
    written.bytes += Buffer.byteLength(text);
  }
  return written;
}
