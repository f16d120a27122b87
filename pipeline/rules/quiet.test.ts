import { describe, expect, it } from 'vitest';
import { decide, mayRetrain } from './decide.ts';
import type { EarlierDecision } from './quiet.ts';
import { AS_OF, factsOf, policyWith, times } from './rules.fixture.ts';

const champion = { run: 'run_a', metrics: [] };
const falling = { click_through_rate: times(9, 0.2) };

function decideAfter(earlier: EarlierDecision[], cooldown = 6) {
  const policy = policyWith({ rules: { click_through_rate: { cooldown_days: cooldown } } });
  return decide(factsOf(falling), policy, { champion, hold: null, asOf: AS_OF, earlier });
}

const clicks = ({ rules }: ReturnType<typeof decideAfter>) => rules[0];

describe('a cool-down', () => {
  const judgedOn = (as_of: string): EarlierDecision => ({ as_of, spoke: ['rmse'], judged: true });

  it('silences a rule that asks for a training for so many days after any candidate was judged', () => {
    const cooling = decideAfter([judgedOn('2026-06-24')]);
    expect(clicks(cooling)).toMatchObject({ state: 'quiet', held_days: 9 });
    expect(clicks(cooling).sentence).toContain(
      'Silent until 2026-06-30, its cool-down of 6 days since a candidate was judged on 2026-06-24.',
    );
    expect(cooling.outcome).toBe('healthy');
    expect(cooling.why).toContain('Silenced: Click-through rate.');
    expect(mayRetrain(cooling)).toBe(false);
  });

  it('ends: the day after it the rule fires again', () => {
    expect(decideAfter([judgedOn('2026-06-23')]).outcome).toBe('critical');
  });

  it('begins with a verdict, not with a wish: what never came to a candidate is asked for again', () => {
    const asked = { as_of: '2026-06-29', spoke: ['click_through_rate'], judged: false };
    expect(decideAfter([asked]).outcome).toBe('critical');
  });

  it('does not count what the same day said before, so that a day decided twice says the same', () => {
    expect(decideAfter([judgedOn(AS_OF)]).outcome).toBe('critical');
  });

  it('of a rule that calls a person follows its own call, and nobody else’s', () => {
    const policy = policyWith({ rules: { feature_drift: { cooldown_days: 6, severity: 'investigate' } } });
    const drifted = factsOf({ feature_drift: [0.5], click_through_rate: [0.34] });
    const afterwards = (spoke: string[]) =>
      decide(drifted, policy, {
        champion,
        hold: null,
        asOf: AS_OF,
        earlier: [{ as_of: '2026-06-28', spoke, judged: true }],
      }).outcome;
    expect(afterwards(['feature_drift'])).toBe('healthy');
    expect(afterwards(['interaction_volume'])).toBe('investigate');
  });
});

describe('a maintenance window', () => {
  const window = { from: '2026-06-29', until: '2026-06-30', why: 'The collector is being moved.' };
  const within = (from: string, until: string) => {
    const policy = { ...policyWith({}), maintenance: [{ ...window, from, until }] };
    return decide(factsOf(falling), policy, { champion, hold: null, asOf: AS_OF });
  };

  it('silences every rule that would speak, and says why', () => {
    const silent = within('2026-06-29', '2026-06-30');
    expect(silent.outcome).toBe('healthy');
    expect(clicks(silent).sentence).toContain('maintenance window: The collector is being moved.');
  });

  it('leaves no evidence behind: its days are stepped over afterwards', () => {
    expect(clicks(within('2026-06-28', '2026-06-29'))).toMatchObject({ state: 'fired', held_days: 7 });
    expect(clicks(within('2026-06-27', '2026-06-29'))).toMatchObject({ state: 'pending', held_days: 6 });
  });

  it('does not make health of no data', () => {
    const policy = { ...policyWith({}), maintenance: [window] };
    const decision = decide(factsOf({}), policy, { champion, hold: null, asOf: AS_OF });
    expect(decision.outcome).toBe('investigate');
  });
});

describe('an alert', () => {
  const policy = policyWith({ rules: { click_through_rate: { alert_change: -0.1 } } });
  const of = (value: number, days = 7) =>
    decide(factsOf({ click_through_rate: [0.34, ...times(days, value)] }), policy, {
      champion,
      hold: null,
      asOf: AS_OF,
    });

  it('calls a person before the limit that trains', () => {
    expect(clicks(of(0.3))).toMatchObject({ state: 'alert', limit: 0.289, alert_limit: 0.306, held_days: 0 });
    expect(of(0.3).outcome).toBe('investigate');
    expect(mayRetrain(of(0.3))).toBe(false);
    expect(clicks(of(0.3)).sentence).toContain('past its alert of 30.6% for 7 days in a row');
    expect(of(0.3).why).toContain('A person should look: Click-through rate');
  });

  it('is patient, is healthy on its own limit, and gives way to the limit', () => {
    expect(clicks(of(0.3, 6)).state).toBe('ok');
    expect(clicks(of(0.306)).state).toBe('ok');
    expect(of(0.28).outcome).toBe('critical');
  });
});
