// The moves of the pointer, each with the conditions under which it is sound: promote, roll back, lift the hold of a
// rollback, retire everything after an import. All of them are forward: nothing is undone, something is added.

import { InputError, quoted } from '../errors.ts';
import { readDecision, writeDecision } from './decisions.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { readHold, standingRollbacks } from './hold.ts';
import { readLatest, readPointer, runsThatServed } from './latest.ts';
import { LATEST, MODELS } from './layout.ts';
import type { PointerMove } from './manifest.ts';
import { movePointer } from './pointer.ts';
import { readRun } from './read-run.ts';
import { parseRunId } from './run-id.ts';
import { listRuns } from './runs.ts';

export interface MoveResult {
  /** Id of the move's decision. */
  decision: string;
  from: string | null;
  to: string | null;
}

export interface Promotion {
  run: string;
  /** Epoch milliseconds. */
  at: number;
  reason: string;
  /** Id of the verdict that says "promote", as `writeDecision` returned it. */
  verdict: string;
}

/**
 * Makes a run the champion.
 * @throws InputError as `planPromotion`
 */
export async function promote(
  root: string,
  promotion: Promotion,
  disk: Disk = realDisk,
): Promise<MoveResult> {
  return move(root, await planPromotion(root, promotion), disk);
}

/**
 * The move that `promote` would make.
 * @throws InputError unless the verdict says "promote" for this run against the run that serves now, no hold stands
 *   and the run's files are whole
 */
export async function planPromotion(
  root: string,
  { run, at, reason, verdict }: Promotion,
): Promise<PointerMove> {
  const to = parseRunId(run, 'run');
  const checked = checkReason(reason);
  const from = await readLatest(root);
  await refuseWhileHeld(root);
  await checkVerdict(root, { id: verdict, run: to, champion: from });
  await readRun(root, to);
  return { kind: 'promotion', at: iso(at), from, to, reason: checked, evidence: [verdict] };
}

async function refuseWhileHeld(root: string): Promise<void> {
  const hold = await readHold(root);
  if (hold === null) return;
  throw new InputError({
    file: LATEST,
    problem: `A hold stands since ${hold.since}: ${hold.reason}`,
    legal: 'Nothing is promoted until it is lifted with "npx showrunner rollback --lift --reason TEXT".',
  });
}

async function checkVerdict(
  root: string,
  { id, run, champion }: { id: string; run: string; champion: string | null },
): Promise<void> {
  const { record } = await readDecision(root, id);
  const refuse = (problem: string): never => {
    throw new InputError({ place: `verdict ${id}`, problem, legal: `Judge ${run} again, then promote it.` });
  };
  if (record.kind !== 'verdict') return refuse('This decision is not a verdict.');
  if (record.candidate !== run) refuse(`It is about ${record.candidate}, not about ${run}.`);
  if (record.verdict !== 'promote') refuse(`It says ${quoted(record.verdict)}, not "promote".`);
  // Compare and swap: a verdict against another champion says nothing about the one that serves now.
  if (record.champion !== champion) {
    refuse(`It compares with ${record.champion ?? 'no champion'}, and ${champion ?? 'none'} serves now.`);
  }
}

export interface Rollback {
  to: string;
  /** Epoch milliseconds. */
  at: number;
  reason: string;
}

/**
 * Points back to an earlier run, with a hold on retraining and promotion. Works while LATEST is broken: it is the cure.
 * @throws InputError as `planRollback`
 */
export async function rollback(root: string, target: Rollback, disk: Disk = realDisk): Promise<MoveResult> {
  return move(root, await planRollback(root, target), disk);
}

/**
 * The move that `rollback` would make.
 * @throws InputError unless the target is another run of the tree that served before, with whole files: a rollback is
 *   no way around the gate
 */
export async function planRollback(root: string, { to, at, reason }: Rollback): Promise<PointerMove> {
  parseRunId(to, '--to');
  const checked = checkReason(reason);
  const pointer = await readPointer(root);
  const from = pointer.state === 'good' ? pointer.run : null;
  if (from === to) {
    throw new InputError({ place: '--to', problem: `${to} serves already.`, legal: 'Name an earlier run.' });
  }
  await readRun(root, to);
  await refuseUnlessServed(root, to);
  return { kind: 'rollback', at: iso(at), from, to, reason: checked, evidence: [] };
}

async function refuseUnlessServed(root: string, run: string): Promise<void> {
  const served = await runsThatServed(root);
  if (served.has(run)) return;
  const present = (await listRuns(root)).filter((name) => served.has(name));
  throw new InputError({
    place: '--to',
    problem: `${run} never served, and only the gate makes a champion.`,
    legal: `Legal: ${present.join(', ') || 'a run that served, brought back from git history'}.`,
  });
}

/**
 * Ends the hold of every rollback that still stands. The pointer stays where it is.
 * @throws InputError when no hold stands
 */
export async function liftHold(root: string, lifting: Lifting, disk: Disk = realDisk): Promise<MoveResult> {
  const record = await planLifting(root, lifting);
  const { id } = await writeDecision(root, lifting.at, record, disk);
  return { decision: id, from: record.from, to: record.to };
}

/** What `liftHold` would put on record. @throws InputError when no hold stands */
export async function planLifting(root: string, { at, reason }: Lifting): Promise<PointerMove> {
  const checked = checkReason(reason);
  const evidence = (await standingRollbacks(root)).map(({ id }) => id);
  if (evidence.length === 0)
    throw new InputError({ file: MODELS, problem: 'No hold stands, so there is none to lift.' });
  const run = await readLatest(root);
  return { kind: 'hold-lifted', at: iso(at), from: run, to: run, reason: checked, evidence };
}

export interface Lifting {
  /** Epoch milliseconds. */
  at: number;
  reason: string;
}

/**
 * After an import: the pointer and every run leave the tree, because they speak of other data; the Git history keeps
 * them, and the decisions stay. A standing hold ends with the data it was about.
 */
export async function retire(
  root: string,
  { at, reason }: { at: number; reason: string },
  disk: Disk = realDisk,
): Promise<MoveResult> {
  const checked = checkReason(reason);
  const pointer = await readPointer(root);
  const from = pointer.state === 'good' ? pointer.run : null;
  const evidence = (await standingRollbacks(root)).map(({ id }) => id);
  return move(root, { kind: 'import', at: iso(at), from, to: null, reason: checked, evidence }, disk);
}

async function move(root: string, pointerMove: PointerMove, disk: Disk): Promise<MoveResult> {
  const decision = await movePointer(root, pointerMove, disk);
  return { decision, from: pointerMove.from, to: pointerMove.to };
}

/** A reason is shown in logs and pages: one line, something said, no control characters. */
function checkReason(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed.length > 0 && trimmed.length <= 1000 && !/\p{Cc}/u.test(trimmed)) return trimmed;
  const legal = 'Legal: one line of 1 to 1000 characters without control characters.';
  throw new InputError({ place: 'reason', problem: `Found ${quoted(reason)}.`, legal });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
