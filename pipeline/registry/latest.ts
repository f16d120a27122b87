import { isPresent, readFileIfPresent } from '../data/files.ts';
import { InputError, quoted } from '../errors.ts';
import { isMove } from './decision-record.ts';
import { readDecisions } from './decisions.ts';
import { inRoot, LATEST, runPath } from './layout.ts';
import { MANIFEST } from './manifest-file.ts';
import { isRunId } from './run-id.ts';
import { listRuns } from './runs.ts';

/** What the pointer file says. `broken` carries the sentence about it, for the one command that mends it. */
export type Pointer =
  | { state: 'absent' }
  | { state: 'good'; run: string }
  | { state: 'broken'; problem: string };

/**
 * The run that serves.
 * @returns null only when models/LATEST is absent
 * @throws InputError when it is there and does not name one run of the tree
 */
export async function readLatest(root: string): Promise<string | null> {
  const pointer = await readPointer(root);
  if (pointer.state === 'absent') return null;
  if (pointer.state === 'good') return pointer.run;
  throw new InputError({ file: LATEST, problem: pointer.problem, legal: await howToMend(root) });
}

/** The pointer without judging it: rollback and recovery must work when it is broken. */
export async function readPointer(root: string): Promise<Pointer> {
  const bytes = await readFileIfPresent(inRoot(root, LATEST));
  if (bytes === null) return { state: 'absent' };
  // latin1 keeps every byte apart, so that no byte-order mark or broken UTF-8 passes for a clean line.
  const text = Buffer.from(bytes).toString('latin1');
  const run = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (!isRunId(run)) {
    return { state: 'broken', problem: `Found ${quoted(text)}, which is not one line with a run's name.` };
  }
  if (!(await isPresent(inRoot(root, runPath(run, MANIFEST))))) {
    return { state: 'broken', problem: `It names ${run}, and there is no ${runPath(run, MANIFEST)}.` };
  }
  return { state: 'good', run };
}

async function howToMend(root: string): Promise<string> {
  const runs = await listRuns(root);
  const restore = `restore it with "git checkout HEAD -- ${LATEST}"`;
  if (runs.length === 0) return `There is no run in the tree to point at: ${restore} and its run with it.`;
  const served = await runsThatServed(root);
  // The newest run may be a candidate that was turned down; one that served before is the better advice.
  const best = runs.find((run) => served.has(run)) ?? runs[0];
  return `Run "npx showrunner rollback --to ${best} --reason TEXT", or ${restore}.`;
}

/** Every run that was the champion at some time, as the decisions have it. */
export async function runsThatServed(root: string): Promise<Set<string>> {
  const served = new Set<string>();
  for (const { record } of await readDecisions(root, ['promotion', 'rollback'])) {
    if (isMove(record) && record.to !== null) served.add(record.to);
  }
  return served;
}
