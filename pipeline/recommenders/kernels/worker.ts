// A training thread: runs the kernel's functions on the shared memory as it is told. Started by pool.ts only.

import { parentPort, workerData } from 'node:worker_threads';
import { callKernel, type WorkerCall, type WorkerSetup } from './pool.ts';

const { module, memory } = workerData as WorkerSetup;
const instance = new WebAssembly.Instance(module, { env: { memory } });

parentPort?.on('message', (call: WorkerCall) => {
  parentPort?.postMessage(callKernel(instance, call));
});
