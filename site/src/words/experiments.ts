// The figures of an experiment in words.

import type { Experiment } from '#pipeline/publishing/contract.ts';
import {
  type Assumption,
  type Assumptions,
  LEGAL,
  type Measured,
  type NoWorth,
  worthOf,
} from '../experiments/worth.ts';
import { count, counted, day, duration, fixed, NOTHING, share, signed } from './format.ts';

type Arms = Experiment['arms'];

const FIGURES = {
  people: 'People',
  sessions: 'Sessions',
  shown: 'Films shown',
  clicks: 'Click-through',
  seconds: 'Session length',
  revenue: 'Revenue a person',
} as const;

export const title = (run: string | null): string =>
  run === null ? 'Before the first champion' : `${run} against popular films`;
export const period = (from: string, to: string): string => `${day(from)} to ${day(to)}`;

export const armsTable = {
  name: (experiment: string): string => `The arms: ${experiment}`,
  columns: ['Arm', 'Champion', 'Control'],
};
export const differencesTable = {
  name: (experiment: string): string => `Differences with intervals: ${experiment}`,
  columns: ['Champion against control', 'Effect, 95% interval', 'Shown'],
};
export const facts = { stopping: 'Stopping rule', ratio: 'Sample ratio', crossed: 'In both arms' };
export const crossed = (people: number): string => `${counted(people, 'person', 'people')}, who are left out`;

/** Click-through by week. */
export const weeks = {
  title: (experiment: string): string => `Click-through by week and arm: ${experiment}`,
  sentence:
    'Click-through by week: the champion arm is the solid line, control the dashed one. Weeks after the horizon are drawn and do not decide.',
  columns: ['Week from', 'Champion', 'Control'],
  axis: 'Click-through, share of films shown',
};
export const clicks = (rate: number | null): string => (rate === null ? NOTHING : share(rate, 1));

export const worth = { none: 'Worth', title: 'What it is worth', reset: 'As it was' };

/** The figures of both arms as a table's rows: a name, and the figure of either. */
export function armRows({ champion, control }: Arms): string[][] {
  type Arm = Arms['champion'];
  const row = (name: string, of: (arm: Arm) => string): string[] => [name, of(champion), of(control)];
  const orNothing = (value: number | null, shown: (known: number) => string): string =>
    value === null ? NOTHING : shown(value);
  return [
    row(FIGURES.people, ({ people }) => count(people)),
    row(FIGURES.sessions, ({ sessions }) => count(sessions)),
    row(FIGURES.shown, ({ impressions }) => count(impressions)),
    row(FIGURES.clicks, ({ click_through_rate: { value } }) => clicks(value)),
    row(FIGURES.seconds, ({ seconds_per_session: { value } }) => orNothing(value, duration)),
    row(FIGURES.revenue, ({ revenue_per_person: { value } }) => orNothing(value, (known) => fixed(known, 2))),
  ];
}

/** The three differences as a table's rows. */
export function differences({
  arms,
  stopping,
}: Experiment): { name: string; effect: string; interval: string; state: string }[] {
  const points = (value: number): string => `${signed(value * 100, 1)} points`;
  const percent = (value: number): string => `${signed(value * 100, 1)}%`;
  const waits = stopping !== null && stopping.reached_on === null;
  const plain = (value: number): string => signed(value, 2);
  return (
    [
      [FIGURES.clicks, arms.click_through_rate, points],
      [FIGURES.seconds, arms.session_seconds_lift, percent],
      [FIGURES.revenue, arms.revenue_per_person, plain],
    ] as const
  ).map(([name, { value, interval, state }, shown]) => ({
    name,
    effect: value === null ? NOTHING : shown(value),
    interval: interval === null ? NOTHING : `${shown(interval.low)} to ${shown(interval.high)}`,
    state: waits ? 'not before the horizon' : state,
  }));
}

/** When the arms are looked at, and on what that rests. */
export function stoppingInWords({ stopping }: Experiment): string {
  if (stopping === null)
    return 'None: nothing was known before it began from which a horizon could be computed.';
  const { champion_people, control_people, smallest_effect, power, alpha, reached_on } = stopping;
  const plan = `Fixed horizon: ${count(champion_people)} people with the champion and ${count(control_people)} in control, enough to find a difference of ${fixed(smallest_effect * 100, 1)} points of click-through with ${share(power)} power at ${share(alpha)}. Computed from the days before it began; no plan was put on record then. How small and how surely is set in thresholds.yaml.`;
  return reached_on === null
    ? `${plan} Not reached.`
    : `${plan} Reached on ${day(reached_on)}; all figures are of the days up to then.`;
}

/** Whether the arms have the sizes they were given. */
export function sampleRatioInWords({ sample_ratio }: Arms): string {
  const { state, configured_control_share, observed_control_share, chi_square, p_value } = sample_ratio;
  if (configured_control_share === null) return 'Not checked: nobody said which share control was given.';
  if (chi_square === null || p_value === null || observed_control_share === null)
    return 'Not checked: too few people.';
  const sizes = `${share(observed_control_share, 1)} of people in control, ${share(configured_control_share, 1)} configured`;
  return `${state === 'mismatch' ? 'Mismatch' : 'As configured'}: ${sizes} (χ² ${fixed(chi_square, 2)}, p ${p_value < 0.001 ? 'below 0.001' : fixed(p_value, 3)}; a mismatch below 0.001).`;
}

/** What the difference in revenue comes to, and everything that is assumed for it. */
export function worthInWords(measured: Measured, given: Assumptions): { figure: string; assuming: string } {
  const { value, low, high } = worthOf(measured, given);
  const amount = (part: number): string => signed(part, 0);
  const assumed = [
    `${counted(given.people, 'person', 'people')} of the same kind, coming as often`,
    `${counted(given.days, 'day')}, each like the ${count(measured.days)} that were compared`,
    `${share(given.margin / 100, 1)} of revenue kept`,
    `${count(given.cost)} spent on it`,
  ];
  const nothing = low <= 0 && high >= 0 ? ' The interval holds 0: it may be worth nothing.' : '';
  return {
    figure: `${amount(value)}, 95% interval ${amount(low)} to ${amount(high)}`,
    assuming: `In the units of the revenue. Assumed: ${assumed.join('; ')}. Arithmetic on what was measured, no forecast.${nothing}`,
  };
}

/** Why nothing is said of worth; null where the question does not arise. */
export const NO_WORTH: Readonly<Record<NoWorth, string | null>> = {
  unserved: null,
  early: 'Not computed before the horizon.',
  mismatch: 'Not computed: the arms do not have the sizes they were given.',
  few: 'Not computed: too few people.',
};

interface FieldWords {
  readonly name: string;
  readonly unit: string;
}

export const ASSUMED_FIELDS: Readonly<Record<Assumption, FieldWords>> = {
  people: { name: 'People', unit: 'who see the lists' },
  days: { name: 'Days', unit: 'they see them' },
  margin: { name: 'Kept', unit: '% of revenue' },
  cost: { name: 'Cost', unit: 'over these days' },
};

/** What is wrong with a field. */
export function illegalInWords(name: Assumption): string {
  const { min, max, whole } = LEGAL[name];
  return `${ASSUMED_FIELDS[name].name}: ${whole ? 'a whole number' : 'a number'} from ${count(min)} to ${count(max)}.`;
}
