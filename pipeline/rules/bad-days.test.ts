// Days that go wrong, from the data to the sentence: what the rules say of them. Each is made of sessions and
// interactions, never of a reading that was set by hand.

import { describe, expect, it } from 'vitest';
import { parseInstant } from '../data/time.ts';
import { InputError } from '../errors.ts';
import {
  crowd,
  day,
  instant,
  interactionsOf,
  observationOf,
  planOf,
  sessionsOf,
  type ToldRating,
  type ToldSession,
} from '../monitoring/history.fixture.ts';
import { observe } from '../monitoring/observe.ts';
import { lastWholeDay } from '../stages/observe.ts';
import { decide } from './decide.ts';
import { observationPlan, parsePolicy } from './policy.ts';
import { policyOf, THRESHOLDS } from './rules.fixture.ts';

const LAST = 60;
const plan = observationPlan(policyOf());

/** The decision about the last day of a history. */
function decideOn(sessions: readonly ToldSession[], ratings: readonly ToldRating[] = [], asOf = day(LAST)) {
  const facts = observe(
    observationOf({ asOf, plan, sessions: sessionsOf(sessions), interactions: interactionsOf(ratings) }),
  );
  const champion = { run: 'run_a', metrics: [] };
  const decision = decide(facts, policyOf(), { champion, hold: null, asOf });
  const of = (name: string) => {
    const found = decision.rules.find(({ rule }) => rule === name);
    if (found === undefined) throw new Error(`no rule ${name}`);
    return found;
  };
  return { decision, of };
}

/** Days of 40 people with so many clicks of ten. */
function daysOf(days: readonly number[], clicks: number, people = 40): ToldSession[] {
  return days.flatMap((each) => crowd(people, { day: each, clicks }));
}

const upTo = (last: number, count: number) => Array.from({ length: count }, (_, i) => last - count + 1 + i);

describe('no events at all', () => {
  it('is never healthy: every rule says that nothing was measured', () => {
    const { decision } = decideOn([]);
    expect(decision.outcome).toBe('investigate');
    const speaking = decision.rules.filter(({ state }) => !['no-data', 'off'].includes(state));
    // The model's age is known without any data, and is no sign of health.
    expect(speaking.map(({ rule }) => rule)).toEqual(['days_since_training']);
    expect(decision.why).toContain('silence is not health');
  });

  it('beside plenty of ratings leaves the rules about sessions without data, whatever the others say', () => {
    const ratings = upTo(LAST, 50).flatMap((each) =>
      Array.from({ length: 30 }, (_, i) => ({ day: each, user: `u${i}`, item: `film-${each}-${i}` })),
    );
    const { of } = decideOn([], ratings);
    expect(of('click_through_rate').state).toBe('no-data');
    expect(of('interaction_volume').state).toBe('ok');
  });
});

describe('gaps of days', () => {
  it('neither make the fall longer nor forget it', () => {
    const falling = [...daysOf(upTo(LAST - 20, 10), 3.4), ...daysOf([50, 51, 52, 55, 56, 59, 60], 1)];
    expect(decideOn(falling).of('click_through_rate')).toMatchObject({ state: 'fired', held_days: 7 });
    const six = falling.filter((session) => session.day !== 52);
    expect(decideOn(six).of('click_through_rate')).toMatchObject({ state: 'pending', held_days: 6 });
  });

  it('are told by themselves once they are long, while the last good day does not speak for ever', () => {
    const { of, decision } = decideOn(daysOf(upTo(LAST - 8, 20), 4));
    expect(of('days_since_data')).toMatchObject({ state: 'fired', value: 8 });
    expect(of('click_through_rate').state).toBe('no-data');
    expect(decision.outcome).toBe('investigate');
  });
});

describe('clocks that go back', () => {
  it('change nothing: what counts is when it happened, not when it came', () => {
    const told = daysOf(upTo(LAST, 20), 4);
    expect(decideOn(told.toReversed()).decision).toEqual(decideOn(told).decision);
  });

  it('or run ahead: what is dated after the day is not looked at', () => {
    const told = daysOf(upTo(LAST, 20), 4);
    const ahead = daysOf([LAST + 1, LAST + 300], 0);
    expect(decideOn([...told, ...ahead]).of('click_through_rate')).toEqual(
      decideOn(told).of('click_through_rate'),
    );
  });
});

