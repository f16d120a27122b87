// What the champion's lists were worth beside popular lists shown to a control arm at the same time: one experiment for
// each run that served, read at a horizon computed from what came before it. Assigns nobody. No plan is put on record when
// an experiment begins: the horizon is computed anew each time, always from the same days.

import { type SessionRows, takeSessions } from '../data/events.ts';
import { type ArmsReport, compareArms } from '../experiments/arms.ts';
import { type Plan, type PlanPolicy, planFrom } from '../experiments/plan.ts';
import type { Experiment, ExperimentsFile } from './contract.ts';

const DAY = 86_400_000;

/**
 * Experiments of all sessions, newest first. A control session belongs to one run, the one that served when it began;
 * before the first run both arms see popular films, which checks the assignment.
 * @param sessions folded, in order of start
 * @param controlShare configured share of people in control, 0 to 1; null where nobody said
 * @param policy what an experiment should find
 */
export function experimentsFile(
  sessions: SessionRows,
  controlShare: number | null,
  policy: PlanPolicy,
): ExperimentsFile {
  const rows = sessions.arm.map((_, row) => row);
  const served = new Set(
    rows.flatMap((row) => (sessions.arm[row] === 'champion' ? [sessions.run[row]] : [])),
  );
  const runs = servingRuns(sessions);
  const both = new Set(sessions.arm).size === 2;
  const experiments = both
    ? [...served].map((run) => experimentOf(sessions, run, { controlShare, policy, runs }))
    : [];
  return { format: 1, control_share: controlShare, experiments: experiments.reverse() };
}

interface Setting {
  controlShare: number | null;
  policy: PlanPolicy;
  /** By row, as `servingRuns` gives them. */
  runs: readonly (string | null | undefined)[];
}

function experimentOf(
  sessions: SessionRows,
  run: string | null,
  { controlShare, policy, runs }: Setting,
): Experiment {
  const day = (row: number): number => dayOf(sessions, row);
  const all = sessions.arm.map((_, row) => row);
  const rows = all.filter((row) => runs[row] === run);
  const days = rows.filter((row) => sessions.arm[row] === 'champion').map(day);
  const [first, last] = [days[0], days[days.length - 1]];
  const before = all.filter((row) => sessions.arm[row] === 'control' && day(row) < first);
  const report = (some: readonly number[]): ArmsReport =>
    compareArms(takeSessions(sessions, some), { controlShare });
  const plan =
    run === null || controlShare === null ? null : planFrom(report(before).control, controlShare, policy);
  const reached = plan && horizonDay(sessions, rows, plan);
  const looked = reached === null ? rows : rows.filter((row) => day(row) <= reached);
  const arms = report(looked);
  return {
    run,
    from: dayText(first),
    to: dayText(last),
    stopping: plan && { ...plan, reached_on: reached === null ? null : dayText(reached) },
    arms,
    decision: decisionOf(arms, { run, plan, reached: reached !== null }),
    weeks: weeksOf(sessions, rows, first),
  };
}

/** The first day by whose end both arms have the people needed; null while they have not. */
function horizonDay(sessions: SessionRows, rows: readonly number[], plan: Plan): number | null {
  const people = { champion: new Set<string>(), control: new Set<string>() };
  for (const row of rows) {
    people[sessions.arm[row] === 'control' ? 'control' : 'champion'].add(sessions.user_id[row]);
    if (people.champion.size >= plan.champion_people && people.control.size >= plan.control_people)
      return dayOf(sessions, row);
  }
  return null;
}

/**
 * The run that served when each session began: that of the champion's last list before it on its day (UTC), or of the
 * first after it. So a day on which one run follows another counts nobody twice. Undefined on a day that has none.
 */
function servingRuns(sessions: SessionRows): (string | null | undefined)[] {
  const runs: (string | null | undefined)[] = [];
  const fill = (row: number, near: number): void => {
    if (runs[row] === undefined && near in sessions.arm && dayOf(sessions, row) === dayOf(sessions, near))
      runs[row] = runs[near];
  };
  sessions.arm.forEach((arm, row) => {
    runs[row] = arm === 'champion' ? sessions.run[row] : undefined;
    fill(row, row - 1);
  });
  for (let row = runs.length - 1; row >= 0; row--) fill(row, row + 1);
  return runs;
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
    return `No decision yet: ${outOf(arms.champion.people, plan.champion_people)} people with the champion and ${outOf(arms.control.people, plan.control_people)} in control have come.`;
  if (state === 'better') return 'Keep the champion: its lists are clicked more often than popular films.';
  if (state === 'worse')
    return 'Do not keep the champion: its lists are clicked less often than popular films.';
  return `No difference is shown: one as large as planned for would have been found in ${whole.format(100 * plan.power)} of 100 experiments.`;
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

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const outOf = (some: number, all: number): string => `${whole.format(some)} of ${whole.format(all)}`;
const dayOf = (sessions: SessionRows, row: number): number => Math.floor(sessions.started_at[row] / DAY);
const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
