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
  /** Runs a function on every thread; resolves to their results, by thread. */
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

/**
 * The compiled kernel that is committed beside this file.
 * @throws InputError when this Node cannot run it.
 */
export async function loadKernel(name: string): Promise<WebAssembly.Module> {
  const bytes = await readFile(join(import.meta.dirname, `${name}.wasm`));
  if (WebAssembly.validate(bytes)) return WebAssembly.compile(bytes);
  throw new InputError({
    problem: `Node ${process.version} cannot run WebAssembly with SIMD and threads, which training needs.`,
    legal: 'Legal: the Node 24 that `npm ci` installs; run `npx showrunner`.',
  });
}

/** Calls an exported function of an instance by its name. */
export function callKernel(instance: WebAssembly.Instance, { name, arguments: values }: WorkerCall): number {
  const exported = instance.exports[name];
  if (typeof exported !== 'function') throw new Error(`the kernel exports no function ${name}`);
  return exported(...values) ?? 0;
}

/** Starts `threads` − 1 workers. Close the pool in a `finally`. */
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
        return [own, ...(await Promise.all(others))];
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

/** One worker, as a function that answers; it fails when the worker does, now or on the next call. */
function startWorker(setup: WorkerSetup) {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: setup });
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a training thread ended with code ${code}`)));
  });
  failed.catch(() => undefined); // Each call races against it; between calls nobody waits for it.
  return {
    call(call: WorkerCall): Promise<number> {
      const answer = new Promise<number>((resolve) => worker.once('message', resolve));
      worker.postMessage(call);
      return Promise.race([answer, failed]);
    },
    async close() {
      await worker.terminate();
    },
  };
}