describe('one person, and bots', () => {
  it('who makes every click is too few people to say anything', () => {
    const one = upTo(LAST, 10).flatMap((each) =>
      Array.from({ length: 500 }, (_, i) => ({ day: each, user: 'one', hour: i / 25, clicks: 1 })),
    );
    const { of } = decideOn(one);
    expect(of('click_through_rate').state).toBe('no-data');
    expect(of('click_through_rate').sentence).toContain('from 1 person');
  });

  it('that look at everything and click nothing do not retrain the model', () => {
    const people = daysOf(upTo(LAST, 10), 4);
    const bots = upTo(LAST, 10).flatMap((each) =>
      Array.from({ length: 2000 }, (_, i) => ({ day: each, user: `bot-${i % 2}`, clicks: 0 })),
    );
    const { of } = decideOn([...people, ...bots]);
    expect(of('click_through_rate').state).toBe('ok');
    // Counted as they come they would bury the people: 1,600 clicks of 204,000 impressions.
    expect(of('click_through_rate').value).toBeGreaterThan(0.289);
  });

  it('that click everything hide no fall either', () => {
    const people = daysOf(upTo(LAST, 10), 1);
    const bots = upTo(LAST, 10).flatMap((each) =>
      Array.from({ length: 2000 }, () => ({ day: each, user: 'bot', clicks: 10 })),
    );
    expect(decideOn([...people, ...bots]).of('click_through_rate').state).toBe('fired');
  });
});

describe('events for unknown films', () => {
  it('count as what they are, and drift in genre says nothing where no genre is known', () => {
    const ratings = upTo(LAST, 30).flatMap((each) =>
      Array.from({ length: 30 }, (_, i) => ({ day: each, user: `u${i}`, item: `nobody-knows-${each}-${i}` })),
    );
    const champion = { run: 'run_a', trainedAt: instant(45), trainedUntil: instant(45) };
    const interactions = interactionsOf(ratings);
    const facts = observe(observationOf({ asOf: day(LAST), plan: planOf(14, 30), interactions, champion }));
    expect(facts.facts.feature_drift.parts.map(({ name }) => name)).toEqual(['rating', 'activity', 'hour']);
    expect(facts.facts.new_item_share.series.at(-1)?.value).toBe(1);
  });
});

describe('time zones and daylight saving', () => {
  it('do not move a day: an hour after midnight in Berlin is yesterday in UTC', () => {
    const after = parseInstant('2026-03-29T00:30:00+01:00') ?? Number.NaN;
    expect(new Date(after).toISOString().slice(0, 10)).toBe('2026-03-28');
    // The night clocks go forward has 23 hours there and 24 here.
    const before = parseInstant('2026-03-29T01:59:59+01:00') ?? Number.NaN;
    const next = parseInstant('2026-03-29T03:00:00+02:00') ?? Number.NaN;
    expect(next - before).toBe(1000);
    expect(lastWholeDay(before, next)).toBe('2026-03-28');
  });
});

describe('half a day of data', () => {
  it('is not decided about until the day is over', () => {
    const noon = instant(LAST, 12);
    expect(lastWholeDay(noon, noon)).toBe(day(LAST - 1));
    expect(lastWholeDay(noon, instant(LAST + 1))).toBe(day(LAST));
  });

  it('that is decided about all the same is a day with too few samples, not a fall', () => {
    const told = [...daysOf(upTo(LAST - 1, 20), 4), ...daysOf([LAST], 0, 15)];
    expect(decideOn(told).of('click_through_rate')).toMatchObject({
      state: 'ok',
      measured_on: day(LAST - 1),
    });
  });
});

describe('a champion without a protocol id', () => {
  it('has no baseline, so its rules say that they cannot be judged', () => {
    const figure = { day: day(LAST), run: 'run_a', metric: 'ndcg_at_10' as const, protocol: 'p1' };
    const figures = [{ ...figure, value: 0.01, low: 0, high: 0.02, samples: 900, people: 900 }];
    const facts = observe(observationOf({ asOf: day(LAST), plan, figures }));
    for (const metrics of [[], [{ protocol: '', values: { ndcg_at_10: 0.3 } }]]) {
      const champion = { run: 'run_a', metrics };
      const { rules } = decide(facts, policyOf(), { champion, hold: null, asOf: day(LAST) });
      const ndcg = rules.find(({ rule }) => rule === 'ndcg_at_10');
      expect(ndcg).toMatchObject({ state: 'no-data', baseline: null });
      expect(ndcg?.sentence).toContain('no figure of its own under the protocol');
    }
  });
});

describe('10,000 rules', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `  rule_${i}:\n    severity: critical\n`);

  it('are refused at the first that is unknown, with its place', () => {
    const text = THRESHOLDS.replace('rules:\n', `rules:\n${names.join('')}`);
    expect(() => parsePolicy(text, 'thresholds.yaml')).toThrow(InputError);
    const line = THRESHOLDS.slice(0, THRESHOLDS.indexOf('rules:\n')).split('\n').length + 1;
    expect(() => parsePolicy(text, 'thresholds.yaml')).toThrow(
      new RegExp(`line ${line}, column 3: unknown key "rule_0"`),
    );
  });
});
