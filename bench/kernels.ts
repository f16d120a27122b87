// How fast training's kernels are, against what this machine can multiply at all: `node bench/kernels.ts`. Times are
// the best of several, on one machine; only the ratio travels. Here iALS; gibbs.ts has the sampler.

import { createRandom } from '../pipeline/random.ts';
import type { Csr } from '../pipeline/recommenders/csr.ts';
import { openIalsKernel } from '../pipeline/recommenders/kernels/ials-kernel.ts';
import { scaledRidge } from '../pipeline/serving/fold-in.ts';
import { ITEMS, skewedPreferences, USERS } from './generated.ts';
import { printGibbs } from './gibbs.ts';
import { fastest, multiplyRate } from './yardstick.ts';

const K = 64;
const MODEL = { regularisation: 0.3, unobservedWeight: 0.2, frequencyExponent: 0.5 };

/** Additions and multiplications of one sweep that no exact method avoids: lower triangles, Cholesky, solves. */
function sweepOperations(entries: number): number {
  const perEntry = K * (K + 1) + 2 * K;
  const perRow = K ** 3 / 3 + 2 * K ** 2;
  return 2 * entries * perEntry + (USERS + ITEMS) * (perRow + K * (K + 1));
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
  await printGibbs();
}
