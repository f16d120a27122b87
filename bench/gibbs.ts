// The Gibbs sampler's sweep against its bound, and against the same arithmetic in plain JavaScript.

import { createRandom } from '../pipeline/random.ts';
import { type Csr, transpose } from '../pipeline/recommenders/csr.ts';
import { type GibbsKernel, openGibbsKernel } from '../pipeline/recommenders/kernels/gibbs-kernel.ts';
import { ITEMS, skewedRatings, USERS } from './generated.ts';
import { fastest, multiplyRate } from './yardstick.ts';

const K = 8;

/** One sweep's seconds: all rows of both sides, and what having rated adds. */
async function secondsOfSweep(ratings: Csr, threads: number): Promise<number> {
  const kernel = await openGibbsKernel(ratings, { k: K, threads, seed: [1, 2] });
  try {
    startAnywhere(kernel);
    let sweep = 0;
    return await fastest(async () => {
      sweep++;
      await kernel.users.draw(sweep);
      await kernel.items.draw(sweep);
      await kernel.drawSeen(sweep);
    });
  } finally {
    await kernel.close();
  }
}

function startAnywhere({ users, items, noise, k, stride }: GibbsKernel): void {
  const random = createRandom(2);
  noise.set([3, 1]);
  for (const { values, prior, seenPrior } of [users, items]) {
    for (const { precision } of [prior, seenPrior]) precision.fill(10);
    for (let at = 0; at < values.length; at++) if (at % stride <= k) values[at] = 0.1 * random.normal();
  }
}

/**
 * Additions and multiplications that no such sampler avoids, at 1 + k values a row: for each rating and side a
 * prediction, a triangle of products, a right-hand side, and two walks of what having rated adds; for each row a
 * Cholesky and its two solves.
 */
function sweepOperations(ratings: number): number {
  const width = K + 1;
  const perRating = 2 * width + width * (width + 1) + 2 * width + 4 * width;
  const perRow = width ** 3 / 3 + 2 * width ** 2;
  return 2 * ratings * perRating + (USERS + ITEMS) * perRow;
}

/** Seconds to read, for each rating and side, the other side's row once from a table that the cache holds. */
async function secondsOfGathering(ratings: Csr): Promise<number> {
  const sides = [ratings, transpose(ratings)].map(({ indices, columns }) => {
    return { indices, table: new Float32Array(columns * (K + 1)).fill(1) };
  });
  return fastest(async () => {
    let sum = 0;
    for (const { indices, table } of sides) {
      for (let at = 0; at < indices.length; at++) {
        for (let j = 0, from = indices[at] * (K + 1); j <= K; j++) sum += table[from + j];
      }
    }
    return sum;
  });
}

/** Prints a line a number of threads. */
export async function printGibbs(): Promise<void> {
  const ratings = skewedRatings();
  const count = ratings.indices.length;
  console.log(`Bayesian SVD++, ${count} ratings, ${USERS} users, ${ITEMS} items, k = ${K}: one Gibbs sweep`);
  for (const threads of [1, 2]) {
    const rate = await multiplyRate(threads);
    const bound = sweepOperations(count) / rate;
    const seconds = await secondsOfSweep(ratings, threads);
    console.log(
      `${threads} thread${threads > 1 ? 's' : ''}: ${seconds.toFixed(3)} s · ` +
        `bound ${bound.toFixed(3)} s (matrix product at ${(rate / 1e9).toFixed(0)} GFLOP/s) · ` +
        `ratio ${(seconds / bound).toFixed(1)}`,
    );
  }
  const gathering = await secondsOfGathering(ratings);
  console.log(`reading each rating's row once a side, in plain JavaScript: ${gathering.toFixed(3)} s`);
}
