import { expect, test } from 'vitest';
import { silent } from '../reporter.ts';
import { ease } from './ease.ts';
import { ials } from './ials.ts';
import { twoTastes } from './interactions.fixture.ts';
import { allocateShared, refuseTooMuch } from './memory.ts';

const request = { who: 'The test', legal: 'Legal: less.' };

test('what fits is given, all zeros, in whole pages', () => {
  const { buffer } = allocateShared({ ...request, bytes: 65_537, memoryMb: 1 });
  expect(buffer.byteLength).toBe(2 * 65_536);
  expect(new Uint8Array(buffer).every((byte) => byte === 0)).toBe(true);
});

test('a limit is reached by the last byte and passed by the next', () => {
  refuseTooMuch({ ...request, bytes: 2 ** 20, memoryMb: 1 });
  expect(() => refuseTooMuch({ ...request, bytes: 2 ** 20 + 1, memoryMb: 1.9 })).not.toThrow();
  expect(() => refuseTooMuch({ ...request, bytes: 2 ** 20 + 1, memoryMb: 1 })).toThrow(
    'The test needs 2 MB in one piece, and 1 MB are available. Legal: less.',
  );
});

test('more than WebAssembly can address is refused whatever the machine has', () => {
  refuseTooMuch({ ...request, bytes: 2 ** 32 });
  expect(() => allocateShared({ ...request, bytes: 2 ** 32 + 1, memoryMb: 1e6 })).toThrow(
    'needs 4097 MB in one piece, and WebAssembly can address 4096 MB.',
  );
});

test.each([
  [
    'ials',
    ials,
    { k: 512 },
    /iALS with k = 512 over 90 users, 55 items and \d+ preferences needs \d+ MB.*smaller k/,
  ],
  ['ease', ease, {}, /ease over 55 films or people, whichever are fewer, needs 1 MB.*0 MB are available/],
])('%s that would not fit is refused before it starts', async (_, algorithm, parameters, message) => {
  const lines: string[] = [];
  const reporter = { ...silent, progress: (line: string) => lines.push(line) };
  const context = { threads: 1, seed: 1, reporter, memoryMb: 0.1 };
  const trained = algorithm.train(twoTastes({ users: 90, items: 55, seed: 1 }), parameters, context);
  await expect(trained).rejects.toMatchObject({ name: 'InputError' });
  await expect(trained).rejects.toThrow(message);
  expect(lines).toEqual([]);
});
