import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../errors.ts';
import { createRandom } from '../../random.ts';
import { type Csr, transpose } from '../csr.ts';
import { type GibbsKernel, type GibbsSide, openGibbsKernel } from './gibbs-kernel.ts';
import { normalQuantile, normals, philox } from './gibbs-random.ts';
import { drawRowsReference, drawSeenReference, type ReferenceSide } from './gibbs-reference.ts';

const SEED = [11, 0xfffffff0] as const;

/** Random ratings in half stars: a row may be empty. */
function randomRatings({
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
  const values = Float32Array.from(indices, () => (1 + random.integer(10)) / 2);
  return { rows, columns, pointers: Int32Array.from(pointers), indices: Int32Array.from(indices), values };
}

/** Values and priors as they are in the middle of a chain; the kernel is left consistent. */
function fillIn(kernel: GibbsKernel, byUser: Csr): void {
  const random = createRandom(5);
  const byItem = transpose(byUser);
  kernel.noise.set([3.2, 1.4]);
  for (const [side, csr] of [
    [kernel.users, byUser],
    [kernel.items, byItem],
  ] as const) {
    fillSide(side, csr, kernel);
  }
  function fillSide(side: GibbsSide, csr: Csr, { k, stride }: GibbsKernel) {
    for (let j = 0; j <= k; j++) {
      for (let row = 0; row < side.rows; row++) side.values[row * stride + j] = 0.4 * random.normal();
      for (let row = 0; row < csr.columns; row++) side.seen[row * stride + j] = 0.2 * random.normal();
      for (const prior of [side.prior, side.seenPrior]) {
        prior.mean[j] = 0.1 * random.normal();
        prior.precision[j] = 3 + random.uniform();
      }
    }
    for (let row = 0; row < csr.rows; row++) {
      const [start, end] = [csr.pointers[row], csr.pointers[row + 1]];
      for (let entry = start; entry < end; entry++) {
        const from = csr.indices[entry] * stride;
        for (let j = 0; j <= k; j++) {
          side.expected[row * stride + j] += side.seen[from + j] / Math.sqrt(end - start);
        }
      }
    }
  }
}

const copyOf = (side: GibbsSide, csr: Csr): ReferenceSide => ({
  csr,
  values: Float64Array.from(side.values),
  expected: Float64Array.from(side.expected),
  seen: Float64Array.from(side.seen),
  prior: side.prior,
  seenPrior: side.seenPrior,
});

async function withKernel<T>(
  byUser: Csr,
  { k, threads }: { k: number; threads: number },
  use: (kernel: GibbsKernel) => Promise<T>,
): Promise<T> {
  const kernel = await openGibbsKernel(byUser, { k, threads, seed: SEED });
  try {
    fillIn(kernel, byUser);
    return await use(kernel);
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

test('every step agrees with the reference, whatever the shape', async () => {
  const shape = fc.record({
    rows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 40 }),
    density: fc.constantFrom(0.02, 0.2, 0.9),
    seed: fc.nat(1000),
  });
  const step = (number: number) => ({ seed: SEED, step: number, sweep: 7 });
  await fc.assert(
    fc.asyncProperty(shape, fc.integer({ min: 1, max: 19 }), async (size, k) => {
      const byUser = randomRatings(size);
      const byItem = transpose(byUser);
      await withKernel(byUser, { k, threads: 1 }, async (kernel) => {
        const { users, items, noise, stride } = kernel;
        const reference = { users: copyOf(users, byUser), items: copyOf(items, byItem) };
        const width = k + 1;
        await users.draw(7);
        drawRowsReference(reference.users, reference.items.values, noise, { width, stride }, step(0));
        expectNear(users.values, reference.users.values);
        await items.draw(7);
        drawRowsReference(reference.items, reference.users.values, noise, { width, stride }, step(1));
        expectNear(items.values, reference.items.values);
        await kernel.drawSeen(7);
        drawSeenReference(reference.users, byItem, { width, stride }, step(2));
        drawSeenReference(reference.items, byUser, { width, stride }, step(3));
        for (const side of ['users', 'items'] as const) {
          expectNear(kernel[side].seen, reference[side].seen);
          expectNear(kernel[side].expected, reference[side].expected);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('the sums it leaves are those of the residuals', async () => {
  const byUser = randomRatings({ rows: 30, columns: 25, density: 0.4, seed: 3 });
  await withKernel(byUser, { k: 9, threads: 1 }, async ({ users, items, noise, stride, ...kernel }) => {
    await users.draw(1);
    await items.draw(1);
    const byItem = transpose(byUser);
    const sums = new Float64Array(2 * items.rows);
    for (let item = 0; item < items.rows; item++) {
      for (let entry = byItem.pointers[item]; entry < byItem.pointers[item + 1]; entry++) {
        const [left, right] = [byItem.indices[entry] * stride, item * stride];
        let residual = byItem.values[entry] - noise[0] - users.values[left] - items.values[right];
        for (let j = 1; j <= kernel.k; j++) residual -= users.values[left + j] * items.values[right + j];
        sums[2 * item] += residual;
        sums[2 * item + 1] += residual ** 2;
      }
    }
    expectNear(items.sums, sums);
  });
});

const sweeps = (byUser: Csr, threads: number) =>
  withKernel(byUser, { k: 21, threads }, async (kernel) => {
    for (let sweep = 1; sweep <= 3; sweep++) {
      await kernel.users.draw(sweep);
      await kernel.items.draw(sweep);
      await kernel.drawSeen(sweep);
    }
    return [kernel.users, kernel.items].map(({ values, seen, sums }) => [
      values.slice(),
      seen.slice(),
      sums.slice(),
    ]);
  });

test('one, two and three threads give the same bytes', async () => {
  const byUser = randomRatings({ rows: 500, columns: 400, density: 0.05, seed: 2 });
  const one = await sweeps(byUser, 1);
  for (const threads of [2, 3]) expect(await sweeps(byUser, threads)).toEqual(one);
});

test('one user with 10,000 items is drawn as the reference draws them', async () => {
  const byUser = randomRatings({ rows: 1, columns: 10_000, density: 1, seed: 1 });
  await withKernel(byUser, { k: 7, threads: 2 }, async ({ users, items, noise }) => {
    const reference = copyOf(users, byUser);
    const others = Float64Array.from(items.values);
    await users.draw(1);
    const shape = { width: 8, stride: 8 };
    drawRowsReference(reference, others, noise, shape, { seed: SEED, step: 0, sweep: 1 });
    expectNear(users.values, reference.values);
  });
});

test('a problem that memory cannot hold is refused before anything is allocated', async () => {
  const byUser = {
    ...randomRatings({ rows: 1, columns: 1, density: 1, seed: 1 }),
    rows: 800_000,
    pointers: new Int32Array(800_001),
  };
  const opened = openGibbsKernel(byUser, { k: 500, threads: 1, seed: SEED });
  await expect(opened).rejects.toThrow(InputError);
  await expect(opened).rejects.toThrow(/k = 500 over 800000 users.* needs 4\.\d GB .*a smaller k/);
});

test('the counter gives the words that its paper publishes', () => {
  expect(philox([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
});

test('the deviates are normal: mean, variance, tails, and known quantiles', () => {
  const drawn = Array.from({ length: 2500 }, (_, row) => {
    return normals({ seed: SEED, step: 0, sweep: 1 }, row, 3, 8);
  }).flat();
  const moment = (power: number) => drawn.reduce((sum, x) => sum + x ** power, 0) / drawn.length;
  expect(moment(1)).toBeCloseTo(0, 1);
  expect(moment(2)).toBeCloseTo(1, 1);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  for (const [p, quantile] of [
    [0.975, 1.959964],
    [0.5, 0],
    [0.00001, -4.264891],
    [0.9, 1.281552],
  ]) {
    expect(normalQuantile(p * 2 ** 32)).toBeCloseTo(quantile, 5);
  }
});
