// How kernels are timed, and what they are held against: the fastest dense matrix product there is here.

import { compileKernel } from '../pipeline/recommenders/kernels/build.ts';
import { openPool } from '../pipeline/recommenders/kernels/pool.ts';

const REPEATS = 7;
/** Side of the square matrices of the yardstick. */
const SIDE = 1024;

/** Seconds of the fastest of several runs. */
export async function fastest(run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    await run();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

/** Operations a second of a float32 matrix product, every thread at its own. */
export async function multiplyRate(threads: number): Promise<number> {
  const module = await WebAssembly.compile(await compileKernel('matmul'));
  const matrix = SIDE * SIDE * 4;
  const scratch = (SIDE + 4) * 256 * 4;
  const needed = threads * (3 * matrix + scratch);
  const pages = Math.ceil(needed / 65_536) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  new Float32Array(memory.buffer).fill(0.5);
  const pool = await openPool(module, memory, threads);
  try {
    const seconds = await fastest(() =>
      pool.run({
        name: 'multiply',
        arguments: (thread) => {
          const start = 65_536 + thread * (3 * matrix + scratch);
          return [SIDE, start, start + matrix, start + 2 * matrix, start + 3 * matrix];
        },
      }),
    );
    return (threads * 2 * SIDE ** 3) / seconds;
  } finally {
    await pool.close();
  }
}

/** "2 threads: 0.108 s (processors 0.21 s) · bound 0.082 s (matrix product at 117 GFLOP/s) · ratio 1.33" */
export function printAgainst(
  operations: number,
  rate: number,
  threads: number,
  seconds: number,
  processors?: number,
): void {
  const bound = operations / rate;
  const spent = processors === undefined ? '' : ` (processors ${processors.toFixed(2)} s)`;
  console.log(
    `${threads} thread${threads > 1 ? 's' : ''}: ${seconds.toFixed(3)} s${spent} · ` +
      `bound ${bound.toFixed(3)} s (matrix product at ${(rate / 1e9).toFixed(0)} GFLOP/s) · ` +
      `ratio ${(seconds / bound).toFixed(2)}`,
  );
}

/** The least seconds, and the least processor time of all threads, of a few runs. On a busy machine they part. */
export async function leastOf(
  runs: number,
  run: () => Promise<unknown>,
): Promise<{ seconds: number; processors: number }> {
  const least = { seconds: Infinity, processors: Infinity };
  for (let number = 0; number < runs; number++) {
    const before = process.cpuUsage();
    const started = performance.now();
    await run();
    const { user, system } = process.cpuUsage(before);
    least.seconds = Math.min(least.seconds, (performance.now() - started) / 1000);
    least.processors = Math.min(least.processors, (user + system) / 1e6);
  }
  return least;
}
