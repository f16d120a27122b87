// The three changes the registry makes to the disk. Passed in, so that a test can end the process between any two
// of them and look at what the next command makes of the rest. Reading is not here: it changes nothing.

import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomic } from '../data/files.ts';

export interface Disk {
  /** A whole file or nothing, flushed to the disk. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** One rename, of a file or a folder. */
  move(from: string, to: string): Promise<void>;
  /** A file or a folder with everything in it; silent when there is none. Not atomic for a folder. */
  remove(path: string): Promise<void>;
}

/** The real disk. */
export const disk: Disk = {
  write: writeFileAtomic,
  async move(from, to) {
    await rename(from, to);
    await syncFolder(dirname(to));
  },
  async remove(path) {
    await rm(path, { recursive: true, force: true });
    await syncFolder(dirname(path));
  },
};

/** Makes a change of a folder's entries survive a power cut; Windows cannot open a folder and does without. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await openFolder(folder);
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openFolder(folder: string): Promise<FileHandle | null> {
  try {
    return await open(folder, 'r');
  } catch (error) {
    // Nothing was there to remove, and so there is nothing to make last.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
