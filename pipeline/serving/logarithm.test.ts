import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naturalLog } from './logarithm.ts';

test('agrees with Math.log to the last digits, whatever the number', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThanOrEqual(
        4e-16 * Math.max(1, Math.abs(Math.log(x))),
      );
    }),
    { numRuns: 2000 },
  );
  expect(naturalLog(1)).toBe(0);
});

test('refuses what has no logarithm', () => {
  for (const x of [0, -1, Number.NaN, Infinity]) expect(() => naturalLog(x)).toThrow('is not a number');
});
