// Moving models/LATEST and recording why, as one step. The two are two files, so a kill may fall between them:
//
//   1. models/decisions/<id>.json.staging is written: what is about to happen
//   2. models/LATEST is replaced (or removed): from here on it has happened
//   3. the record gets its final name
//
// `recover` looks at LATEST to tell on which side of step 2 a killed move stopped, and finishes or drops it.

import { nextDecisionId } from './decision-name.ts';
import { decisionText, listDecisions } from './decisions.ts';
import type { Disk } from './disk.ts';
import { decisionPath, decisionStaging, inRoot, LATEST } from './layout.ts';
import type { PointerMove } from './manifest.ts';
import { listRuns, removeRun } from './runs.ts';

/**
 * Carries out a move and records it. The caller has checked that the move is sound.
 * @returns the id of its decision
 */
export async function movePointer(root: string, move: PointerMove, disk: Disk): Promise<string> {
  const at = Date.parse(move.at);
  const id = nextDecisionId(await listDecisions(root), at, move.kind);
  await disk.write(inRoot(root, decisionStaging(id)), await decisionText(root, at, move));
  if (move.to === null) await disk.remove(inRoot(root, LATEST));
  else await disk.write(inRoot(root, LATEST), `${move.to}\n`);
  return finishMove(root, id, move, disk);
}

/**
 * What remains of a move once LATEST says what it wanted. May be repeated.
 * @returns the id the record got: another one when the staged name was taken meanwhile, by a merge
 */
export async function finishMove(
  root: string,
  staged: string,
  move: PointerMove,
  disk: Disk,
): Promise<string> {
  if (move.kind === 'import') await removeAllRuns(root, disk);
  const names = await listDecisions(root);
  const taken = names.some(({ id }) => id === staged);
  const id = taken ? nextDecisionId(names, Date.parse(move.at), move.kind) : staged;
  await disk.move(inRoot(root, decisionStaging(staged)), inRoot(root, decisionPath(id)));
  return id;
}

async function removeAllRuns(root: string, disk: Disk): Promise<void> {
  for (const run of await listRuns(root)) await removeRun(root, run, disk);
}
