// Puts the documents of a publication into a folder, all of them or none.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublishedFile } from './publication.ts';

export interface Written {
  files: number;
  bytes: number;
}

/**
 * Writes every document below `folder` as JSON. What is already there is replaced only when all of it is written:
 * a kill leaves the old folder, and a `.staging` one that the next call removes.
 */
export async function writePublication(folder: string, documents: Iterable<PublishedFile>): Promise<Written> {
  const staging = `${folder}.staging`;
  await rm(staging, { recursive: true, force: true });
  const written: Written = { files: 0, bytes: 0 };
  const made = new Set<string>();
  for (const { path, document } of documents) {
    const file = join(staging, path);
    if (!made.has(dirname(file))) {
      await mkdir(dirname(file), { recursive: true });
      made.add(dirname(file));
    }
    const text = `${JSON.stringify(document)}\n`;
    await writeFile(file, text);
    written.files++;
    written.bytes += Buffer.byteLength(text);
  }
  await rm(folder, { recursive: true, force: true });
  await rename(staging, folder);
  return written;
}
