import { describe, expect, it } from 'vitest';
import { stepInstants } from './steps.ts';

const days = (instants: number[]) => instants.map((at) => new Date(at).toISOString().slice(0, 10));
const at = (text: string) => Date.parse(text);

describe('the steps of a replay', () => {
  it('cover the data, weeks from Monday', () => {
    const weeks = stepInstants('week', at('2026-05-20T08:00:00Z'), at('2026-06-01T00:00:00Z'));
    expect(days(weeks)).toEqual(['2026-05-18', '2026-05-25', '2026-06-01', '2026-06-08']);
  });

  it('are months, quarters and years of the calendar, before 1970 too', () => {
    const [first, last] = [at('1969-11-30T23:59:59Z'), at('1970-02-01T00:00:00Z')];
    expect(days(stepInstants('month', first, last))).toEqual([
      '1969-11-01',
      '1969-12-01',
      '1970-01-01',
      '1970-02-01',
      '1970-03-01',
    ]);
    expect(days(stepInstants('quarter', first, last))).toEqual(['1969-10-01', '1970-01-01', '1970-04-01']);
    expect(days(stepInstants('year', first, last))).toEqual(['1969-01-01', '1970-01-01', '1971-01-01']);
  });

  it('are whole UTC days where local clocks were put forward or back', () => {
    const spring = stepInstants('day', at('2026-03-28T12:00:00Z'), at('2026-03-30T12:00:00Z'));
    expect(spring.map((each, i) => (i === 0 ? 0 : each - spring[i - 1]))).toEqual([
      0, 86_400_000, 86_400_000, 86_400_000,
    ]);
  });
});
