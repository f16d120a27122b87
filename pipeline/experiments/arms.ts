// What the champion's lists are worth to people, against lists of popular films shown to a control group at the same
// time. Reads sessions as they are stored, folded by the caller; assigns nobody (serving/assign.ts does) and decides
// nothing.

import { ARMS, EVENTS_FOLDER, type SessionRows } from '../data/events.ts';
import { InputError, quoted, suggestion } from '../errors.ts';
import type { Arm } from '../serving/assign.ts';
import {
  chiSquare,
  chiSquareTail,
  differenceOf,
  type Estimate,
  estimateOf,
  liftOf,
  type Ratio,
  ratioOf,
} from './estimates.ts';

/** The columns of sessions that are read; each session once. */
export type ArmSessions = Pick<SessionRows, 'user_id' | 'arm' | 'seconds' | 'shown' | 'clicked' | 'revenue'>;

/** With fewer people in an arm an interval is not given: the normal approximation behind it does not hold. */
export const FEWEST_PEOPLE = 30;

/**
 * Arm sizes this improbable under the configured share are no luck (Kohavi, Tang, Xu, "Trustworthy Online Controlled
 * Experiments", 2020, chapter 21).
 */
export const SAMPLE_RATIO_ALARM = 0.001;

/** What happened in one arm. People are those with at least one session in it. */
export interface ArmSummary {
  people: number;
  sessions: number;
  impressions: number;
  clicks: number;
  /** Clicks by impressions. */
  click_through_rate: Estimate;
  seconds_per_session: Estimate;
  /** In the units of the events' revenue. */
  revenue_per_person: Estimate;
}

/** Champion against control. */
export interface ArmDifference extends Estimate {
  state: 'better' | 'worse' | 'no difference shown' | 'too few';
  /** For people. */
  sentence: string;
}

/**
 * Whether the arms have the sizes they were given. On a mismatch, find the cause before reading the differences: people
 * are seen only when they come, so a broken assignment and an arm that drives people away look alike.
 */
export interface SampleRatio {
  state: 'as configured' | 'mismatch' | 'too few' | 'share unknown';
  configured_control_share: number | null;
  observed_control_share: number | null;
  chi_square: number | null;
  p_value: number | null;
}

export interface ArmsReport {
  champion: ArmSummary;
  control: ArmSummary;
  /** People with sessions in both arms. They are left out: what they did cannot be credited to either. */
  crossed_people: number;
  sample_ratio: SampleRatio;
  /** Champion minus control. */
  click_through_rate: ArmDifference;
  /** Champion by control, minus 1. */
  session_seconds_lift: ArmDifference;
  /** Champion minus control. */
  revenue_per_person: ArmDifference;
}

interface PersonTotals {
  sessions: number;
  impressions: number;
  clicks: number;
  seconds: number;
  revenue: number;
}

type Arms = Record<Arm, readonly PersonTotals[]>;

/** The three quotients of an arm; null where nothing stands below the line. */
interface ArmRatios {
  clickThrough: Ratio | null;
  seconds: Ratio | null;
  revenue: Ratio | null;
}

/**
 * The arms of the sessions side by side, with 95 % intervals over people.
 * @param controlShare the configured share of people in the control arm, 0 to 1; null where nobody said
 * @throws InputError for a share outside 0 to 1 or an arm of another name
 */
export function compareArms(
  sessions: ArmSessions,
  { controlShare }: { controlShare: number | null },
): ArmsReport {
  if (controlShare !== null && !(controlShare >= 0 && controlShare <= 1)) {
    throw new InputError({ problem: `the control share is ${controlShare}.`, legal: 'Legal: 0 to 1.' });
  }
  const { arms, crossed } = peopleByArm(sessions);
  const champion = ratiosOf(arms.champion);
  const control = ratiosOf(arms.control);
  const judged = (name: string, a: Ratio | null, b: Ratio | null, contrast: typeof liftOf) =>
    judgedDifference(name, arms, a && b ? contrast(a, b) : { value: null, interval: null });
  return {
    champion: summaryOf(arms.champion, champion),
    control: summaryOf(arms.control, control),
    crossed_people: crossed,
    sample_ratio: sampleRatio(arms, controlShare),
    click_through_rate: judged(
      'Click-through rate',
      champion.clickThrough,
      control.clickThrough,
      differenceOf,
    ),
    session_seconds_lift: judged('Session length', champion.seconds, control.seconds, liftOf),
    revenue_per_person: judged('Revenue per person', champion.revenue, control.revenue, differenceOf),
  };
}

