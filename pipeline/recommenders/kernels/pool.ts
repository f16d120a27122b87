// Threads that run one WebAssembly kernel on one shared memory. The calling thread is the first of them, so that
// one thread needs no worker; the others live from openPool to close, and an error in any of them ends the call.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../errors.ts';

/** An exported function of a kernel, and its arguments on every thread. */
export interface KernelCall {
  readonly name: string;
  /** Arguments, given the number of the thread. */
  readonly arguments: (thread: number) => number[];
}

export interface KernelPool {
  /** Runs a function on every thread there is, the calling one first; resolves to their results. */
  run(call: KernelCall): Promise<number[]>;
  /** Runs a function on the calling thread alone. */
  runHere(call: WorkerCall): number;
  /** Ends the workers. Safe to call twice. */
  close(): Promise<void>;
}

/** What a worker is started with. */
export interface WorkerSetup {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
}

/** What a worker is told to run. */
export interface WorkerCall {
  name: string;
  arguments: number[];
}

/** A module of one function that adds two vectors: what a runtime without SIMD does not accept. */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 15, 1, 13, 0, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0xfd, 0xae, 1, 0x0b],
);

/**
 * Says at once, before any data are read, that this runtime cannot train.
 * @throws InputError with the cure.
 */
export function refuseWithoutSimd(): void {
  if (!WebAssembly.validate(SIMD_PROBE)) throw cannotRun('SIMD');
}

function cannotRun(feature: string): InputError {
  return new InputError({
    problem: `Node ${process.version} on ${process.arch} cannot run WebAssembly with ${feature}, which training needs.`,
    legal:
      'Legal: the Node 24 that `npm ci` installs, on a processor with vector instructions; run `npx showrunner`.',
  });
}

/**
 * The compiled kernel that is committed beside this file.
 * @throws InputError when this Node cannot run it.
 */
export async function loadKernel(name: string): Promise<WebAssembly.Module> {
  refuseWithoutSimd();
  const bytes = await readFile(join(import.meta.dirname, `${name}.wasm`));
  if (WebAssembly.validate(bytes)) return WebAssembly.compile(bytes);
  throw cannotRun('shared memory');
}

/** Calls an exported function of an instance by its name. */
export function callKernel(instance: WebAssembly.Instance, { name, arguments: values }: WorkerCall): number {
  const exported = instance.exports[name];
  if (typeof exported !== 'function') throw new Error(`the kernel exports no function ${name}`);
  return exported(...values) ?? 0;
}

/**
 * Starts `threads` − 1 workers. Close the pool in a `finally`. Where the system gives no more threads the calling one
 * does all the work: kernels claim their work from a counter, so that takes longer and gives the same bytes.
 */
export async function openPool(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  threads: number,
): Promise<KernelPool> {
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const workers = Array.from({ length: threads - 1 }, () => startWorker({ module, memory }));
  return {
    async run({ name, arguments: argumentsOf }) {
      const others = workers.map((worker, w) => worker.call({ name, arguments: argumentsOf(w + 1) }));
      try {
        const own = callKernel(instance, { name, arguments: argumentsOf(0) });
        const answers = await Promise.all(others);
        return [own, ...answers.filter((answer) => answer !== null)];
      } catch (error) {
        // Whoever failed first is reported; the other threads' answers no longer matter.
        await Promise.allSettled(others);
        throw new Error(`training stopped in the kernel's ${name}`, { cause: error });
      }
    },
    runHere: (call) => callKernel(instance, call),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

interface KernelWorker {
  /** Its result, or null from a worker that never came up and so has claimed nothing. */
  call(call: WorkerCall): Promise<number | null>;
  close(): Promise<void>;
}

const ABSENT: KernelWorker = { call: async () => null, close: async () => {} };

/** One worker, as a function that answers; once it has come up, it fails when the worker does, now or on the next call. */
function startWorker(setup: WorkerSetup): KernelWorker {
  const worker = createWorker(setup);
  if (worker === null) return ABSENT;
  let hasComeUp = false;
  worker.once('online', () => {
    hasComeUp = true;
  });
  const ended = new Promise<null>((resolve, reject) => {
    const end = (error: Error) => (hasComeUp ? reject(error) : resolve(null));
    worker.once('error', end);
    worker.once('exit', (code) => end(new Error(`a training thread ended with code ${code}`)));
  });
  ended.catch(() => undefined); // Each call races against it; between calls nobody waits for it.
  return {
    call(call) {
      const answer = new Promise<number>((resolve) => worker.once('message', resolve));
      worker.postMessage(call);
      return Promise.race([answer, ended]);
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** Null where Node refuses: no more threads, or not permitted. Anything else is a fault of ours. */
function createWorker(workerData: WorkerSetup): Worker | null {
  try {
    return new Worker(new URL('./worker.ts', import.meta.url), { workerData });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_ACCESS_DENIED' || code === 'ERR_WORKER_INIT_FAILED') return null;
    throw error;
  }
}
