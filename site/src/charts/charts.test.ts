import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleReading } from '../data/types.ts';
import { trendInWords } from '../words/rules.ts';
import { chartId, frameBox, pointsInFrame } from './frame.ts';
import { everyRating, histogramBars } from './histogram.ts';
import { extent, linear, pathThrough, ticks, timeTicks } from './scale.ts';
import { seriesChart } from './series.ts';
import { trendChart } from './trend.ts';

describe('scales', () => {
  it('map ends to ends, and a domain without extent to the middle', () => {
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
    expect(linear([3, 3], [0, 50])(3)).toBe(25);
  });

  it('choose round ticks inside the domain', () => {
    expect(ticks([0, 1], 4)).toEqual([0, 0.5, 1]);
    expect(ticks([0.21, 0.29], 4)).toEqual([0.22, 0.24, 0.26, 0.28]);
    expect(ticks([5, 5], 4)).toEqual([5]);
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (from, size) => {
          const found = ticks([from, from + size], 5);
          expect(found.length).toBeLessThanOrEqual(7);
          for (const tick of found) expect(tick).toBeGreaterThanOrEqual(from - size * 1e-6);
        },
      ),
    );
  });

  it('stand an empty list of values and a single one', () => {
    expect(extent([])).toEqual([0, 1]);
    expect(extent([4], 0.5)).toEqual([2, 6]);
  });

  it('interrupt a line where a day has no value', () => {
    expect(pathThrough([{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }])).toBe('M0 1L1 2M3 4');
  });
});

describe('the histogram', () => {
  const scale = { min: 0.5, max: 5, step: 0.5 };

  it('has a bar for every legal rating, given or not', () => {
    const all = everyRating([{ rating: 4.5, count: 3 }], scale);
    expect(all.map(({ rating }) => rating)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
    expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('keeps to the ratings that occur where the scale has hundreds of steps', () => {
    expect(everyRating([{ rating: 71, count: 1 }], { min: 0, max: 100, step: 0.1 })).toEqual([
      { rating: 71, count: 1 },
    ]);
  });

  it('draws the highest at full height and a single rating still visibly', () => {
    const bars = histogramBars(
      [
        { rating: 1, count: 1 },
        { rating: 2, count: 5000 },
        { rating: 3, count: 0 },
      ],
      {
        width: 90,
        height: 100,
      },
    );
    expect(bars.map(({ height }) => height)).toEqual([1.5, 100, 0]);
    expect(bars[1].y).toBe(0);
  });
});

const rule = (parts: Partial<RuleReading>): RuleReading => ({
  rule: 'ctr',
  title: 'CTR',
  severity: 'critical',
  state: 'ok',
  value: 0.4,
  interval: null,
  measured_on: null,
  baseline: null,
  limit: 0.3,
  healthy_side: 'above',
  margin: null,
  unit: 'share',
  window_days: 1,
  held_days: 0,
  sustained_days: 1,
  samples: 1,
  protocol: null,
  trend: [
    { day: '2026-01-01', value: 0.5 },
    { day: '2026-01-02', value: null },
    { day: '2026-01-03', value: 0.2 },
  ],
  sentence: '',
  ...parts,
});

describe('the trend of a rule', () => {
  const size = { width: 100, height: 50 };

  it('shades below the limit where above is healthy, and above it where below is', () => {
    const above = trendChart(rule({}), size);
    expect(above?.unhealthy).toEqual([{ y: above?.limits[0].at, height: 50 - (above?.limits[0].at ?? 0) }]);
    const below = trendChart(rule({ healthy_side: 'below' }), size);
    expect(below?.unhealthy).toEqual([{ y: 0, height: below?.limits[0].at }]);
  });

  it('draws both limits around the baseline where the value should stay within them', () => {
    const chart = trendChart(rule({ healthy_side: 'within', baseline: 0.4 }), size);
    expect(chart?.limits.map(({ text }) => text).sort()).toEqual(['', 'limit']);
    expect(chart?.unhealthy).toHaveLength(2);
  });

  it('has no line for fewer than two values, and a line without a limit', () => {
    expect(trendChart(rule({ trend: [{ day: '2026-01-01', value: 1 }] }), size)).toBeNull();
    expect(trendChart(rule({ limit: null }), size)?.limits).toEqual([]);
  });

  it('names the unit on its axis, writes round figures beside it, and has a point a day', () => {
    const chart = trendChart(rule({ unit: 'stars', title: 'Error' }), size);
    expect(chart?.y.name).toBe('Error, stars');
    expect(chart?.y.ticks.map(({ text }) => text)).toEqual(['0.200', '0.400']);
    expect(chart?.points.map((point) => point?.x)).toEqual([0, undefined, 100]);
  });

  it('says in a sentence what the line shows', () => {
    expect(trendInWords(rule({}))).toBe(
      'From 50% on Jan 1, 2026 to 20% on Jan 3, 2026; lowest 20%, highest 50%.',
    );
    expect(trendInWords(rule({ trend: [] }))).toBe('No value has been recorded yet.');
  });
});

describe('the frame of a chart', () => {
  it('leaves the room at the left that the figures need, and places points as shares of the whole', () => {
    const y = { name: 'Loss', ticks: [{ at: 0, text: '1,000' }] };
    const box = frameBox({ width: 126, height: 36 }, y);
    expect(box).toEqual({ viewBox: '0 0 200 100', left: 60, top: 24, width: 200, height: 100 });
    expect(pointsInFrame([{ x: 0, y: 0 }, null, { x: 126, y: 36 }], box)).toBe('3000,2400 - 9300,6000');
  });

  it('makes an id of any name', () => {
    expect(chartId('trend', 'a b"c')).toBe('trend-a-b-c');
  });
});

describe('a series', () => {
  it('goes through every value, and needs two', () => {
    expect(seriesChart([3], { width: 10, height: 10 })).toBeNull();
    expect(seriesChart([3, 2, 1], { width: 10, height: 10 })?.points.map(({ x }) => x)).toEqual([0, 5, 10]);
    expect(seriesChart([2, 2], { width: 10, height: 10 })?.path).toBe('M0 5L10 5');
  });
});

describe('ticks of time', () => {
  it.each([
    [
      [0, 10],
      [0, 5, 10],
    ],
    [
      [300, 420],
      [300, 360, 420],
    ],
    [
      [290, 1130],
      [300, 600, 900],
    ],
    [
      [0, 7000],
      [0, 3600],
    ],
    [
      [0.1, 0.3],
      [0.1, 0.2, 0.3],
    ],
  ] as const)('of %j are round in seconds, minutes or hours: %j', (domain, expected) => {
    expect(timeTicks(domain, 3)).toEqual(expected);
  });
});
