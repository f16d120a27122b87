// A thread for trials: trains and measures one job after another as it is told, and says what each came to. Started by
// thread.ts only.

import module from 'node:module';
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { MetricTable } from '../../evaluation/evaluate.ts';
import type { Ground } from '../../evaluation/protocol.ts';
import type { Job } from './job.ts';

/** What a thread is started with. */
export interface ThreadSetup {
  readonly ground: Ground;
  readonly seed: number;
  /** For the kernels. */
  readonly threads: number;
  /** What the kernels take is added here: int32 [1], mebibytes, shared. */
  readonly kernelMemory: Int32Array;
}

/** What a thread answers. */
export type Answer = { metrics: MetricTable; bytes: number } | { problem: string };

const { ground, seed, threads, kernelMemory } = workerData as ThreadSetup;

// The heap's statistics leave out memory that threads share, which is where the kernels keep everything.
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
    Atomics.add(kernelMemory, 0, Math.ceil(descriptor.initial / 16));
    return new target(descriptor);
  },
});

// Each thread would compile the algorithms again: kept from the first one, it starts in half the time.
module.enableCompileCache?.();
const { runJob } = await import('./job.ts');

async function answer(job: Job): Promise<Answer> {
  try {
    const metrics = await runJob(job, ground, { seed, threads });
    const { used_heap_size: heap, external_memory: arrays } = getHeapStatistics();
    return { metrics, bytes: heap + arrays };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', async (job: Job) => parentPort?.postMessage(await answer(job)));
