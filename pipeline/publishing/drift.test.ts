import { describe, expect, it } from 'vitest';
import { day, instant, interactionsOf, type ToldRating } from '../monitoring/history.fixture.ts';
import { policyWith } from '../rules/rules.fixture.ts';
import { driftFile } from './drift.ts';

const genres = new Map([
  ['one', ['Drama']],
  ['two', ['Comedy']],
]);
const policy = policyWith({ rules: { feature_drift: { minimum_samples: 20, minimum_people: 5 } } });

/** One rating each of so many people. */
function ratings(onDay: number, item: string, count: number, rating: number): ToldRating[] {
  return Array.from({ length: count }, (_, n) => ({
    day: onDay,
    user: `${item}-${onDay}-${n}`,
    item,
    rating,
  }));
}

function drift(told: ToldRating[], trainedUntil = instant(5)) {
  const champion = { run: 'run_a', trainedUntil };
  return driftFile({ interactions: interactionsOf(told), genres, policy, asOf: day(9), champion });
}

const trained = [...ratings(1, 'one', 30, 3), ...ratings(2, 'two', 30, 4)];

describe('drift by feature', () => {
  it('gives both distributions by named bins, with the sizes of both sides, the largest first', () => {
    const { features, day: measured } = drift([...trained, ...ratings(8, 'two', 40, 4)]);
    expect(measured).toBe(day(8));
    const genre = features.find(({ feature }) => feature === 'genre');
    expect(genre).toMatchObject({
      is_ordered: false,
      kolmogorov_smirnov: null,
      samples: { training: 60, recent: 40 },
      people: 40,
      says_enough: true,
      bins: [
        { bin: 'Comedy', training: 0.5, recent: 1 },
        { bin: 'Drama', training: 0.5, recent: 0 },
      ],
    });
    expect(features.find(({ feature }) => feature === 'rating')?.bins.map(({ bin }) => bin)).toEqual([
      '3',
      '4',
    ]);
    const sizes = features.map(({ kullback_leibler }) => kullback_leibler);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    for (const { bins } of features) {
      expect(bins.reduce((sum, { recent }) => sum + recent, 0)).toBeCloseTo(1, 2);
      expect(bins.reduce((sum, { training }) => sum + training, 0)).toBeCloseTo(1, 2);
    }
  });

  it('says which features too few speak of', () => {
    const { features } = drift([...trained, ...ratings(8, 'two', 19, 4)]);
    expect(features.map(({ says_enough }) => says_enough)).not.toContain(true);
  });

  it('holds no data set against itself: nothing newer than training is no feature', () => {
    expect(drift(trained, instant(9)).features).toEqual([]);
    const source = { interactions: interactionsOf(trained), genres, policy, asOf: day(9) };
    expect(driftFile({ ...source, champion: null })).toMatchObject({ run: null, day: null, features: [] });
  });
});
