// How fast training's kernel is, against what this machine can multiply at all: `node bench/kernels.ts`. Times are
// the best of several, on one machine; only the ratio travels.

import { createRandom } from '../pipeline/random.ts';
import type { Csr } from '../pipeline/recommenders/csr.ts';
import { compileKernel } from '../pipeline/recommenders/kernels/build.ts';
import { openIalsKernel } from '../pipeline/recommenders/kernels/ials-kernel.ts';
import { openPool } from '../pipeline/recommenders/kernels/pool.ts';
import { scaledRidge } from '../pipeline/serving/fold-in.ts';

const USERS = 6040;
const ITEMS = 3706;
const ENTRIES = 1_000_000;
const K = 64;
const REPEATS = 7;
/** Side of the square matrices of the yardstick. */
const SIDE = 1024;
const MODEL = { regularisation: 0.3, unobservedWeight: 0.2, frequencyExponent: 0.5 };

/** Preferences as skewed as people's: few films have most of them, and few people gave most. */
function skewedPreferences(): Csr {
  const random = createRandom(1);
  const cumulative: number[] = [];
  for (let item = 0; item < ITEMS; item++) cumulative.push((cumulative[item - 1] ?? 0) + (item + 30) ** -0.9);
  const draw = () => {
    const at = random.uniform() * cumulative[ITEMS - 1];
    let low = 0;
    for (let high = ITEMS - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const activity = Array.from({ length: USERS }, () => Math.exp(1.1 * random.normal()));
  const total = activity.reduce((sum, value) => sum + value, 0);
  const histories = activity.map((value) => {
    const length = Math.round(Math.min(ITEMS / 2, Math.max(10, (1.03 * ENTRIES * value) / total)));
    const items = new Set<number>();
    while (items.size < length) items.add(draw());
    return Int32Array.from(items).sort();
  });
  const pointers = new Int32Array(USERS + 1);
  histories.forEach((items, user) => {
    pointers[user + 1] = pointers[user] + items.length;
  });
  const indices = new Int32Array(pointers[USERS]);
  histories.forEach((items, user) => {
    indices.set(items, pointers[user]);
  });
  return { rows: USERS, columns: ITEMS, pointers, indices, values: new Float32Array(indices.length).fill(1) };
}

/** Additions and multiplications of one sweep that no exact method avoids: lower triangles, Cholesky, solves. */
function sweepOperations(entries: number): number {
  const perEntry = K * (K + 1) + 2 * K;
  const perRow = K ** 3 / 3 + 2 * K ** 2;
  return 2 * entries * perEntry + (USERS + ITEMS) * (perRow + K * (K + 1));
}

/** Seconds of the fastest of several runs. */
async function fastest(run: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    await run();
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

async function secondsOfSweep(byUser: Csr, threads: number): Promise<number> {
  const kernel = await openIalsKernel({
    byUser,
    k: K,
    unobservedWeight: MODEL.unobservedWeight,
    userRidge: (n) => scaledRidge(MODEL, n, ITEMS),
    itemRidge: (n) => scaledRidge(MODEL, n, USERS),
    threads,
  });
  try {
    const random = createRandom(2);
    kernel.items.write(Float32Array.from({ length: ITEMS * K }, () => 0.0125 * random.normal()));
    return await fastest(async () => {
      await kernel.users.solve();
      await kernel.items.solve();
    });
  } finally {
    await kernel.close();
  }
}

/** Operations a second of a float32 matrix product, every thread at its own. */
async function multiplyRate(threads: number): Promise<number> {
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

if (import.meta.main) {
  const byUser = skewedPreferences();
  const entries = byUser.indices.length;
  const operations = sweepOperations(entries);
  console.log(`iALS, ${entries} preferences, ${USERS} users, ${ITEMS} items, k = ${K}: one sweep`);
  for (const threads of [1, 2]) {
    const rate = await multiplyRate(threads);
    const bound = operations / rate;
    const seconds = await secondsOfSweep(byUser, threads);
    console.log(
      `${threads} thread${threads > 1 ? 's' : ''}: ${seconds.toFixed(3)} s · ` +
        `bound ${bound.toFixed(3)} s (matrix product at ${(rate / 1e9).toFixed(0)} GFLOP/s) · ` +
        `ratio ${(seconds / bound).toFixed(2)}`,
    );
  }
}
