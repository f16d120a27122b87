// Runs jobs side by side, as many as there are cores, within what they may cost together. A thread that dies is a failed
// job and nothing more. Which jobs there are, and what their figures mean, is search.ts's business.

import type { Ground } from '../../evaluation/protocol.ts';
import { type Job, runJob } from './job.ts';
import { type JobResult, openThread, secondsSince, shortened, type TrialThread } from './thread.ts';

export type { JobResult } from './thread.ts';

export interface JobContext {
  readonly ground: Ground;
  readonly seed: number;
  /** Cores to share among the jobs; each gets an equal part for its kernels. */
  readonly threads: number;
  /** On the clock of performance.now(). */
  readonly deadline: number;
  /** Of the whole process. */
  readonly memoryMb: number;
}

/** How often time and memory are looked at, in milliseconds. */
const WATCH_EVERY = 100;
/** After a thread was ended for its memory, this long until the next: what it held is not given back at once. */
const BREATH = 1000;
const MB = 2 ** 20;

/**
 * Results in the order of the jobs, each also handed to `onResult` as it comes. Jobs that have not begun by the
 * deadline do not begin.
 */
export async function runJobs(
  jobs: readonly Job[],
  context: JobContext,
  onResult: (job: number, result: JobResult) => void,
): Promise<JobResult[]> {
  const lanes = Math.min(context.threads, jobs.length);
  const options = { ...context, threads: Math.max(1, Math.floor(context.threads / Math.max(1, lanes))) };
  const open = new Set<TrialThread>();
  const results: JobResult[] = [];
  let next = 0;
  const lane = async () => {
    let thread: TrialThread | null = null;
    while (next < jobs.length) {
      const place = next++;
      if (performance.now() >= context.deadline) results[place] = NOT_BEGUN;
      else {
        if (thread === null || !thread.isAlive()) thread = openIn(open, options);
        results[place] = await (thread === null ? runHere(jobs[place], context) : thread.run(jobs[place]));
      }
      onResult(place, results[place]);
    }
    await thread?.close();
  };
  const watch = setInterval(createWatch(open, context), WATCH_EVERY);
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    clearInterval(watch);
    for (const thread of open) await thread.close();
  }
  return results;
}

const NOT_BEGUN: JobResult = {
  status: 'over budget',
  metrics: {},
  seconds: 0,
  peak_memory_mb: 0,
  message: 'not begun: the time was up',
};

function openIn(open: Set<TrialThread>, options: JobContext): TrialThread | null {
  const thread = openThread(options);
  if (thread !== null) open.add(thread);
  return thread;
}

/** Without threads: one after another, the same figures; nothing can be cut off on the way. */
async function runHere(job: Job, { ground, seed }: JobContext): Promise<JobResult> {
  const started = performance.now();
  try {
    const metrics = await runJob(job, ground, { seed, threads: 1 });
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    return { status: 'done', metrics, seconds: secondsSince(started), peak_memory_mb: peak, message: null };
  } catch (error) {
    const message = shortened(error instanceof Error ? error.message : String(error));
    return { ...NOT_BEGUN, status: 'failed', seconds: secondsSince(started), message };
  }
}

/** Samples what each thread holds, and ends what no longer fits: all when time is up, the largest when memory is. */
function createWatch(threads: ReadonlySet<TrialThread>, { deadline, memoryMb }: JobContext): () => void {
  let calmUntil = 0;
  return () => {
    const running = [...threads].filter((thread) => thread.isAlive());
    for (const thread of running) thread.sample();
    const now = performance.now();
    if (now >= deadline) {
      for (const thread of running) thread.cutOff('the time was up');
      return;
    }
    const held = Math.round(process.memoryUsage.rss() / MB);
    if (held <= memoryMb || running.length === 0 || now < calmUntil) return;
    calmUntil = now + BREATH;
    const largest = running.reduce((most, thread) => (thread.peak() > most.peak() ? thread : most));
    largest.cutOff(`the command held ${held} MB of ${memoryMb}, and this trial most of it`);
  };
}
