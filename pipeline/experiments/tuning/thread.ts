// One of the threads that run jobs side by side: takes one job after another until it dies or is cut off. Not the
// choice of jobs, nor the budget (run-jobs.ts).

import { Worker } from 'node:worker_threads';
import type { MetricTable } from '../../evaluation/evaluate.ts';
import type { Ground } from '../../evaluation/protocol.ts';
import type { Job } from './job.ts';
import type { Answer, ThreadSetup } from './trial-thread.ts';

export interface JobResult {
  readonly status: 'done' | 'over budget' | 'failed';
  readonly metrics: MetricTable;
  readonly seconds: number;
  /** What the job's thread held at most, sampled; what an earlier job left there is in it until it is collected. */
  readonly peak_memory_mb: number;
  readonly message: string | null;
}

export interface ThreadOptions {
  readonly ground: Ground;
  readonly seed: number;
  /** For the kernels. */
  readonly threads: number;
  /** Its heap may not pass this. */
  readonly memoryMb: number;
}

export interface TrialThread {
  /** Runs one job; not before the last one has ended. */
  run(job: Job): Promise<JobResult>;
  /** Bytes at most so far in the present job. */
  peak(): number;
  sample(): void;
  /** Ends the thread: its present job is over budget, for this reason. */
  cutOff(reason: string): void;
  /** False when it died or was cut off: it takes no more jobs. */
  isAlive(): boolean;
  close(): Promise<void>;
}

const MB = 2 ** 20;
/** In MB. A heap that cannot hold the algorithms themselves would take the whole process with it. */
const SMALLEST_HEAP = 64;

/** Null where this Node may start no threads. */
export function openThread({ ground, seed, threads, memoryMb }: ThreadOptions): TrialThread | null {
  const kernelMemory = new Int32Array(new SharedArrayBuffer(4));
  const worker = startWorker({ ground, seed, threads, kernelMemory }, memoryMb);
  if (worker === null) return null;
  type Ending = Pick<JobResult, 'status' | 'metrics' | 'message'>;
  let end: (ending: Ending) => void = () => {};
  let [peak, isAlive] = [0, true];
  const sample = sampler(worker, (bytes) => {
    peak = Math.max(peak, bytes);
  });
  const die = async (ending: Ending) => {
    // What is ended on purpose also exits.
    if (!isAlive) return;
    isAlive = false;
    // Waited for, so that the next thread does not begin beside one that still holds its memory.
    await worker.terminate();
    end(ending);
  };
  const fail = (message: string) => void die({ status: 'failed', metrics: {}, message });
  worker.once('error', (error) => fail(sentenceOf(error)));
  worker.once('exit', (code) => fail(`its thread ended with code ${code}`));
  worker.on('message', (answer: Answer) => {
    if ('problem' in answer)
      return end({ status: 'failed', metrics: {}, message: shortened(answer.problem) });
    peak = Math.max(peak, answer.bytes);
    end({ status: 'done', metrics: answer.metrics, message: null });
  });
  return {
    async run(job) {
      const started = performance.now();
      peak = 0;
      kernelMemory[0] = 0;
      const ending = await new Promise<Ending>((resolve) => {
        end = resolve;
        worker.postMessage(job);
      });
      const held = Math.round(peak / MB) + kernelMemory[0];
      return { ...ending, seconds: secondsSince(started), peak_memory_mb: held };
    },
    peak: () => peak + kernelMemory[0] * MB,
    sample,
    cutOff: (reason) => void die({ status: 'over budget', metrics: {}, message: reason }),
    isAlive: () => isAlive,
    async close() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

/** Asks a thread what it holds, once at a time. One inside a kernel answers when it comes out; a dead one never does. */
function sampler(worker: Worker, take: (bytes: number) => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    worker.getHeapStatistics().then(
      ({ used_heap_size: heap, external_memory: arrays }) => {
        isAsked = false;
        take(heap + arrays);
      },
      () => undefined,
    );
  };
}

function startWorker(setup: ThreadSetup, memoryMb: number): Worker | null {
  try {
    return new Worker(new URL('./trial-thread.ts', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: Math.max(SMALLEST_HEAP, memoryMb) },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED') return null;
    throw error;
  }
}

/** What killed a thread, in one line. */
function sentenceOf(error: unknown): string {
  const { message = String(error), code } = error as { message?: string; code?: string };
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'its thread ran out of memory' : shortened(message);
}

/** One line for a record. */
export function shortened(message: string): string {
  return message.split('\n')[0].slice(0, 500);
}

/** To the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
