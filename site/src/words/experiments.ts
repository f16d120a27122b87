// The figures of an experiment in words.

import type { Experiment } from '#pipeline/publishing/contract.ts';
import { count, counted, day, fixed, NOTHING, share, signed } from './format.ts';

type Arms = Experiment['arms'];

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
      ['Click-through', arms.click_through_rate, points],
      ['Session length', arms.session_seconds_lift, percent],
      ['Revenue a person', arms.revenue_per_person, plain],
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
  const plan = `Fixed horizon: ${count(champion_people)} people with the champion and ${count(control_people)} in control, enough to find a difference of ${fixed(smallest_effect * 100, 1)} points of click-through (a tenth of control’s before) with ${share(power)} power at ${share(alpha)}. Computed from the days before it began; no plan was put on record then.`;
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

/** Revenue of 1,000 people over the days looked at; arithmetic on what was measured. */
export function impactInWords({ arms, stopping }: Experiment): string {
  if (stopping?.reached_on === null) return 'Not computed before the horizon.';
  const { interval, value } = arms.revenue_per_person;
  if (value === null || interval === null) return 'Not computed: too few people.';
  const thousand = (part: number): string => signed(part * 1000, 0);
  return `${thousand(value)} in revenue for ${counted(1000, 'person', 'people')} over as many days as were compared, in the units of the events (95% interval ${thousand(interval.low)} to ${thousand(interval.high)}). Arithmetic, no forecast: it assumes the same kind of people, coming as often, with the effect as measured.`;
}
