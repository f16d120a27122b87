import { describe, expect, it } from 'vitest';
import {
  byDay,
  daysSinceData,
  daysSinceTraining,
  interactionVolume,
  newcomerShare,
  newFeedback,
} from './activity.ts';
import { calendarUpTo, dayNumber } from './days.ts';
import { day, instant, interactionsOf, type ToldRating } from './history.fixture.ts';

const calendar = calendarUpTo(day(9), 5);
const values = (readings: { value: number | null }[]) => readings.map(({ value }) => value);

/** `count` people rate one film each on a day. */
function ratings(count: number, onDay: number, prefix: string): ToldRating[] {
  return Array.from({ length: count }, (_, i) => ({ day: onDay, user: `${prefix}${i}`, item: `film-${i}` }));
}

describe('interaction volume', () => {
  it('is the mean over the days of the window that have any; a silent day is missing', () => {
    const days = byDay(interactionsOf([...ratings(4, 6, 'a'), ...ratings(2, 8, 'b')]), calendar, 3);
    expect(values(interactionVolume(days, calendar, 1))).toEqual([null, 4, null, 2, null]);
    const wide = interactionVolume(days, calendar, 3);
    expect(values(wide)).toEqual([null, 4, null, 3, null]);
    expect(wide[3]).toMatchObject({ samples: 6, people: 6, numerator: 6, denominator: 2 });
  });

  it('hardly moves for half a day of data when the window is a week', () => {
    const told = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) => ratings(100, n, `d${n}-`));
    const days = byDay(interactionsOf([...told, ...ratings(50, 9, 'half')]), calendar, 7);
    expect(interactionVolume(days, calendar, 7)[4].value).toBeCloseTo((6 * 100 + 50) / 7, 9);
    expect(interactionVolume(days, calendar, 1)[4].value).toBe(50);
  });
});

describe('newcomer shares', () => {
  it('count people and films first seen inside the window', () => {
    const told = [...ratings(6, 1, 'old'), ...ratings(3, 9, 'old'), { day: 9, user: 'new', item: 'fresh' }];
    // The old three rate again: a pair counts on the day of its newest signal, so they keep one early pair each.
    told.push(...['old0', 'old1', 'old2'].map((user) => ({ day: 1, user, item: 'early' })));
    const days = byDay(interactionsOf(told), calendar, 2);
    const people = newcomerShare(days, 'user', calendar, 2)[4];
    expect(people).toMatchObject({ value: 0.25, numerator: 1, denominator: 4, samples: 4, people: 4 });
    const films = newcomerShare(days, 'item', calendar, 2)[4];
    expect(films.samples).toBe(4);
    expect(films.people).toBe(4);
  });
});

describe('ages and counts', () => {
  it('count days since the newest data, and nothing before the first', () => {
    const since = [instant(6), instant(7)].map(dayNumber);
    expect(values(daysSinceData(since, calendar))).toEqual([null, 0, 0, 1, 2]);
    expect(values(daysSinceData([], calendar))).toEqual(Array(5).fill(null));
  });

  it('count days since the training and what arrived since', () => {
    const told = [...ratings(2, 6, 'a'), ...ratings(3, 8, 'b')];
    expect(values(daysSinceTraining(instant(7, 12), calendar))).toEqual([null, null, 0, 1, 2]);
    expect(values(newFeedback(interactionsOf(told), instant(3), calendar))).toEqual([0, 2, 2, 5, 5]);
    expect(values(newFeedback(interactionsOf(told), instant(7), calendar))).toEqual([null, null, 0, 3, 3]);
    expect(values(newFeedback(interactionsOf(told), null, calendar))).toEqual(Array(5).fill(null));
  });
});
