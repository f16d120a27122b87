// One sweep of iALS against its bound: the sweep's arithmetic at the speed of a dense matrix product.

import { createRandom } from '../pipeline/random.ts';
import type { Csr } from '../pipeline/recommenders/csr.ts';
import { openIalsKernel } from '../pipeline/recommenders/kernels/ials-kernel.ts';
import { scaledRidge } from '../pipeline/serving/fold-in.ts';
import { ITEMS, skewedPreferences, USERS } from './generated.ts';
import { fastest, multiplyRate, printAgainst } from './yardstick.ts';

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

/** Prints a line a number of threads. */
export async function printIals(): Promise<void> {
  const byUser = skewedPreferences();
  const entries = byUser.indices.length;
  console.log(`iALS, ${entries} preferences, ${USERS} users, ${ITEMS} items, k = ${K}: one sweep`);
  for (const threads of [1, 2]) {
    const rate = await multiplyRate(threads);
    printAgainst(sweepOperations(entries), rate, threads, await secondsOfSweep(byUser, threads));
  }
}
