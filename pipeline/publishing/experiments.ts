// What the champion's lists were worth beside popular lists shown to a control arm at the same time: one experiment for
// each run that served, read at a horizon computed from what came before it. Assigns nobody. No plan is put on record when
// an experiment begins: the horizon is computed anew each time, always from the same days.

import { type SessionRows, takeSessions } from '../data/events.ts';
import { type ArmSummary, type ArmsReport, compareArms } from '../experiments/arms.ts';
import type { Experiment, ExperimentsFile } from './contract.ts';

const DAY = 86_400_000;
/** The smallest difference worth finding, as a share of control's click-through rate. */
const SMALLEST_EFFECT = 0.1;
/** Standard normal: two-sided 5 %, and 80 % power. */
const Z_ALPHA = 1.959963984540054;
const Z_POWER = 0.8416212335729143;

/**
 * Experiments of all sessions, newest first. A control session belongs to the run that served on its day (UTC); before the
 * first run both arms see popular films, which checks the assignment.
 * @param sessions folded, in order of start
 * @param controlShare configured share of people in control, 0 to 1; null where nobody said
 */
export function experimentsFile(sessions: SessionRows, controlShare: number | null): ExperimentsFile {
  const rows = sessions.arm.map((_, row) => row);
  const served = new Set(
    rows.flatMap((row) => (sessions.arm[row] === 'champion' ? [sessions.run[row]] : [])),
  );
  const both = new Set(sessions.arm).size === 2;
  const experiments = both ? [...served].map((run) => experimentOf(sessions, run, controlShare)) : [];
  return { format: 1, control_share: controlShare, experiments: experiments.reverse() };
}

function experimentOf(sessions: SessionRows, run: string | null, controlShare: number | null): Experiment {
  const day = (row: number): number => Math.floor(sessions.started_at[row] / DAY);
  const all = sessions.arm.map((_, row) => row);
  const ofRun = (row: number): boolean => sessions.arm[row] === 'champion' && sessions.run[row] === run;
  const days = new Set(all.filter(ofRun).map(day));
  const rows = all.filter((row) => ofRun(row) || (sessions.arm[row] === 'control' && days.has(day(row))));
  const first = Math.min(...days);
  const before = all.filter((row) => sessions.arm[row] === 'control' && day(row) < first);
  const report = (some: readonly number[]): ArmsReport =>
    compareArms(takeSessions(sessions, some), { controlShare });
  const plan = run === null || controlShare === null ? null : planFrom(report(before).control, controlShare);
  const reached = plan && horizonDay(sessions, rows, plan);
  const looked = reached === null ? rows : rows.filter((row) => day(row) <= reached);
  const arms = report(looked);
  return {
    run,
    from: dayText(first),
    to: dayText(Math.max(...days)),
    stopping: plan && { ...plan, reached_on: reached === null ? null : dayText(reached) },
    arms,
    decision: decisionOf(arms, { run, plan, reached: reached !== null }),
    weeks: weeksOf(sessions, rows, first),
  };
}

type Plan = Omit<NonNullable<Experiment['stopping']>, 'reached_on'>;

/** People needed to see the smallest effect with 80 % power at 5 %, from control's spread before the experiment. */
function planFrom({ click_through_rate, people }: ArmSummary, share: number): Plan | null {
  const { value, interval } = click_through_rate;
  if (!value || interval === null || share <= 0 || share >= 1) return null;
  const variance = ((interval.high - interval.low) / 2 / Z_ALPHA) ** 2 * people;
  const effect = SMALLEST_EFFECT * value;
  const control = ((Z_ALPHA + Z_POWER) ** 2 * variance * (1 + share / (1 - share))) / effect ** 2;
  return {
    metric: 'click_through_rate',
    smallest_effect: effect,
    power: 0.8,
    alpha: 0.05,
    champion_people: Math.ceil((control * (1 - share)) / share),
    control_people: Math.ceil(control),
  };
}

/** The first day by whose end both arms have the people needed; null while they have not. */
function horizonDay(sessions: SessionRows, rows: readonly number[], plan: Plan): number | null {
  const people = { champion: new Set<string>(), control: new Set<string>() };
  for (const row of rows) {
    people[sessions.arm[row] === 'control' ? 'control' : 'champion'].add(sessions.user_id[row]);
    if (people.champion.size >= plan.champion_people && people.control.size >= plan.control_people)
      return Math.floor(sessions.started_at[row] / DAY);
  }
  return null;
}

interface Standing {
  run: string | null;
  plan: Plan | null;
  reached: boolean;
}

function decisionOf(arms: ArmsReport, { run, plan, reached }: Standing): string {
  const { state } = arms.click_through_rate;
  if (arms.sample_ratio.state === 'mismatch')
    return 'No decision: the arms do not have the sizes they were given. Find the cause before reading the differences.';
  if (state === 'too few') return `No decision. ${arms.click_through_rate.sentence}`;
  if (run === null) {
    return state === 'no difference shown'
      ? 'A check of the assignment: both arms saw popular films, and no difference is shown, as it should be.'
      : 'A check of the assignment: both arms saw popular films, and yet a difference is shown. By luck that happens in 5 of 100 such checks; look for a cause.';
  }
  if (plan === null)
    return 'No decision: too little came before it to compute a horizon from, so a difference that is seen today may be luck.';
  if (!reached)
    return `No decision yet: ${arms.champion.people} of ${plan.champion_people} people with the champion and ${arms.control.people} of ${plan.control_people} in control have come.`;
  if (state === 'better') return 'Keep the champion: its lists are clicked more often than popular films.';
  if (state === 'worse')
    return 'Do not keep the champion: its lists are clicked less often than popular films.';
  return 'No difference is shown: one as large as planned for would have been found in 80 of 100 experiments.';
}

function weeksOf(sessions: SessionRows, rows: readonly number[], first: number): Experiment['weeks'] {
  const weekOf = (row: number): number => Math.floor((sessions.started_at[row] / DAY - first) / 7);
  const weeks = new Map<number, number[]>();
  for (const row of rows) {
    const inWeek = weeks.get(weekOf(row)) ?? [];
    weeks.set(weekOf(row), inWeek);
    inWeek.push(row);
  }
  return [...weeks].map(([week, some]) => {
    const rate = (arm: string): number | null => {
      const own = some.filter((row) => sessions.arm[row] === arm);
      const total = (column: string[][]) => own.reduce((sum, row) => sum + column[row].length, 0);
      return total(sessions.shown) === 0 ? null : total(sessions.clicked) / total(sessions.shown);
    };
    return { from: dayText(first + 7 * week), champion: rate('champion'), control: rate('control') };
  });
}

const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
