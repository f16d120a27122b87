// Puts a freshly imported set in the place of the old one, so that a kill at any moment leaves the old set, the new
// one, or a swap that the next command finishes.
//
//   data/.staging-import-XXXXXX/   the new set while it is written. A kill here leaves the old set untouched; the next
//                                  command removes the folder.
//   data/.import-ready/            the same folder, renamed once everything in it is on the disk. That one rename is
//                                  the decision: from here on the old set goes and the new one comes, and whoever
//                                  finds the folder takes the steps that are left. Each step is a rename or a removal
//                                  that changes nothing when it is taken again.
//   data/dataset.json              goes first and comes last. While it is away, no command takes the half-moved
//                                  folders for a set; once it is there, the models of the old set go, and then the
//                                  empty shell, which is what told the next command to see to them.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Reporter } from '../../reporter.ts';
import { INTERACTIONS_FOLDER } from '../batches.ts';
import { CATALOGUE_FILE } from '../catalogue.ts';
import { DATASET_FILE } from '../dataset.ts';
import { EVENTS_FOLDER } from '../events.ts';
import { ARCHIVE_FOLDER, listSources } from '../feedback/sources.ts';
import { errorCode, isPresent, listFolder, moveFile, readTextFile, writeFileAtomic } from '../files.ts';
import { formatInstant } from '../time.ts';

const STAGING = '.staging-import-';
const READY = 'data/.import-ready';
const PLAN = 'plan.json';

/** Where waiting feedback of the old set goes. Paths relative to the root. */
export interface FeedbackMove {
  file: string;
  archived_as: string;
}

/** Told of each step before it is taken; a test throws or kills from here. */
export type BeforeStep = (step: string) => void;

/** What follows a swap and belongs to it: models of the old set go. Changes nothing when it is done again. */
export type AfterSwap = () => Promise<void>;

/** A new folder that is laid out like a repository: the set is written into its data/. Returns its path. */
export async function createStaging(root: string): Promise<string> {
  await mkdir(join(root, 'data'), { recursive: true });
  return mkdtemp(join(root, 'data', STAGING));
}

/** The feedback that waits now, and the names it would get. @param at epoch milliseconds, part of the names. */
export async function planFeedback(root: string, at: number, reporter: Reporter): Promise<FeedbackMove[]> {
  const stamp = formatInstant(at).replace(/[-:]|\.\d+/g, '');
  return (await listSources(root, reporter)).map((file) => ({
    file,
    archived_as: `${ARCHIVE_FOLDER}/before-import-${stamp}-${basename(dirname(file))}-${basename(file)}`,
  }));
}

export interface SwapPlan {
  readonly feedback: readonly FeedbackMove[];
  readonly beforeStep?: BeforeStep;
  readonly afterSwap: AfterSwap;
}

/** The point of no return, and all that follows it. @param staging a complete set, from `createStaging`. */
export async function swapIn(
  root: string,
  staging: string,
  { feedback, beforeStep = () => {}, afterSwap }: SwapPlan,
): Promise<void> {
  beforeStep('plan');
  await writeFileAtomic(join(staging, PLAN), `${JSON.stringify({ format: 1, feedback }, null, 2)}\n`);
  beforeStep('decide');
  await moveFile(staging, join(root, READY));
  await finishSwap(root, beforeStep, afterSwap);
}

/**
 * Ends what a killed import left behind: finishes a swap that was decided, removes a set that was not complete.
 * Every command that reads data/ calls it first.
 */
export async function recoverImport(
  root: string,
  afterSwap: AfterSwap,
): Promise<'nothing' | 'finished' | 'cleared'> {
  const left = (await listFolder(join(root, 'data'))).filter((name) => name.startsWith(STAGING));
  for (const name of left) await rm(join(root, 'data', name), { recursive: true, force: true });
  if (await isPresent(join(root, READY))) {
    await finishSwap(root, () => {}, afterSwap);
    return 'finished';
  }
  return left.length > 0 ? 'cleared' : 'nothing';
}

async function finishSwap(root: string, beforeStep: BeforeStep, afterSwap: AfterSwap): Promise<void> {
  const ready = join(root, READY);
  if (await isPresent(join(ready, DATASET_FILE))) {
    beforeStep('take the old card away');
    await rm(join(root, DATASET_FILE), { force: true });
    await moveFeedback(root, beforeStep);
    beforeStep('take the old interactions away');
    if (await isPresent(join(ready, INTERACTIONS_FOLDER))) await retire(root, INTERACTIONS_FOLDER);
    beforeStep('put the new interactions in place');
    await moveIfThere(join(ready, INTERACTIONS_FOLDER), join(root, INTERACTIONS_FOLDER));
    beforeStep('take the old events away');
    await retire(root, EVENTS_FOLDER);
    beforeStep('put the new catalogue in place');
    await moveIfThere(join(ready, CATALOGUE_FILE), join(root, CATALOGUE_FILE));
    beforeStep('put the new card in place');
    await moveFile(join(ready, DATASET_FILE), join(root, DATASET_FILE));
  }
  beforeStep('see to what follows');
  await afterSwap();
  beforeStep('clear up');
  await rm(ready, { recursive: true, force: true });
}

async function moveFeedback(root: string, beforeStep: BeforeStep): Promise<void> {
  const text = await readTextFile(join(root, READY, PLAN), `${READY}/${PLAN}`);
  if (text === null)
    throw new Error(`${READY}/${PLAN} is missing: it is written before the folder gets its name`);
  const { feedback }: { feedback: FeedbackMove[] } = JSON.parse(text);
  for (const { file, archived_as } of feedback) {
    beforeStep(`archive ${file}`);
    await moveIfThere(join(root, file), join(root, archived_as));
  }
}

/** Moves a folder of the old set out of the way, into the ready folder that is removed at the end. */
async function retire(root: string, folder: string): Promise<void> {
  const retired = await mkdtemp(join(root, READY, 'old-'));
  await moveIfThere(join(root, folder), join(retired, basename(folder)));
}

/** A step that was taken before finds nothing to move. */
async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await moveFile(from, to);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
