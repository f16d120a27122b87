import { describe, expect, it } from 'vitest';
import { experiments, PLAN } from '../../tests/site/fixture/experiments.ts';
import type { SessionRows } from '../data/events.ts';
import { problemsWithContract } from './contract-check.fixture.ts';
import { experimentsFile } from './experiments.ts';

const NONE: SessionRows = {
  session_id: [],
  user_id: [],
  started_at: new Float64Array(0),
  seconds: new Int32Array(0),
  arm: [],
  run: [],
  shown: [],
  clicked: [],
  revenue: new Float64Array(0),
};

describe('the experiments of the sessions', () => {
  it('are one for each run, newest first, and a check of the assignment before it', () => {
    const [withRun, before] = experiments().experiments;
    expect([withRun.run, before.run]).toEqual(['run_20260510_031500', null]);
    expect([before.from, before.to, withRun.from, withRun.to]).toEqual([
      '2026-02-20',
      '2026-04-16',
      '2026-04-17',
      '2026-06-11',
    ]);
    expect(before.decision).toContain('as it should be');
    expect(before.stopping).toBeNull();
    expect(withRun.weeks).toHaveLength(8);
    expect(problemsWithContract(new Map([['experiments.json', experiments()]]))).toEqual([]);
  });

  it('are read at a horizon computed from what came before, and later days do not count', () => {
    const [{ stopping, arms, decision }] = experiments().experiments;
    expect(stopping?.reached_on).not.toBeNull();
    expect(arms.control.people).toBeGreaterThanOrEqual(stopping?.control_people ?? Infinity);
    expect(arms.control.sessions + arms.champion.sessions).toBeLessThan(3200);
    expect(decision).toContain('Keep the champion');
  });

  it('decide nothing before the horizon, however large the difference', () => {
    const [{ stopping, arms, decision }] = experiments({ people: 155, better: 2 }).experiments;
    expect(arms.click_through_rate.state).toBe('better');
    expect(stopping?.reached_on).toBeNull();
    expect(decision).toContain('No decision yet: 124 of');
  });

  it('say so when the champion is worse, and when there is nothing to compare', () => {
    expect(experiments({ better: 0.6 }).experiments[0].decision).toContain('Do not keep the champion');
    expect(experimentsFile(NONE, 0.1, PLAN).experiments).toEqual([]);
  });

  it('write thousands apart', () => {
    const { decision } = experiments({ people: 2400, better: 1.4 }).experiments[1];
    expect(decision).toContain('A check of the assignment');
    const waiting = experiments({ people: 6000, better: 1.1, policy: { ...PLAN, smallest_effect: 0.02 } });
    expect(waiting.experiments[0].decision).toMatch(/No decision yet: 4,800 of \d+,\d{3} people/);
  });

  it('count a control session once on a day on which one run follows another', () => {
    const at = (hour: number) => Date.UTC(2026, 4, 10, hour);
    const day = [
      { hour: 1, arm: 'control', run: null },
      { hour: 3, arm: 'champion', run: 'run_a' },
      { hour: 5, arm: 'control', run: null },
      { hour: 7, arm: 'control', run: null },
      { hour: 12, arm: 'champion', run: 'run_b' },
      { hour: 15, arm: 'control', run: null },
    ];
    const [b, a] = experimentsFile(
      {
        session_id: day.map(({ hour }) => `s${hour}`),
        user_id: day.map(({ hour }) => `u${hour}`),
        started_at: Float64Array.from(day, ({ hour }) => at(hour)),
        seconds: Int32Array.from(day, () => 60),
        arm: day.map(({ arm }) => arm),
        run: day.map(({ run }) => run),
        shown: day.map(() => ['film']),
        clicked: day.map(() => []),
        revenue: new Float64Array(day.length),
      },
      0.5,
      PLAN,
    ).experiments;
    expect([a.run, a.arms.control.sessions]).toEqual(['run_a', 3]);
    expect([b.run, b.arms.control.sessions]).toEqual(['run_b', 1]);
  });
});
