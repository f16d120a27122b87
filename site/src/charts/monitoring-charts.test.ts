import { describe, expect, it } from 'vitest';
import type { DayCounts } from '#pipeline/publishing/contract.ts';
import { volumeInWords } from '../words/quality.ts';
import { mostMoved, twoSides } from './two-sides.ts';
import { volumeChart } from './volume.ts';

describe('two distributions in one picture', () => {
  const bins = [
    { bin: 'a', training: 0.5, recent: 0.25 },
    { bin: 'b', training: 0.5, recent: 0.75 },
  ];

  it('share one scale: the largest share of either side is as high as the picture', () => {
    const chart = twoSides(bins, { width: 100, height: 30 });
    expect(chart?.bars.map(({ y, height }) => [y, height])).toEqual([
      [20, 10],
      [0, 30],
    ]);
    expect(chart?.outline).toBe('M0 10H50L50 10H100');
  });

  it('are nothing without bins, and flat where nothing was counted', () => {
    expect(twoSides([], { width: 100, height: 30 })).toBeNull();
    const empty = twoSides([{ bin: 'a', training: 0, recent: 0 }], { width: 10, height: 30 });
    expect(empty?.bars[0]).toMatchObject({ y: 30, height: 0 });
    expect(mostMoved([])).toBeNull();
  });
});

describe('rows a day', () => {
  const day = (n: number, rows: number) => ({ day: `2026-05-0${n}`, rows }) as DayCounts;

  it('are a line from zero, said with the days of nothing', () => {
    const days = [day(1, 10), day(2, 0), day(3, 20)];
    const chart = volumeChart(days, { width: 100, height: 21 });
    expect(chart?.points).toEqual([
      { x: 0, y: 11 },
      { x: 50, y: 21 },
      { x: 100, y: 1 },
    ]);
    expect(volumeInWords(days)).toBe(
      '30 rows in 3 days, 1 of them without any; the most on May 3, 2026, 20.',
    );
  });

  it('need two days', () => {
    expect(volumeChart([day(1, 10)], { width: 100, height: 21 })).toBeNull();
  });
});
