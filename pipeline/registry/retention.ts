// Older runs leave the tree, so that a clone stays small. They stay in the Git history, and what is known of them in
// the verdicts. Nothing that a rollback may need in the next minutes is ever removed.

import { readDecisions } from './decisions.ts';
import { type Disk, disk as realDisk } from './disk.ts';
import { readLatest } from './latest.ts';
import { readManifest } from './read-run.ts';
import { runTime } from './run-id.ts';
import { listRuns, removeRun, runBytes } from './runs.ts';

export interface Retention {
  /** Runs to keep, newest first; protected ones count and stay even beyond it. */
  keepRuns: number;
  /** Bytes all runs together may take. */
  maxBytes: number;
  /** Epoch milliseconds. */
  at: number;
}

export interface RetentionResult {
  /** Newest first. */
  kept: string[];
  removed: string[];
  /** Of the runs kept. More than the budget only when protected runs alone exceed it. */
  bytes: number;
}

const HOUR = 3_600_000;

/**
 * Removes the oldest runs beyond a number and a byte budget. Never LATEST, never the run it replaced (the way back),
 * never a run younger than an hour (somebody may be judging it).
 */
export async function applyRetention(
  root: string,
  { keepRuns, maxBytes, at }: Retention,
  disk: Disk = realDisk,
): Promise<RetentionResult> {
  const runs: RunSize[] = [];
  for (const run of await listRuns(root)) runs.push({ run, bytes: runBytes(await readManifest(root, run)) });
  const needed = await neededRuns(root);
  const isProtected = (run: string) => needed.has(run) || at - runTime(run) < HOUR;
  const removed = chooseRemoved(runs, { keepRuns, maxBytes, isProtected });
  for (const run of removed) await removeRun(root, run, disk);
  const kept = runs.filter(({ run }) => !removed.includes(run));
  return { kept: kept.map(({ run }) => run), removed, bytes: sumBytes(kept) };
}

interface RunSize {
  run: string;
  bytes: number;
}

interface Limits {
  keepRuns: number;
  maxBytes: number;
  isProtected: (run: string) => boolean;
}

/** Which of these runs, given newest first, have to go: the oldest first, until both limits are kept. */
export function chooseRemoved(
  runs: readonly RunSize[],
  { keepRuns, maxBytes, isProtected }: Limits,
): string[] {
  const left = [...runs];
  const removed: string[] = [];
  for (const { run } of runs.toReversed()) {
    if (left.length <= keepRuns && sumBytes(left) <= maxBytes) break;
    if (isProtected(run)) continue;
    left.splice(
      left.findIndex((entry) => entry.run === run),
      1,
    );
    removed.unshift(run);
  }
  return removed;
}

function sumBytes(runs: readonly RunSize[]): number {
  return runs.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** LATEST, and the run that its newest promotion replaced. */
async function neededRuns(root: string): Promise<Set<string>> {
  const latest = await readLatest(root);
  if (latest === null) return new Set();
  const needed = new Set([latest]);
  for (const { record } of await readDecisions(root, ['promotion'])) {
    if (record.kind !== 'promotion' || record.to !== latest) continue;
    if (record.from !== null) needed.add(record.from);
    break;
  }
  return needed;
}
