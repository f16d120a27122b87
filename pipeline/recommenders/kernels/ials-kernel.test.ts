import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../errors.ts';
import { createRandom } from '../../random.ts';
import { type Csr, transpose } from '../csr.ts';
import { openIalsKernel } from './ials-kernel.ts';
import { solveReference } from './ials-reference.ts';

/** Random preferences: a row may be empty, a weight is 1, 3 or 4. */
function randomCsr({
  rows,
  columns,
  density,
  seed,
}: Record<'rows' | 'columns' | 'density' | 'seed', number>): Csr {
  const random = createRandom(seed);
  const pointers = [0];
  const indices: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) if (random.uniform() < density) indices.push(column);
    pointers.push(indices.length);
  }
  const values = Float32Array.from(indices, () => [1, 3, 4][random.integer(3)]);
  return { rows, columns, pointers: Int32Array.from(pointers), indices: Int32Array.from(indices), values };
}

function randomFactors(rows: number, k: number): Float32Array {
  const random = createRandom(rows * 1000 + k);
  return Float32Array.from({ length: rows * k }, () => 0.3 * random.normal());
}

const ridge = (n: number) => 0.05 * (n + 1);

async function bothHalves(byUser: Csr, { k, threads }: { k: number; threads: number }) {
  const kernel = await openIalsKernel({
    byUser,
    k,
    unobservedWeight: 0.2,
    userRidge: ridge,
    itemRidge: ridge,
    threads,
  });
  try {
    kernel.items.write(randomFactors(byUser.columns, k));
    const first = await kernel.users.solve();
    const users = kernel.users.read();
    const second = await kernel.items.solve();
    return { users, items: kernel.items.read(), objectives: [first.objective, second.objective] };
  } finally {
    await kernel.close();
  }
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  let difference = 0;
  let size = 0;
  for (let at = 0; at < expected.length; at++) {
    difference = Math.max(difference, Math.abs(actual[at] - expected[at]));
    size = Math.max(size, Math.abs(expected[at]));
  }
  expect(difference).toBeLessThan(3e-4 * Math.max(size, 1e-3));
}

test('both half-steps agree with the reference, whatever the shape', async () => {
  const shape = fc.record({
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 60 }),
    density: fc.constantFrom(0.02, 0.2, 0.9),
    seed: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(shape, fc.integer({ min: 1, max: 35 }), async (size, k) => {
      const byUser = randomCsr(size);
      const { users, items, objectives } = await bothHalves(byUser, { k, threads: 1 });
      const options = { k, unobservedWeight: 0.2, ridge };
      const first = solveReference(byUser, randomFactors(size.columns, k), options);
      const second = solveReference(transpose(byUser), users, options);
      expectNear(users, first.factors);
      expectNear(items, second.factors);
      expectNear(objectives, [first.objective, second.objective]);
    }),
    { numRuns: 60 },
  );
});

test('one user with 10,000 items is solved as the reference solves them', async () => {
  const byUser = randomCsr({ rows: 1, columns: 10_000, density: 1, seed: 1 });
  const { users } = await bothHalves(byUser, { k: 16, threads: 1 });
  const options = { k: 16, unobservedWeight: 0.2, ridge };
  expectNear(users, solveReference(byUser, randomFactors(10_000, 16), options).factors);
});

test('one, two and three threads give the same bytes', async () => {
  const byUser = randomCsr({ rows: 700, columns: 600, density: 0.05, seed: 2 });
  const one = await bothHalves(byUser, { k: 12, threads: 1 });
  for (const threads of [2, 3]) expect(await bothHalves(byUser, { k: 12, threads })).toEqual(one);
});

test('a matrix without a solution is reported, not divided by', async () => {
  const byUser = randomCsr({ rows: 3, columns: 2, density: 1, seed: 1 });
  const kernel = await openIalsKernel({
    byUser,
    k: 8,
    unobservedWeight: 0,
    userRidge: () => 0,
    itemRidge: () => 0,
    threads: 1,
  });
  expect((await kernel.users.solve()).failedRow).toBe(0);
  await kernel.close();
});

test('a problem that memory cannot hold is refused before anything is allocated', async () => {
  const byUser = { ...randomCsr({ rows: 1, columns: 1, density: 1, seed: 1 }), rows: 3_000_000 };
  const opened = openIalsKernel({
    byUser,
    k: 500,
    unobservedWeight: 0.1,
    userRidge: ridge,
    itemRidge: ridge,
    threads: 1,
  });
  await expect(opened).rejects.toThrow(InputError);
  await expect(opened).rejects.toThrow(/k = 500 over 3000000 users.* needs 5\d\d\d MB .*a smaller k/);
});
