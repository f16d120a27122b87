import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readId, readInstant, readNumber } from './values.ts';

test('an id is kept as it is written, and refused when it is empty, huge or holds a blank', () => {
  expect(['tt0111161', '007', '__proto__', 'ñ', 42].map(readId)).toEqual([
    'tt0111161',
    '007',
    '__proto__',
    'ñ',
    '42',
  ]);
  expect(['', ' ', 'a b', 'a\u00a0b', 'x'.repeat(201), null, 1.5, Number.NaN].map(readId)).toEqual(
    Array(8).fill(null),
  );
});

test('a number is read whole or not at all', () => {
  expect(['4.5', '-1', '.5', '5.', '1e2', 3].map(readNumber)).toEqual([4.5, -1, 0.5, 5, 100, 3]);
  const none = ['', ' ', '0x10', '4,5', '12abc', 'NaN', 'Infinity', '1e999', null, Number.POSITIVE_INFINITY];
  expect(none.map(readNumber)).toEqual(none.map(() => Number.NaN));
});

test('seconds, milliseconds and ISO 8601 of one instant are the same instant', () => {
  const instant = fc.integer({ min: 631_152_000, max: 2_000_000_000 });
  fc.assert(
    fc.property(instant, (seconds) => {
      const iso = new Date(seconds * 1000).toISOString();
      for (const text of [
        String(seconds),
        String(seconds * 1000),
        iso,
        iso.replace('T', ' ').replace('Z', ''),
      ]) {
        expect(readInstant(text, null)).toBe(seconds * 1000);
      }
    }),
  );
});

test('an offset counts, a missing one is UTC, and a day is its midnight', () => {
  expect(readInstant('2026-01-31T02:00+02:00', null)).toBe(Date.UTC(2026, 0, 31));
  expect(readInstant('2026-01-31', null)).toBe(Date.UTC(2026, 0, 31));
  expect(readInstant('2026-01-31 10:30:00 UTC', null)).toBe(Date.UTC(2026, 0, 31, 10, 30));
});

test('what is no instant is refused, and a stated unit takes nothing else', () => {
  const none = ['', 'yesterday', '2026-02-30', '2026', '31.01.2026', '2026-01-31T25:00:00Z', null];
  expect(none.filter((text) => text !== '2026').map((text) => readInstant(text, null))).toEqual(
    Array(6).fill(Number.NaN),
  );
  expect(readInstant('2026', null)).toBe(2_026_000); // two thousand seconds: out of every range, so refused later
  expect(readInstant('2026-01-31', 'seconds')).toBeNaN();
  expect(readInstant('1769817600', 'iso')).toBeNaN();
  expect(readInstant('1769817600', 'milliseconds')).toBe(1_769_817_600);
});
