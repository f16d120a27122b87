import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { scoreFigures } from './accuracy.ts';
import { lastWholeDay } from './days.ts';
import { FACT_NAMES } from './facts.ts';
import { crowd, day, instant, interactionsOf, observationOf, planOf, sessionsOf } from './history.fixture.ts';
import { observe } from './observe.ts';

function evaluations(onDay: number, values: number[], protocol = 'p1') {
  const column = Float64Array.from(values);
  return scoreFigures({
    day: day(onDay),
    run: 'run_a',
    ranking: { protocol, perUser: { ndcg_at_10: column, precision_at_10: column } },
    rating: {
      protocol: 'r1',
      perUser: {
        squared_error: Float64Array.from([1, 3, 0]),
        absolute_error: Float64Array.from([1, 2, 0]),
        count: Float64Array.from([1, 2, 1]),
      },
    },
  });
}

describe('observe', () => {
  it('gives every fact a reading for every day of the history, also when nothing ever happened', () => {
    const facts = observe(observationOf({ champion: null }));
    expect(Object.keys(facts.facts)).toEqual(FACT_NAMES);
    for (const name of FACT_NAMES) {
      const { series } = facts.facts[name];
      expect(series.map((reading) => reading.day)).toEqual(Array.from({ length: 10 }, (_, n) => day(n)));
      expect(series.every(({ value, samples }) => value === null && samples === 0)).toBe(true);
    }
  });

  it('comes back from JSON as it was', () => {
    const facts = observe(
      observationOf({
        sessions: sessionsOf(crowd(3, { day: 9, clicks: 1 })),
        interactions: interactionsOf([{ day: 8, user: 'a', item: 'x' }]),
        figures: evaluations(9, [0.1, 0.2]),
      }),
    );
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it('keeps the sessions of earlier runs for the eye, apart from what rules read', () => {
    const told = [...crowd(4, { day: 7, run: 'run_0', clicks: 2 }), ...crowd(4, { day: 9, clicks: 3 })];
    const { click_through_rate: fact } = observe(observationOf({ sessions: sessionsOf(told) })).facts;
    expect(fact.series.slice(7).map(({ value }) => value)).toEqual([null, null, 0.3]);
    expect(fact.all_runs?.slice(7).map(({ value }) => value)).toEqual([0.2, null, 0.3]);
  });

  it('takes the champion scored now with its protocol and interval', () => {
    const { ndcg_at_10, rmse } = observe(
      observationOf({ figures: evaluations(9, [0, 0.1, 0.2, 0.3]) }),
    ).facts;
    expect(ndcg_at_10.protocol).toBe('p1');
    expect(ndcg_at_10.series[9]).toMatchObject({ samples: 4, people: 4 });
    expect(ndcg_at_10.series[9].value).toBeCloseTo(0.15, 12);
    expect(ndcg_at_10.series[9].low).toBeGreaterThanOrEqual(0);
    expect(rmse.protocol).toBe('r1');
    expect(rmse.series[9]).toMatchObject({ value: 1, samples: 4, people: 3 });
  });

  it('keeps figures of another protocol or another run out of a series', () => {
    const figures = [
      ...evaluations(7, [0.9, 0.9], 'old protocol'),
      ...evaluations(8, [0.3, 0.3]),
      ...evaluations(9, [0.2, 0.2]),
      ...evaluations(9, [0.5, 0.5]).map((figure) => ({ ...figure, run: 'run_b' })),
    ];
    const { ndcg_at_10 } = observe(observationOf({ figures })).facts;
    expect(ndcg_at_10.series.slice(7).map(({ value }) => value)).toEqual([null, 0.3, 0.2]);
  });

  it('leaves a metric out on which nobody could be judged', () => {
    expect(evaluations(9, [Number.NaN]).map(({ metric }) => metric)).toEqual(['rmse']);
  });

  it('refuses a day that is not in the calendar', () => {
    expect(() => observe(observationOf({ asOf: '2026-02-30' }))).toThrow(InputError);
  });

  it('gives equal facts whatever the order of sessions', () => {
    const told = [...crowd(5, { day: 8, clicks: 1, revenue: 0.25 }), ...crowd(5, { day: 9, arm: 'control' })];
    const plan = planOf(3, 10);
    expect(observe(observationOf({ plan, sessions: sessionsOf(told.toReversed()) }))).toEqual(
      observe(observationOf({ plan, sessions: sessionsOf(told) })),
    );
  });
});

describe('lastWholeDay', () => {
  it('is yesterday until the day is over', () => {
    expect(lastWholeDay(instant(9, 12))).toBe(day(8));
    expect(lastWholeDay(instant(9))).toBe(day(8));
    expect(lastWholeDay(instant(9) - 1)).toBe(day(7));
  });
});
