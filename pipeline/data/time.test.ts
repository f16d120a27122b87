import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, formatInstant, parseDay, parseInstant } from './time.ts';

describe('parseDay', () => {
  it('takes every day and gives its first instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 60_000 }), (days) => {
        expect(parseDay(dayOf(days * 86_400_000))).toBe(days * 86_400_000);
      }),
    );
  });

  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-1-1', '2026', '20260101', '0099-01-01', ''])(
    'refuses %j',
    (text) => expect(parseDay(text)).toBeNull(),
  );
});

describe('parseInstant', () => {
  it.each([
    ['2026-01-31T09:30:00Z', Date.UTC(2026, 0, 31, 9, 30)],
    ['2026-01-31T09:30:00.25Z', Date.UTC(2026, 0, 31, 9, 30, 0, 250)],
    ['2026-01-31T09:30:00.123456789+02:00', Date.UTC(2026, 0, 31, 7, 30, 0, 123)],
    ['2026-01-31T23:30-05:30', Date.UTC(2026, 1, 1, 5, 0)],
  ])('reads %s', (text, instant) => expect(parseInstant(text)).toBe(instant));

  it('reads back what formatInstant writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), (instant) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
      }),
    );
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T09:60:00Z',
    '2026-01-31T09:30:00',
    '2026-01-31T09:30:00+15:00',
    '2026-01-31',
    '2026-01-31 09:30:00Z',
    '1769851800',
    '2099',
  ])('refuses %j', (text) => expect(parseInstant(text)).toBeNull());
});
