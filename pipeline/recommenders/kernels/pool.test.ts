import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { loadKernel, openPool, refuseWithoutSimd } from './pool.ts';

afterEach(() => vi.restoreAllMocks());

const memory = () => new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });

// A task that points outside the memory makes the kernel trap, on the calling thread and on a worker alike.
const outside = 0x7fffff00;

test.each([0, 1])(
  'an error on thread %i ends the call with its cause, and the workers can be closed',
  async (bad) => {
    const pool = await openPool(await loadKernel('ials'), memory(), 2);
    const call = { name: 'gramBlocks', arguments: (thread: number) => [thread === bad ? outside : 1024] };
    const failure = await pool.run(call).catch((error: Error) => error);
    expect(failure).toMatchObject({ message: "training stopped in the kernel's gramBlocks" });
    expect((failure as Error).cause).toMatchObject({ message: 'memory access out of bounds' });
    await pool.close();
    await pool.close();
  },
);

test('a function the kernel does not have is an error, not a silence', async () => {
  const pool = await openPool(await loadKernel('ials'), memory(), 1);
  expect(() => pool.runHere({ name: 'solveAll', arguments: [] })).toThrow('no function solveAll');
  await pool.close();
});

test('where threads may not be started, the calling one does it all and the bytes are the same', async () => {
  const program = join(import.meta.dirname, 'without-threads.fixture.ts');
  const run = async (...flags: string[]) =>
    (await promisify(execFile)(process.execPath, [...flags, program])).stdout;
  const [free, alone] = await Promise.all([run(), run('--permission', '--allow-fs-read=*')]);
  expect(free).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}\n$/);
  expect(alone).toBe(free);
}, 60_000);

test('a runtime without SIMD is told so, with the cure', async () => {
  refuseWithoutSimd();
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const message =
    /cannot run WebAssembly with SIMD, which training needs\. Legal: the Node 24 that `npm ci` installs/;
  expect(refuseWithoutSimd).toThrow(message);
  await expect(loadKernel('ials')).rejects.toThrow(message);
});
