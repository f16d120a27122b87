import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { popularityStrata, STRATA } from './strata.ts';

describe('popularity strata', () => {
  it('cut the catalogue where each third of the attention begins, ties by row', () => {
    // 12 interactions: the first film is a third, the next two are one, the rest is the last.
    expect([...popularityStrata(Float64Array.of(2, 4, 1, 2, 1, 1, 1))]).toEqual([1, 0, 2, 1, 2, 2, 2]);
  });

  it('put one film that everybody touched into the head, and give the others what is left', () => {
    expect([...popularityStrata(Float64Array.of(100, 1, 1))]).toEqual([0, 2, 2]);
    expect([...popularityStrata(new Float64Array(0))]).toEqual([]);
  });

  it('never rank a less touched film higher, and no stratum holds a third more than its share', () => {
    const touched = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(touched, (people) => {
        const strata = popularityStrata(Float64Array.from(people));
        const total = people.reduce((sum, each) => sum + each, 0);
        people.forEach((mine, a) => {
          people.forEach((other, b) => {
            if (mine > other) expect(strata[a]).toBeLessThanOrEqual(strata[b]);
          });
        });
        STRATA.forEach((_, stratum) => {
          const own = people.filter((_each, item) => strata[item] === stratum);
          const held = own.reduce((sum, each) => sum + each, 0);
          expect(held).toBeLessThanOrEqual(total / STRATA.length + Math.max(0, ...own));
        });
      }),
      { seed: 42 },
    );
  });
});
