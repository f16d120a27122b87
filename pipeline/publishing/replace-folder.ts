// Replacing a folder of made files as a whole: a reader finds the old one or the new one, never some of each. Not for
// single files (data/files.ts), and not for what cannot be made again: nothing is flushed to the disk.

import { mkdir, rename, rm } from 'node:fs/promises';
import { errorCode, explainWriteFailure, isPresent } from '../data/files.ts';

/**
 * Has `fill` make the new content in an empty folder beside `folder`, then gives it the name `folder`. When it cannot
 * be made or put there, `folder` is what it was and nothing else is left. A kill leaves the old folder or the new one; between two
 * renames the old one is aside as `<folder>.old.staging`, and the next call begins by putting it back.
 * One call at a time for a folder.
 * @throws InputError where the disk is full or may not be written.
 */
export async function replaceFolder<T>(folder: string, fill: (staging: string) => Promise<T>): Promise<T> {
  const staging = `${folder}.staging`;
  const old = `${folder}.old.staging`;
  await explained(folder, async () => {
    if (!(await isPresent(folder))) await renameIfThere(old, folder);
    await remove(old);
    await remove(staging);
  });
  try {
    await explained(folder, () => mkdir(staging, { recursive: true }));
    const result = await fill(staging);
    await explained(folder, () => swap(staging, folder, old));
    await explained(old, () => remove(old));
    return result;
  } catch (error) {
    // The first failure is the one to report: what cannot be removed now is removed by the next call.
    await remove(staging).catch(() => undefined);
    throw error;
  }
}

/** Gives `staging` the name `folder`. What had that name has it again when this fails. */
async function swap(staging: string, folder: string, old: string): Promise<void> {
  const replaces = await renameIfThere(folder, old);
  try {
    await rename(staging, folder);
  } catch (error) {
    if (replaces) await rename(old, folder);
    throw error;
  }
}

async function explained(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw explainWriteFailure(error, path, null);
  }
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
