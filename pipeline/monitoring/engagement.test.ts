import { describe, expect, it } from 'vitest';
import { calendarUpTo } from './days.ts';
import {
  clickThroughRate,
  type EngagementQuestion,
  revenuePerUser,
  sessionDurationLift,
} from './engagement.ts';
import { crowd, day, sessionsOf, type ToldSession } from './history.fixture.ts';

function question(told: ToldSession[], changes: Partial<EngagementQuestion> = {}): EngagementQuestion {
  return {
    sessions: sessionsOf(told),
    calendar: calendarUpTo(day(4), 5),
    windowDays: 1,
    scope: 'current_run',
    run: 'run_a',
    ...changes,
  };
}

const values = (readings: { value: number | null }[]) => readings.map(({ value }) => value);

describe('click-through rate', () => {
  it('is clicks by impressions of each day, and a day without sessions is missing, not zero', () => {
    const readings = clickThroughRate(
      question([...crowd(10, { day: 2, clicks: 3 }), ...crowd(10, { day: 4, clicks: 0 })]),
    );
    expect(values(readings)).toEqual([null, null, 0.3, null, 0]);
    expect(readings[3]).toMatchObject({ day: day(3), samples: 0, people: 0, low: null, high: null });
    expect(readings[4]).toMatchObject({ numerator: 0, denominator: 100, samples: 100, people: 10 });
  });

  it('adds up over the trailing window, but a day without data of its own stays missing', () => {
    const told = [...crowd(10, { day: 1, clicks: 4 }), ...crowd(10, { day: 2, clicks: 2 })];
    const readings = clickThroughRate(question(told, { windowDays: 3 }));
    expect(values(readings)).toEqual([null, 0.4, 0.3, null, null]);
  });

  it('hears only the current run unless told otherwise', () => {
    const told = [
      ...crowd(5, { day: 3, clicks: 1, run: 'run_0' }),
      ...crowd(5, { day: 4, clicks: 5 }),
      ...crowd(5, { day: 4, clicks: 9, arm: 'control' }),
    ];
    expect(values(clickThroughRate(question(told)))).toEqual([null, null, null, null, 0.5]);
    expect(values(clickThroughRate(question(told, { scope: 'all_runs' })))).toEqual([
      null,
      null,
      null,
      0.1,
      0.5,
    ]);
    expect(values(clickThroughRate(question(told, { run: null }))).every((value) => value === null)).toBe(
      true,
    );
  });

  it('takes a repeated click once and a click on a film that was not listed never', () => {
    const sessions = sessionsOf([{ day: 4, user: 'a', shown: 2 }]);
    sessions.clicked[0] = ['film-0', 'film-0', 'not-in-the-list'];
    expect(clickThroughRate({ ...question([]), sessions })[4]).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  const withBot = (people: number) =>
    clickThroughRate(
      question([
        ...Array.from({ length: 6 }, () => ({ day: 4, user: 'bot', clicks: 10 })),
        ...crowd(people, { day: 4, clicks: 0 }),
      ]),
    )[4];

  it('has a wide interval when one person makes all the clicks', () => {
    const many = clickThroughRate(question(crowd(100, { day: 4, clicks: 3 })))[4];
    const one = withBot(14);
    expect(many.value).toBeCloseTo(0.3, 12);
    expect(one.value).toBeCloseTo(0.3, 12);
    const width = ({ low, high }: typeof one) => (high ?? Number.NaN) - (low ?? Number.NaN);
    expect(width(many)).toBeLessThan(0.2);
    expect(width(one)).toBeGreaterThan(0.6);
  });

  it('lets nobody count for more than a twentieth of a crowd, and leaves whoever does not as they are', () => {
    expect(withBot(57).value).toBeCloseTo(0.05, 12);
    expect(withBot(114).value).toBeCloseTo(6 / 120, 12);
    expect(withBot(200).value).toBeCloseTo(6 / 206, 12);
  });

  it('does not know the future', () => {
    expect(values(clickThroughRate(question(crowd(5, { day: 5, clicks: 1 }))))).toEqual(Array(5).fill(null));
  });

  it('does not depend on the order of sessions', () => {
    const told = [...crowd(7, { day: 3, clicks: 2, revenue: 0.1 }), ...crowd(9, { day: 4, clicks: 3 })];
    expect(clickThroughRate(question(told.toReversed()))).toEqual(clickThroughRate(question(told)));
  });
});

describe('revenue per user', () => {
  it('is by person and active day, so that two sessions of a day are one day', () => {
    const told = [
      { day: 3, user: 'a', revenue: 2 },
      { day: 3, user: 'a', revenue: 4 },
      { day: 3, user: 'b', revenue: 0 },
      { day: 4, user: 'a', revenue: 3 },
    ];
    const readings = revenuePerUser(question(told, { windowDays: 2 }));
    expect(readings[4]).toMatchObject({ value: 3, numerator: 9, denominator: 3, samples: 3, people: 2 });
  });
});

describe('session duration lift', () => {
  it('compares mean seconds of the two arms and counts the smaller one', () => {
    const told = [
      ...crowd(20, { day: 4, seconds: 120 }),
      ...crowd(5, { day: 4, seconds: 100, arm: 'control' }).map((each) => ({
        ...each,
        user: `c-${each.user}`,
      })),
    ];
    const reading = sessionDurationLift(question(told))[4];
    expect(reading.value).toBeCloseTo(0.2, 12);
    expect(reading).toMatchObject({ numerator: 120, denominator: 100, samples: 5, people: 5 });
  });

  it('is missing while one arm is silent, and when nobody in control stays', () => {
    expect(sessionDurationLift(question(crowd(5, { day: 4 })))[4].value).toBeNull();
    const told = [...crowd(5, { day: 4 }), ...crowd(5, { day: 4, seconds: 0, arm: 'control' })];
    expect(sessionDurationLift(question(told))[4].value).toBeNull();
  });

  it('leaves out control sessions from before the run served', () => {
    const told = [
      ...crowd(5, { day: 1, seconds: 1000, arm: 'control' }),
      ...crowd(5, { day: 4, seconds: 100, arm: 'control' }),
      ...crowd(5, { day: 4, seconds: 150 }),
    ];
    expect(sessionDurationLift(question(told, { windowDays: 5 }))[4].value).toBeCloseTo(0.5, 12);
  });
});
