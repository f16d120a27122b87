import { describe, expect, it } from 'vitest';
import { addUp, compareArms, createEarned, type Earned, figureOf, type Measure } from './people-sums.ts';

const rate: Measure = { name: 'rate', higherIsBetter: true, shape: (quotient) => quotient };
const error: Measure = { name: 'error', higherIsBetter: false, shape: Math.sqrt };

/** So many people, each with a numerator of 10. */
function earnedBy(people: number, numerator: (person: number) => number, measure = 'rate'): Earned {
  const earned = createEarned();
  for (let n = 0; n < people; n++)
    earned.add(measure, `person-${n}`, { numerator: numerator(n), denominator: 10 });
  return earned.all;
}

const compare = (one: Earned, other: Earned, measure = rate) =>
  compareArms({ name: 'one', earned: one }, { name: 'other', earned: other }, measure, {
    seed: 1,
    resamples: 200,
  });

describe('what arms earned', () => {
  it('adds up over steps, person by person', () => {
    const both = addUp([earnedBy(2, () => 1), earnedBy(3, () => 4)]);
    expect(both.get('rate')?.get('person-0')).toEqual({ numerator: 5, denominator: 20 });
    expect(figureOf(both, rate)).toBeCloseTo(14 / 50);
    expect(figureOf(both, error)).toBeNull();
  });

  it('is compared over the people of both, and a lower error is better', () => {
    const [good, bad] = [earnedBy(50, (n) => 2 + (n % 3)), earnedBy(40, (n) => 1 + (n % 3))];
    expect(compare(good, bad)).toMatchObject({ people: 40, result: 'better' });
    expect(compare(bad, good)).toMatchObject({ result: 'worse' });
    const errors = (numerator: number) => earnedBy(40, (n) => numerator + (n % 3), 'error');
    expect(compare(errors(1), errors(5), error)).toMatchObject({ result: 'better' });
  });

  it('says so when nothing differs, when too few people could be paired, and when nobody could', () => {
    expect(
      compare(
        earnedBy(40, () => 2),
        earnedBy(40, () => 2),
      )?.result,
    ).toBe('no difference shown');
    expect(
      compare(
        earnedBy(19, () => 9),
        earnedBy(19, () => 2),
      )?.result,
    ).toBe('too few people');
    expect(
      compare(
        earnedBy(5, () => 2),
        new Map(),
      ),
    ).toBeNull();
  });
});
