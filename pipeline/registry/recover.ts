// What a killed command left under models/, finished or cleared. Called at the start of every command that writes, with
// the lock held, and says what it did: nothing is mended in silence.

import { listFolder, readTextFile } from '../data/files.ts';
import { parseDecisionId } from './decision-name.ts';
import { type DecisionFile, isMove, parseDecisionFile } from './decision-record.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { readPointer } from './latest.ts';
import { DECISIONS, decisionStaging, inRoot, MODELS, runPath } from './layout.ts';
import { isLiveLockFile } from './lock.ts';
import type { PointerMove } from './manifest.ts';
import { finishMove } from './pointer.ts';
import { listRuns } from './runs.ts';

const STAGED_RECORD = '.json.staging';

/**
 * Finishes or clears what a killed command left.
 * @returns a sentence for each thing done, for people; empty when there was nothing
 */
export async function recover(root: string, disk: Disk = realDisk): Promise<string[]> {
  // The moves first: finishing an import sends runs through staging folders that are cleared after.
  return [
    ...(await settleMoves(root, disk)),
    ...(await clearRunFolders(root, disk)),
    ...(await clearFiles(root, disk)),
  ];
}

async function settleMoves(root: string, disk: Disk): Promise<string[]> {
  const said: string[] = [];
  for (const id of await stagedMoves(root)) {
    const file = decisionStaging(id);
    const text = await readTextFile(inRoot(root, file), file);
    said.push(await settleMove(root, id, parseDecisionFile(text ?? '', file), disk));
  }
  return said;
}

async function stagedMoves(root: string): Promise<string[]> {
  const staged = (await listFolder(inRoot(root, DECISIONS))).filter((name) => name.endsWith(STAGED_RECORD));
  return staged
    .map((name) => name.slice(0, -STAGED_RECORD.length))
    .filter((id) => parseDecisionId(id) !== null);
}

async function settleMove(root: string, id: string, { record }: DecisionFile, disk: Disk): Promise<string> {
  if (!isMove(record)) throw new Error(`${id} is staged, but moves nothing`);
  if (await hasHappened(root, record)) {
    await finishMove(root, id, record, disk);
    return `Finished the ${named(record)}, which had been cut short after the pointer moved.`;
  }
  await disk.remove(inRoot(root, decisionStaging(id)));
  return `Dropped the ${named(record)}, which had been cut short before the pointer moved. Nothing had changed: run it again.`;
}

async function hasHappened(root: string, { to }: PointerMove): Promise<boolean> {
  const pointer = await readPointer(root);
  if (to === null) return pointer.state === 'absent';
  return pointer.state === 'good' && pointer.run === to;
}

function named({ kind, to }: PointerMove): string {
  return to === null ? kind : `${kind} ${kind === 'rollback' ? 'to' : 'of'} ${to}`;
}

async function clearRunFolders(root: string, disk: Disk): Promise<string[]> {
  const left = (await listFolder(inRoot(root, MODELS))).filter((name) => name.startsWith('.staging-'));
  for (const name of left) await disk.remove(inRoot(root, `${MODELS}/${name}`));
  return left.map(
    (name) => `Removed ${MODELS}/${name}, which was being written or removed when a command was cut short.`,
  );
}

async function clearFiles(root: string, disk: Disk): Promise<string[]> {
  const folders = [MODELS, DECISIONS, ...(await listRuns(root)).map((run) => runPath(run))];
  const said: string[] = [];
  for (const folder of folders) {
    for (const name of await listFolder(inRoot(root, folder))) {
      if (!name.endsWith('.staging') || isLiveLockFile(name)) continue;
      await disk.remove(inRoot(root, `${folder}/${name}`));
      said.push(`Removed ${folder}/${name}, an unfinished file.`);
    }
  }
  return said;
}
