// The hundred best films for everybody, from their histories: fold-in, scores and order, against its additions and
// multiplications at half the float32 rate of a dense matrix product, since it is all float64.

import { createRandom } from '../pipeline/random.ts';
import { rankPeople } from '../pipeline/recommenders/rank-people.ts';
import { silent } from '../pipeline/reporter.ts';
import type { FactorModel } from '../pipeline/serving/models.ts';
import { ITEMS, skewedPreferences, USERS } from './generated.ts';
import { leastOf, multiplyRate, printAgainst } from './yardstick.ts';

const K = 64;
const LENGTH = 100;

/** A model of random factors: only its size matters. */
export function madeUpFactors(): FactorModel {
  const random = createRandom(2);
  return {
    kind: 'factors',
    itemIds: Array.from({ length: ITEMS }, (_, item) => `i${String(item).padStart(5, '0')}`),
    popularity: new Float32Array(ITEMS).fill(1),
    k: K,
    factors: Float32Array.from({ length: ITEMS * K }, () => 0.1 * random.normal()),
    unobservedWeight: 0.2,
    regularisation: 0.3,
    frequencyExponent: 0.5,
    positiveRating: 4,
    weighting: null,
  };
}

/** A triangle of products for each preference, a Cholesky and its solves for each person, a dot product for each score. */
function operationsFor(entries: number): number {
  return entries * (K * (K + 1) + 2 * K) + USERS * (K ** 3 / 3 + 2 * K ** 2) + 2 * USERS * ITEMS * K;
}

/** Prints a line a number of threads. */
export async function printLists(): Promise<void> {
  const { pointers, indices: items, values: weights } = skewedPreferences();
  const model = madeUpFactors();
  const rules = {
    rowOf: Int32Array.from({ length: ITEMS }, (_, item) => item),
    length: LENGTH,
    leftOut: (person: number) => [items.subarray(pointers[person], pointers[person + 1])],
  };
  console.log(
    `Lists, the best ${LENGTH} of ${ITEMS} items for ${USERS} people, k = ${K}, folded in from histories`,
  );
  for (const threads of [1, 2]) {
    const rate = (await multiplyRate(threads)) / 2;
    const { seconds, processors } = await leastOf(7, () =>
      rankPeople(model, { pointers, items, weights }, rules, { threads, reporter: silent }),
    );
    printAgainst(operationsFor(items.length), rate, threads, seconds, processors);
  }
}
