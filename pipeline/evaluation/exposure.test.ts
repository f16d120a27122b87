import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueCoverage, exposureGini, exposureOf, personalisation } from './exposure.ts';
import type { Lists } from './metrics.ts';

/** Three people, lists of two, a catalogue of four: item 0 stands in all lists, 1 in two, 2 in one, 3 in none. */
const THREE: Lists = { items: Int32Array.of(0, 1, 0, 1, 0, 2), k: 2 };

describe('all lists together, by hand', () => {
  const exposure = exposureOf(THREE, 4);

  it('counts in how many lists an item stands, whatever the fill', () => {
    expect([...exposure]).toEqual([3, 2, 1, 0]);
    expect([...exposureOf({ items: Int32Array.of(1, -1, -1, -1), k: 2 }, 2)]).toEqual([0, 1]);
  });

  it('covers three of the four items', () => {
    expect(catalogueCoverage(exposure)).toBe(3 / 4);
    expect(() => catalogueCoverage(new Float64Array(0))).toThrow('undefined');
  });

  it('has the Gini coefficient of the shares 0, 1/6, 2/6 and 3/6', () => {
    // (−3·0 − 1·1 + 1·2 + 3·3) / (3 · 6)
    expect(exposureGini(exposure)).toBeCloseTo(10 / 18, 14);
  });

  it('is personal as far as pairs of lists differ', () => {
    // The pairs share 2, 1 and 1 of two items: the mean overlap is (2 + 1 + 1) / 3 / 2.
    expect(personalisation(exposure, THREE)).toBeCloseTo(1 - 4 / 6, 14);
  });

  it('is undefined where there is nothing to be even or to differ from', () => {
    expect(exposureGini(Float64Array.of(3))).toBeNull();
    expect(exposureGini(Float64Array.of(0, 0))).toBeNull();
    expect(personalisation(Float64Array.of(1, 1), { items: Int32Array.of(0, 1), k: 2 })).toBeNull();
  });

  it('knows the extremes: everybody the same list, and nobody shares an item', () => {
    const same = { items: Int32Array.of(0, 1, 0, 1), k: 2 };
    const none = { items: Int32Array.of(0, 1, 2, 3), k: 2 };
    expect(personalisation(exposureOf(same, 4), same)).toBe(0);
    expect(personalisation(exposureOf(none, 4), none)).toBe(1);
    expect(exposureGini(exposureOf(none, 4))).toBe(0);
    expect(exposureGini(Float64Array.of(0, 0, 7))).toBe(1);
  });
});

/** Lists of up to three of nine items, filled with -1. */
const worlds = fc.array(fc.shuffledSubarray([...Array(9).keys()], { maxLength: 3 }), {
  minLength: 2,
  maxLength: 12,
});

function listsOf(lists: readonly (readonly number[])[]): Lists {
  const filled = lists.flatMap((list) => [...list, -1, -1, -1].slice(0, 3));
  return { items: Int32Array.from(filled), k: 3 };
}

function figures(lists: readonly (readonly number[])[]) {
  const all = listsOf(lists);
  const exposure = exposureOf(all, 9);
  return [catalogueCoverage(exposure), exposureGini(exposure), personalisation(exposure, all)];
}

describe('any lists', () => {
  it('are as personal as going through all pairs says', () => {
    fc.assert(
      fc.property(worlds, (lists) => {
        const overlaps = lists.flatMap((a, i) =>
          lists.slice(0, i).map((b) => a.filter((item) => b.includes(item)).length / 3),
        );
        const mean = overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length;
        expect(figures(lists)[2]).toBeCloseTo(1 - mean, 12);
      }),
      { seed: 42 },
    );
  });

  it('have the Gini coefficient of the mean difference between items', () => {
    fc.assert(
      fc.property(worlds, (lists) => {
        const exposure = [...exposureOf(listsOf(lists), 9)];
        const shown = exposure.reduce((sum, each) => sum + each, 0);
        fc.pre(shown > 0);
        const apart = exposure.flatMap((a) => exposure.map((b) => Math.abs(a - b)));
        const expected = apart.reduce((sum, each) => sum + each, 0) / (2 * 8 * shown);
        expect(exposureGini(Float64Array.from(exposure))).toBeCloseTo(expected, 12);
      }),
      { seed: 42 },
    );
  });

  it('stay between 0 and 1, and do not ask who is who', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 11 }), (lists, turn) => {
        const known = figures(lists).filter((figure) => figure !== null);
        for (const figure of known) expect(figure).toBeGreaterThanOrEqual(0);
        for (const figure of known) expect(figure).toBeLessThanOrEqual(1);
        const at = turn % lists.length;
        expect(figures([...lists.slice(at), ...lists.slice(0, at)].reverse())).toEqual(figures(lists));
      }),
      { seed: 42 },
    );
  });
});
