import { expect, it } from 'vitest';
import type { LogEntry } from '#pipeline/publishing/contract.ts';
import { servedSpans } from './served.ts';

const entry = (day: number, kind: LogEntry['kind'], run: string | null): LogEntry => ({
  ...{ id: `e${day}`, at: `2026-05-0${day}`, kind, outcome: kind, run, why: '', commit: null },
});

it('tells from when until when a run served, each time, and that the last one still does', () => {
  const log = [
    entry(6, 'hold-lifted', 'a'),
    entry(5, 'rollback', 'a'),
    entry(4, 'verdict', 'b'),
    entry(3, 'promotion', 'b'),
    entry(2, 'decision', 'a'),
    entry(1, 'promotion', 'a'),
  ];
  expect(servedSpans(log, 'a')).toEqual([
    { from: '2026-05-01', until: '2026-05-03', by: 'e1' },
    { from: '2026-05-05', until: null, by: 'e5' },
  ]);
  expect(servedSpans(log, 'b')).toEqual([{ from: '2026-05-03', until: '2026-05-05', by: 'e3' }]);
  expect(servedSpans([entry(7, 'import', null), ...log], 'a')[1].until).toBe('2026-05-07');
  expect(servedSpans(log, 'c')).toEqual([]);
});
