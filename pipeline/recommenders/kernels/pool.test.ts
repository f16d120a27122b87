import { expect, test } from 'vitest';
import { loadKernel, openPool } from './pool.ts';

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
