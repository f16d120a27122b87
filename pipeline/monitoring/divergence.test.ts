import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Divergences, divergencesOf } from './divergence.ts';

interface Golden extends Divergences {
  name: string;
  recent: number[];
  training: number[];
  is_ordered: boolean;
}

const golden: Golden[] = JSON.parse(readFileSync(new URL('divergence.golden.json', import.meta.url), 'utf8'));
const MEASURES = [
  'kullback_leibler',
  'population_stability',
  'jensen_shannon',
  'kolmogorov_smirnov',
] as const;

describe('the measures of drift', () => {
  it('are checked against enough cases', () => {
    expect(golden.length).toBeGreaterThan(20);
  });

  it.each(golden)(
    'are those of scipy to 1e-9: $name',
    ({ recent, training, is_ordered: isOrdered, ...known }) => {
      const found = divergencesOf(Float64Array.from(recent), Float64Array.from(training), { isOrdered });
      for (const measure of MEASURES) {
        const [mine, theirs] = [found[measure], known[measure]];
        if (theirs === null) expect(mine).toBeNull();
        else expect(Math.abs((mine ?? Number.NaN) - theirs), measure).toBeLessThanOrEqual(1e-9);
      }
    },
  );

  it('are 0 only for equal shares, never negative, and the symmetric ones the same both ways', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }).filter((all) => all.some(Boolean));
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [one, other] = [Float64Array.from(a), Float64Array.from(b)];
        const [there, back] = [
          divergencesOf(one, other, { isOrdered: true }),
          divergencesOf(other, one, { isOrdered: true }),
        ];
        for (const measure of MEASURES) expect(there[measure]).toBeGreaterThanOrEqual(0);
        expect(there.jensen_shannon).toBeLessThanOrEqual(Math.LN2 + 1e-12);
        expect(there.jensen_shannon).toBeCloseTo(back.jensen_shannon, 12);
        expect(there.population_stability).toBeCloseTo(back.population_stability, 12);
        const self = divergencesOf(one, one, { isOrdered: true });
        expect(self).toEqual({
          kullback_leibler: 0,
          population_stability: 0,
          jensen_shannon: 0,
          kolmogorov_smirnov: 0,
        });
      }),
    );
  });

  it('refuse bins that do not match', () => {
    const [two, three] = [new Float64Array([1, 2]), new Float64Array([1, 2, 3])];
    expect(() => divergencesOf(two, three, { isOrdered: true })).toThrow(RangeError);
    expect(() => divergencesOf(new Float64Array(0), new Float64Array(0), { isOrdered: true })).toThrow(
      RangeError,
    );
  });
});
