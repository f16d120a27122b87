// Which trials are run and which are dropped: all with the whole effort (random search), or all a little first and the
// better ones more (successive halving; Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
// Hyperparameter Optimization", 2016). The same ground, groups and seed give the same trials, at any number of
// threads; only the clock of the budget can cut some off, and their records say so.

import type { Ground } from '../../evaluation/protocol.ts';
import type { Head, Parameters } from '../../recommenders/algorithm.ts';
import { type Job, possibleShare } from './job.ts';
import { type JobResult, runJobs } from './run-jobs.ts';
import { shareGround } from './share.ts';
import { bestTrial, compareFigures, type HeadTrials, PRIMARY, type TrialRecord } from './trial.ts';

export const METHODS = ['halving', 'random'] as const;
export type Method = (typeof METHODS)[number];

/** Trials that compete with one another; those of other groups do not drop them. */
export interface TrialGroup {
  readonly candidate: string;
  readonly head: Head;
  readonly algorithm: string;
  /** One set a trial. The first is what the others have to beat: it is never dropped. */
  readonly sets: readonly Parameters[];
}

export interface SearchContext {
  readonly ground: Ground;
  readonly method: Method;
  readonly seed: number;
  readonly threads: number;
  readonly budget: { readonly minutes: number; readonly memory_mb: number };
  /** Called when a look at a trial has ended, and again when it is dropped. */
  onTrial(head: Head, trial: TrialRecord, place: number): void;
}

/** One in so many goes on after a look, and gets so many times the effort. */
const ETA = 3;

/** A trial under way. */
interface Entry {
  readonly group: TrialGroup;
  /** Among the trials of its head, from 0. */
  readonly place: number;
  /** Of its group. */
  readonly isFirst: boolean;
  readonly record: TrialRecord;
  isIn: boolean;
}

/** All trials of the groups by head; a head without groups is absent. `chosen` is −1 where none has a figure. */
export async function searchTrials(
  groups: readonly TrialGroup[],
  context: SearchContext,
): Promise<Partial<Record<Head, HeadTrials>>> {
  const entries = entriesOf(groups);
  const shares = context.method === 'random' ? [1] : sharesFor(groups);
  const deadline = performance.now() + context.budget.minutes * 60_000;
  const ground = shareGround(context.ground);
  for (const [level, share] of shares.entries()) {
    const looking = entries.filter(({ group, isIn }) => isIn && firstLevel(group, shares) <= level);
    await look(looking, { share, deadline, ground }, context);
    if (share < 1) for (const group of groups) dropWorse(looking, group, context);
  }
  const heads = [...new Set(groups.map(({ head }) => head))];
  return Object.fromEntries(heads.map((head) => [head, headTrials(head, entries, context.ground)]));
}

function entriesOf(groups: readonly TrialGroup[]): Entry[] {
  const places: Record<Head, number> = { ranking: 0, rating: 0 };
  return groups.flatMap((group) =>
    group.sets.map((parameters, number) => ({
      group,
      place: places[group.head]++,
      isFirst: number === 0,
      isIn: true,
      record: {
        candidate: group.candidate,
        algorithm: group.algorithm,
        parameters: { ...parameters },
        status: 'done',
        share: 0,
        metrics: {},
        seconds: 0,
        peak_memory_mb: 0,
        message: null,
      },
    })),
  );
}

/** Shares of the effort, rising to 1, as many as the largest group wants. */
function sharesFor(groups: readonly TrialGroup[]): number[] {
  const levels = Math.max(1, ...groups.map(levelsOf));
  return Array.from({ length: levels }, (_, level) => ETA ** (level + 1 - levels));
}

/** A group that nothing is searched in is looked at once, as long as it takes. */
function levelsOf({ sets }: TrialGroup): number {
  return sets.length >= ETA ** 2 ? 3 : sets.length >= ETA ? 2 : 1;
}

function firstLevel(group: TrialGroup, shares: readonly number[]): number {
  return shares.length - Math.min(shares.length, levelsOf(group));
}

interface Level {
  readonly share: number;
  readonly deadline: number;
  /** Shared among threads. */
  readonly ground: Ground;
}

/** Trains and measures every trial with this share, unless its last look took as much already. */
async function look(entries: readonly Entry[], level: Level, context: SearchContext): Promise<void> {
  const people = level.ground.train.userIds.length;
  const due = entries.flatMap((entry) => {
    const { head, algorithm } = entry.group;
    const job: Job = { head, algorithm, parameters: entry.record.parameters, share: level.share };
    const share = possibleShare(job, people);
    return entry.record.share >= share ? [] : [{ entry, job: { ...job, share } }];
  });
  const { threads, seed, budget } = context;
  const limits = {
    threads,
    seed,
    ground: level.ground,
    deadline: level.deadline,
    memoryMb: budget.memory_mb,
  };
  await runJobs(
    due.map(({ job }) => job),
    limits,
    (number, result) => {
      const { entry, job } = due[number];
      take(entry, job, result);
      context.onTrial(entry.group.head, entry.record, entry.place);
    },
  );
}

/** A look that came to nothing leaves the figures of the one before it. */
function take(entry: Entry, { share }: Job, result: JobResult): void {
  const { record } = entry;
  record.seconds = Math.round((record.seconds + result.seconds) * 1000) / 1000;
  record.peak_memory_mb = Math.max(record.peak_memory_mb, result.peak_memory_mb);
  record.status = result.status;
  record.message = result.message;
  entry.isIn = result.status === 'done';
  if (!entry.isIn) return;
  record.share = share;
  record.metrics = result.metrics;
}

/** Keeps the best third of a group, the first trial among them. */
function dropWorse(entries: readonly Entry[], group: TrialGroup, { onTrial }: SearchContext): void {
  const { head } = group;
  const left = entries.filter((entry) => entry.group === group && entry.isIn);
  const ranked = left.toSorted((a, b) => compareFigures(head, a.record.metrics, b.record.metrics));
  const kept = ranked.slice(0, Math.ceil(left.length / ETA));
  const first = left.find(({ isFirst }) => isFirst);
  if (first !== undefined && !kept.includes(first)) kept.push(first);
  for (const entry of left) {
    if (kept.includes(entry)) continue;
    entry.isIn = false;
    entry.record.status = 'stopped early';
    onTrial(head, entry.record, entry.place);
  }
}

function headTrials(head: Head, entries: readonly Entry[], { protocols, sha256 }: Ground): HeadTrials {
  const trials = entries.filter(({ group }) => group.head === head).map(({ record }) => record);
  return {
    protocol: protocols[head],
    ground_sha256: sha256,
    metric: PRIMARY[head].metric,
    chosen: bestTrial(head, trials),
    trials,
  };
}
