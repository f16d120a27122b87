import { expect, it } from 'vitest';
import { type JudgedPoint, runHistoryChart } from './run-history.ts';

const PLOT = { width: 100, height: 100 };
const point = (day: number, value: number, changes: Partial<JudgedPoint> = {}): JudgedPoint => ({
  run: `run_${day}`,
  at: `2026-05-0${day}T00:00:00Z`,
  value,
  protocol: 0,
  isChampion: false,
  duel: null,
  ...changes,
});

it('has a line for each protocol, through its own runs alone and in the order of time', () => {
  const chart = runHistoryChart(
    [point(4, 0.4), point(3, 0.9, { protocol: 1 }), point(2, 0.8, { protocol: 1 }), point(1, 0.1)],
    PLOT,
  );
  expect(chart?.points.map((each) => each.point.run)).toEqual(['run_1', 'run_2', 'run_3', 'run_4']);
  const at = (n: number): string => `${chart?.points[n].x} ${chart?.points[n].y}`;
  expect(chart?.lines).toEqual([
    { protocol: 0, path: `M${at(0)}L${at(3)}` },
    { protocol: 1, path: `M${at(1)}L${at(2)}` },
  ]);
});

it('puts a whisker where the champion and the interval of the difference have it, within the picture', () => {
  const chart = runHistoryChart([point(1, 0.5, { duel: { other: 0.4, low: 0.05, high: 0.15 } })], PLOT);
  const [{ y, duel }] = chart?.points ?? [];
  expect(duel?.high).toBeLessThan(y);
  expect(duel?.low).toBeGreaterThan(y);
  expect(duel?.other).toBeGreaterThan(duel?.low ?? Number.NaN);
  for (const each of Object.values(duel ?? {})) expect(each).toBeGreaterThanOrEqual(0);
  expect(chart?.x.ticks).toHaveLength(1);
});

it('is nothing where no run was judged', () => {
  expect(runHistoryChart([], PLOT)).toBeNull();
});
