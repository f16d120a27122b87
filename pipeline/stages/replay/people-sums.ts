// What lists earned, person by person, as quotients of sums: clicks by impressions, squared errors by ratings. Sums of
// several steps add up, and two arms are compared over the people who stand in both. Judges nothing.

import { pairedRatioBootstraps, type RatioSample } from '../../evaluation/bootstrap.ts';
import { FEWEST_USERS } from '../../evaluation/compare.ts';

/** One measure of what was earned. */
export interface Measure {
  readonly name: string;
  readonly higherIsBetter: boolean;
  /** Applied to the quotient: a root makes mean squared errors an RMSE. */
  readonly shape: (quotient: number) => number;
}

interface Sums {
  numerator: number;
  denominator: number;
}

/** By measure and person. */
export type Earned = ReadonlyMap<string, ReadonlyMap<string, Readonly<Sums>>>;

/** The difference of two arms in one measure. Differences are one minus other. */
export interface ArmDifference {
  measure: string;
  one: string;
  other: string;
  difference: number;
  low: number;
  high: number;
  people: number;
  result: 'better' | 'worse' | 'no difference shown' | 'too few people';
}

/** Collects what is earned under a measure by a person. */
export function createEarned(): { add(measure: string, person: string, sums: Sums): void; all: Earned } {
  const all = new Map<string, Map<string, Sums>>();
  return {
    all,
    add(measure, person, { numerator, denominator }) {
      const people = all.get(measure) ?? new Map<string, Sums>();
      all.set(measure, people);
      const before = people.get(person) ?? { numerator: 0, denominator: 0 };
      people.set(person, {
        numerator: before.numerator + numerator,
        denominator: before.denominator + denominator,
      });
    },
  };
}

/** Several steps as one. */
export function addUp(steps: readonly Earned[]): Earned {
  const total = createEarned();
  for (const step of steps) {
    for (const [measure, people] of step) {
      for (const [person, sums] of people) total.add(measure, person, sums);
    }
  }
  return total.all;
}

/** The figure of everybody together; null when nobody earned anything under the measure. */
export function figureOf(earned: Earned, { name, shape }: Measure): number | null {
  let [numerator, denominator] = [0, 0];
  for (const sums of earned.get(name)?.values() ?? []) {
    numerator += sums.numerator;
    denominator += sums.denominator;
  }
  return denominator > 0 ? shape(numerator / denominator) : null;
}

/** How many people stand behind a measure. */
export function peopleBehind(earned: Earned, { name }: Measure): number {
  return earned.get(name)?.size ?? 0;
}

/** One arm against another, over the people of both, with a paired bootstrap over people; null when there are none. */
export function compareArms(
  one: { name: string; earned: Earned },
  other: { name: string; earned: Earned },
  measure: Measure,
  options: { seed: number; resamples: number },
): ArmDifference | null {
  const [ours, theirs] = [one, other].map(
    ({ earned }) => earned.get(measure.name) ?? new Map<string, Sums>(),
  );
  const counts = (sums: Readonly<Sums> | undefined) => sums !== undefined && sums.denominator > 0;
  const people = [...ours.keys()].filter((id) => counts(ours.get(id)) && counts(theirs.get(id))).sort();
  if (people.length === 0) return null;
  const sample = (sums: ReadonlyMap<string, Readonly<Sums>>): RatioSample => ({
    numerator: Float64Array.from(people, (id) => sums.get(id)?.numerator ?? 0),
    denominator: Float64Array.from(people, (id) => sums.get(id)?.denominator ?? 0),
  });
  const pair = { candidate: sample(ours), other: sample(theirs), shape: measure.shape };
  const [found] = pairedRatioBootstraps([pair], options);
  const shown = found.low > 0 || found.high < 0;
  const better = found.difference > 0 === measure.higherIsBetter;
  return {
    measure: measure.name,
    one: one.name,
    other: other.name,
    ...found,
    people: people.length,
    result:
      people.length < FEWEST_USERS
        ? 'too few people'
        : !shown
          ? 'no difference shown'
          : better
            ? 'better'
            : 'worse',
  };
}