/** Sums of each person, people in id order so that float sums do not depend on the order of sessions. */
function peopleByArm(sessions: ArmSessions): { arms: Arms; crossed: number } {
  const byArm = { champion: new Map<string, PersonTotals>(), control: new Map<string, PersonTotals>() };
  sessions.user_id.forEach((user, row) => {
    const people = byArm[armOf(sessions.arm[row])];
    const before = people.get(user) ?? { sessions: 0, impressions: 0, clicks: 0, seconds: 0, revenue: 0 };
    people.set(user, {
      sessions: before.sessions + 1,
      impressions: before.impressions + sessions.shown[row].length,
      clicks: before.clicks + sessions.clicked[row].length,
      seconds: before.seconds + sessions.seconds[row],
      revenue: before.revenue + sessions.revenue[row],
    });
  });
  const crossed = [...byArm.control.keys()].filter((user) => byArm.champion.has(user));
  for (const people of Object.values(byArm)) for (const user of crossed) people.delete(user);
  const inOrder = (people: Map<string, PersonTotals>) =>
    [...people].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, totals]) => totals);
  return {
    arms: { champion: inOrder(byArm.champion), control: inOrder(byArm.control) },
    crossed: crossed.length,
  };
}

function armOf(name: string): Arm {
  const arm = ARMS.find((known) => known === name);
  if (arm !== undefined) return arm;
  const problem = `a session is in the arm ${quoted(name)}.`;
  throw new InputError({ file: EVENTS_FOLDER, problem, legal: suggestion(name, ARMS) });
}

function ratiosOf(people: readonly PersonTotals[]): ArmRatios {
  const column = (key: keyof PersonTotals) => people.map((person) => person[key]);
  return {
    clickThrough: ratioOf(column('clicks'), column('impressions')),
    seconds: ratioOf(column('seconds'), column('sessions')),
    revenue: ratioOf(
      column('revenue'),
      people.map(() => 1),
    ),
  };
}

function summaryOf(people: readonly PersonTotals[], ratios: ArmRatios): ArmSummary {
  const total = (key: keyof PersonTotals) => people.reduce((sum, person) => sum + person[key], 0);
  const estimate = (ratio: Ratio | null): Estimate => {
    if (ratio === null) return { value: null, interval: null };
    return people.length < FEWEST_PEOPLE ? { value: ratio.value, interval: null } : estimateOf(ratio);
  };
  return {
    people: people.length,
    sessions: total('sessions'),
    impressions: total('impressions'),
    clicks: total('clicks'),
    click_through_rate: estimate(ratios.clickThrough),
    seconds_per_session: estimate(ratios.seconds),
    revenue_per_person: estimate(ratios.revenue),
  };
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** All three are better when higher. */
function judgedDifference(name: string, arms: Arms, { value, interval }: Estimate): ArmDifference {
  const people = `${whole.format(arms.champion.length)} people with the champion, ${whole.format(arms.control.length)} in control`;
  if (Math.min(arms.champion.length, arms.control.length) < FEWEST_PEOPLE) {
    const sentence = `${name}: too few to say (${people}; ${FEWEST_PEOPLE} in each are needed).`;
    return { value, interval: null, state: 'too few', sentence };
  }
  if (value === null) {
    const sentence = `${name}: too few to say (${people}; in one of the arms there is nothing to divide by).`;
    return { value, interval, state: 'too few', sentence };
  }
  if (interval !== null && interval.low > 0) {
    return { value, interval, state: 'better', sentence: `${name}: better than control (${people}).` };
  }
  if (interval !== null && interval.high < 0) {
    return { value, interval, state: 'worse', sentence: `${name}: worse than control (${people}).` };
  }
  return {
    value,
    interval,
    state: 'no difference shown',
    sentence: `${name}: no difference shown (${people}).`,
  };
}

/** χ² on people, not sessions: people were assigned, and a better arm has more sessions by right. */
function sampleRatio(arms: Arms, controlShare: number | null): SampleRatio {
  const observed = [arms.champion.length, arms.control.length];
  const people = observed[0] + observed[1];
  const shares = {
    configured_control_share: controlShare,
    observed_control_share: people === 0 ? null : observed[1] / people,
  };
  if (controlShare === null) return { state: 'share unknown', ...shares, chi_square: null, p_value: null };
  const expected = [people * (1 - controlShare), people * controlShare];
  // Below five expected people the χ² distribution is no guide (Cochran 1954).
  if (Math.min(...expected) < 5) return { state: 'too few', ...shares, chi_square: null, p_value: null };
  const chi_square = chiSquare(observed, expected);
  const p_value = chiSquareTail(chi_square);
  return {
    state: p_value < SAMPLE_RATIO_ALARM ? 'mismatch' : 'as configured',
    ...shares,
    chi_square,
    p_value,
  };
}
