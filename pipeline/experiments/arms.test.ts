import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { type ArmSessions, compareArms } from './arms.ts';

interface Visit {
  user: string;
  arm: string;
  shown: number;
  clicked: number;
  seconds?: number;
  revenue?: number;
}

function sessionsOf(visits: Visit[]): ArmSessions {
  const films = (count: number) => Array.from({ length: count }, (_, i) => `film${i}`);
  return {
    user_id: visits.map(({ user }) => user),
    arm: visits.map(({ arm }) => arm),
    seconds: Int32Array.from(visits, ({ seconds }) => seconds ?? 60),
    shown: visits.map(({ shown }) => films(shown)),
    clicked: visits.map(({ clicked }) => films(clicked)),
    revenue: Float64Array.from(visits, ({ revenue }) => revenue ?? 0),
  };
}

/** Each person comes one to four times; the champion's people click `better` times as often. */
function simulated(people: { champion: number; control: number }, better: number, seed = 1): Visit[] {
  const random = createRandom(seed);
  return Object.entries(people).flatMap(([arm, count]) =>
    Array.from({ length: count }, (_, person) => {
      const rate = 0.1 * (arm === 'champion' ? better : 1) * (0.5 + random.uniform());
      return Array.from({ length: 1 + random.integer(4) }, () => {
        const clicked = Array.from({ length: 10 }, () => Number(random.uniform() < rate)).reduce(
          (a, b) => a + b,
        );
        const seconds = Math.round(60 + 120 * clicked + 60 * random.uniform());
        return { user: `${arm}${person}`, arm, shown: 10, clicked, seconds, revenue: clicked * 0.25 };
      });
    }).flat(),
  );
}

describe('two arms', () => {
  it('sum up by person, whatever the order of sessions', () => {
    const visits = simulated({ champion: 40, control: 40 }, 1.2);
    const report = compareArms(sessionsOf(visits), { controlShare: 0.5 });
    expect(report.champion.people).toBe(40);
    expect(report.champion.impressions).toBe(10 * report.champion.sessions);
    expect(report.champion.click_through_rate.value).toBeCloseTo(
      report.champion.clicks / report.champion.impressions,
      14,
    );
    expect(compareArms(sessionsOf(visits.toReversed()), { controlShare: 0.5 })).toEqual(report);
  });

  it('show a better champion on clicks, session length and revenue', () => {
    const report = compareArms(sessionsOf(simulated({ champion: 400, control: 100 }, 2)), {
      controlShare: 0.2,
    });
    expect(report.click_through_rate.state).toBe('better');
    expect(report.click_through_rate.value).toBeCloseTo(0.1, 1);
    expect(report.session_seconds_lift.state).toBe('better');
    expect(report.revenue_per_person.state).toBe('better');
    expect(report.sample_ratio.state).toBe('as configured');
  });

  it('show a worse champion as worse', () => {
    const report = compareArms(sessionsOf(simulated({ champion: 400, control: 100 }, 0.3)), {
      controlShare: 0.2,
    });
    expect(report.click_through_rate.state).toBe('worse');
    expect(report.session_seconds_lift.value).toBeLessThan(0);
  });

  it('show no difference in about 95 of 100 tests where there is none', () => {
    const states = Array.from({ length: 100 }, (_, seed) => {
      const visits = simulated({ champion: 60, control: 60 }, 1, seed);
      return compareArms(sessionsOf(visits), { controlShare: 0.5 }).click_through_rate.state;
    });
    const shown = states.filter((state) => state !== 'no difference shown').length;
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(12);
  });

  it('take a person who comes a thousand times as one person', () => {
    const calm = simulated({ champion: 100, control: 100 }, 1);
    const often = Array.from({ length: 1000 }, () => ({
      user: 'fan',
      arm: 'champion',
      shown: 10,
      clicked: 9,
    }));
    const report = compareArms(sessionsOf([...calm, ...often]), { controlShare: 0.5 });
    expect(report.click_through_rate.value).toBeGreaterThan(0.4);
    expect(report.click_through_rate.state).toBe('no difference shown');
  });

  it('measure the lift of session length over sessions', () => {
    // The champion's people come once each, control's twice.
    const visits = ['champion', 'control', 'control'].flatMap((arm) =>
      Array.from({ length: 30 }, (_, person) => ({
        user: `${arm}${person}`,
        arm,
        shown: 1,
        clicked: 0,
        seconds: (arm === 'champion' ? 150 : 100) + person,
      })),
    );
    const { session_seconds_lift } = compareArms(sessionsOf(visits), { controlShare: 0.5 });
    expect(session_seconds_lift.value).toBeCloseTo(164.5 / 114.5 - 1, 12);
  });
});

describe('what the arms cannot say', () => {
  it('says too few below 30 people in an arm, and gives no interval', () => {
    const report = compareArms(sessionsOf(simulated({ champion: 100, control: 29 }, 3)), {
      controlShare: 0.2,
    });
    expect(report.click_through_rate).toMatchObject({ state: 'too few', interval: null });
    expect(report.click_through_rate.sentence).toContain('29 in control; 30 in each are needed');
    expect(report.control.click_through_rate.interval).toBeNull();
  });

  it('has no figures for an empty arm: unknown, not zero', () => {
    const report = compareArms(sessionsOf([]), { controlShare: 0.1 });
    expect(report.champion).toMatchObject({ people: 0, revenue_per_person: { value: null, interval: null } });
    expect(report.session_seconds_lift).toMatchObject({ value: null, state: 'too few' });
    expect(report.sample_ratio).toMatchObject({ state: 'too few', observed_control_share: null });
  });

  it('says so when nothing was ever shown to one of the arms', () => {
    const unseen = simulated({ champion: 40, control: 40 }, 1).map((visit) => ({
      ...visit,
      ...(visit.arm === 'control' && { shown: 0, clicked: 0 }),
    }));
    const { click_through_rate } = compareArms(sessionsOf(unseen), { controlShare: 0.5 });
    expect(click_through_rate).toMatchObject({ value: null, state: 'too few' });
    expect(click_through_rate.sentence).toContain('nothing to divide by');
  });

  it('leaves out people who were in both arms, and counts them', () => {
    const visits = simulated({ champion: 40, control: 40 }, 1);
    const crossed = { user: 'champion0', arm: 'control', shown: 10, clicked: 10 };
    const report = compareArms(sessionsOf([...visits, crossed]), { controlShare: 0.5 });
    expect(report.crossed_people).toBe(1);
    expect([report.champion.people, report.control.people]).toEqual([39, 40]);
  });

  it('calls arms of the wrong size a mismatch', () => {
    const visits = simulated({ champion: 500, control: 100 }, 1);
    const { sample_ratio } = compareArms(sessionsOf(visits), { controlShare: 0.1 });
    // 600 people, 60 expected: 40² / 540 + 40² / 60.
    expect(sample_ratio.chi_square).toBeCloseTo(1600 / 540 + 1600 / 60, 10);
    expect(sample_ratio.state).toBe('mismatch');
  });

  it('refuses an arm of another name and a share beyond 1', () => {
    const odd = sessionsOf([{ user: 'a', arm: 'treatment', shown: 1, clicked: 0 }]);
    expect(() => compareArms(odd, { controlShare: 0.1 })).toThrow('"treatment"');
    expect(() => compareArms(sessionsOf([]), { controlShare: 10 })).toThrow('control share is 10');
  });
});
