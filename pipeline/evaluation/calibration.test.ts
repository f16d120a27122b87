import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { calibrationOf } from './calibration.ts';
import { freezeGround } from './protocol.ts';
import { batchOf, type Line } from './sample.ts';

const random = createRandom(3);
const WIDE = { min: -50, max: 50 };

/** 300 people with 0 to 9 ratings before the cut and 20 after it, all around 3. */
const LINES = Array.from({ length: 300 }, (_, person) =>
  Array.from({ length: 20 + (person % 10) }, (_rating, i): Line => {
    const isBefore = i < person % 10;
    return [`u${person}`, `i${i}`, 3 + random.normal(), isBefore ? i + 1 : 1000 + i];
  }),
).flat();
const ground = freezeGround([batchOf(LINES)], {
  asOf: 9000,
  testFraction: 6000 / LINES.length,
  positiveRating: 4,
  k: 5,
});

/** Everything predicted as 3, with this standard deviation. */
function predicted(deviation: number) {
  const entries = ground.test.user.length;
  return {
    predictions: new Float64Array(entries).fill(3),
    deviations: new Float64Array(entries).fill(deviation),
  };
}

describe('calibration', () => {
  it('finds honest intervals honest at every level, with their widths', () => {
    const honest = calibrationOf(predicted(1), ground, WIDE);
    expect(honest).toMatchObject({ users: 300, ratings: 6000, without_interval: 0 });
    for (const { level, coverage, low, high } of honest?.levels ?? []) {
      expect(Math.abs(coverage - level / 100)).toBeLessThan(0.015);
      expect(low).toBeLessThan(coverage);
      expect(high).toBeGreaterThan(coverage);
    }
    expect(honest?.levels.map(({ level }) => level)).toEqual([50, 80, 90, 95]);
    expect(honest?.levels[2].mean_width).toBeCloseTo(2 * 1.64485, 6);
    for (const { share } of honest?.pit ?? []) expect(Math.abs(share - 0.1)).toBeLessThan(0.015);
  });

  it('finds intervals too narrow by what lies outside, and by the ends of the transform', () => {
    const narrow = calibrationOf(predicted(0.5), ground, WIDE);
    expect(narrow?.levels[2].coverage).toBeLessThan(0.65);
    expect((narrow?.pit[0].share ?? 0) + (narrow?.pit[9].share ?? 0)).toBeGreaterThan(0.4);
    expect(narrow?.pit.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('looks at people of whom little is known by themselves', () => {
    const calibration = calibrationOf(predicted(1), ground, WIDE);
    expect(calibration?.slices.map(({ slice }) => slice)).toEqual(['newcomers', 'heavy_users']);
    const all = calibration?.ratings ?? 0;
    for (const { ratings, levels } of calibration?.slices ?? []) {
      expect(ratings).toBeLessThan(all / 2);
      expect(Math.abs(levels[2].coverage - 0.9)).toBeLessThan(0.03);
    }
  });

  it('clips widths to the scale, and counts the ratings without an interval', () => {
    const judged = predicted(100);
    judged.deviations[0] = Number.NaN;
    const clipped = calibrationOf(judged, ground, { min: 1, max: 5 });
    expect(clipped?.levels[3].mean_width).toBe(4);
    expect(clipped).toMatchObject({ ratings: 5999, without_interval: 1 });
  });

  it('is absent for a model that knows no intervals', () => {
    expect(calibrationOf({ ...predicted(1), deviations: null }, ground, WIDE)).toBeNull();
    expect(calibrationOf(predicted(Number.NaN), ground, WIDE)).toBeNull();
  });
});
