import { expect, it } from 'vitest';
import { day, instant, interactionsOf } from '../monitoring/history.fixture.ts';
import { policyOf } from '../rules/rules.fixture.ts';
import { qualityFile } from './quality.ts';

const told = [
  { day: 0, user: 'ann', item: 'one', rating: 4 },
  { day: 2, user: 'ann', item: 'two', rating: Number.NaN },
  { day: 2, user: 'bob', item: 'one', rating: 3 },
];

function quality(lastDay: number) {
  return qualityFile({
    interactions: interactionsOf(told),
    // Bob told his rating twice.
    told: Float64Array.of(instant(0), instant(2), instant(2), instant(2)),
    started: Float64Array.of(instant(2, 5)),
    oldest: instant(0),
    newest: instant(lastDay, 23),
    batches: [],
    quarantined: {
      reasons: [{ reason: 'bad_rating', lines: 3 }],
      days: [
        { day: day(2), lines: 2 },
        { day: null, lines: 1 },
      ],
    },
    figures: [],
    limits: policyOf().data_quality,
  });
}

it('counts what arrived by day, a day of nothing included', () => {
  const nothing = {
    rows: 0,
    kept: 0,
    unrated: 0,
    people: 0,
    new_people: 0,
    films: 0,
    new_films: 0,
    sessions: 0,
  };
  expect(quality(2).days).toEqual([
    { ...nothing, day: day(0), rows: 1, kept: 1, people: 1, new_people: 1, films: 1, new_films: 1 },
    { ...nothing, day: day(1) },
    {
      day: day(2),
      rows: 3,
      kept: 2,
      unrated: 1,
      people: 2,
      new_people: 1,
      films: 2,
      new_films: 1,
      sessions: 1,
    },
  ]);
});

it('goes back a year and no further', () => {
  const { days } = quality(500);
  expect(days).toHaveLength(366);
  expect(days[365].day).toBe(day(500));
});
