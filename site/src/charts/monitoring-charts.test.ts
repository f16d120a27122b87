import { describe, expect, it } from 'vitest';
import type { DayCounts, DriftFile, FeatureDrift } from '#pipeline/publishing/contract.ts';
import { chartInWords, rowInWords } from '../words/drift.ts';
import { volumeInWords } from '../words/quality.ts';
import { distributionChart, driftChart, mostMoved } from './drift.ts';
import { volumeChart } from './volume.ts';

describe('two distributions in one picture', () => {
  const bins = [
    { bin: 'a', training: 0.5, recent: 0.25 },
    { bin: 'b', training: 0.5, recent: 0.75 },
  ];

  it('share one scale, a row a bin, within the picture', () => {
    const chart = distributionChart(bins, 78);
    expect(chart?.rows.map(({ training, recent }) => [training, recent])).toEqual([
      [50, 25],
      [50, 75],
    ]);
    expect(chart?.ticks.map(({ text }) => text)).toEqual(['0%', '20%', '40%', '60%']);
  });

  it('are nothing without bins, and have no length where nothing was counted', () => {
    expect(distributionChart([], 100)).toBeNull();
    const empty = distributionChart([{ bin: 'a', training: 0, recent: 0 }], 10);
    expect(empty?.rows[0]).toMatchObject({ training: 0, recent: 0 });
    expect(mostMoved([])).toBeNull();
  });
});

describe('drift by feature', () => {
  const feature = (kullback_leibler: number, changes: Partial<FeatureDrift> = {}) =>
    ({
      ...{ feature: 'item popularity', kullback_leibler, low: null, high: null, says_enough: true },
      ...changes,
    }) as FeatureDrift;
  const file = (features: FeatureDrift[], limit: number | null = 0.1) => ({ features, limit }) as DriftFile;

  it('draws the limit and every interval within the picture, a row a feature', () => {
    const chart = driftChart([feature(0.2, { low: 0.15, high: 0.25 }), feature(0)], 0.1, 270);
    expect(chart.rows).toEqual([
      { y: 11, end: 200, low: 150, high: 250 },
      { y: 33, end: 0, low: null, high: null },
    ]);
    expect(chart.limits).toEqual([{ at: 100, text: 'limit 0.10' }]);
    expect(driftChart([feature(0)], null, 270).limits).toEqual([]);
  });

  it('says how many are past the limit, of those with enough data', () => {
    expect(chartInWords(file([feature(0.2), feature(0.01), feature(0.9, { says_enough: false })]))).toMatch(
      /^1 feature of 2 with enough data is past the limit of 0\.100 nats\./,
    );
    expect(chartInWords(file([feature(0.2, { says_enough: false })]))).toMatch(/^There is too little data/);
    expect(chartInWords(file([feature(0.1)]))).toMatch(/^No feature/);
    expect(chartInWords(file([feature(0.1)], null))).not.toContain('limit');
    expect(rowInWords(feature(0.2), 0.1)).toBe('Item popularity: 0.200 nats, past the limit');
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
