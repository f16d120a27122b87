// A replay in lines for people: a row a step, the sums, and what the rules earned against the other ways. Pure text.

import type { ReplayedArm, ReplayedStep, ReplayReport } from '../replay.ts';
import { count, plural } from '../rules/figures.ts';
import type { ArmDifference } from '../stages/replay/people-sums.ts';

/** What each arm is, in a few words; any other is a policy of its own. */
const ARM_WORDS: Readonly<Record<string, string>> = {
  rules: 'train when thresholds.yaml says so',
  never: 'never again after the first run',
  always: 'train every step, through the gate',
  newest: 'train every step, serve it unjudged',
};

/** One step, as it is done. */
export function stepSaid({ step, until, people, arms }: ReplayedStep, [measure]: readonly string[]): string {
  const figures = Object.entries(arms)
    .map(([name, arm]) => `${name} ${figure(arm.figures[measure])}`)
    .join(', ');
  return `step ${step} to ${until} (${count(people)} people): ${measure} ${figures}; ${told(arms.rules)}`;
}

/** The whole replay as Markdown tables. */
export function replaySaid(report: ReplayReport): string[] {
  const { data, steps, step, world } = report;
  const last = steps[steps.length - 1];
  const how = world === 'audience' ? 'the audience reacts (simulated)' : 'data as they came';
  return [
    `${data}, ${plural(steps.length, step)} from ${steps[0].from} to ${last.until}, ${how}`,
    '',
    ...stepTable(report),
    '',
    ...totalTable(report),
    '',
    ...comparisonTable(report),
  ];
}

function stepTable({ steps, measures, arms: names }: ReplayReport): string[] {
  return [
    `| step | until | people | ${measures[0]}: ${names.join(' | ')} | the rules said |`,
    `|---:|---|---:|${names.map(() => '---:|').join('')}---|`,
    ...steps.map(({ step, until, people, arms }) => {
      const figures = names.map((name) => figure(arms[name].figures[measures[0]]));
      return `| ${step} | ${until} | ${count(people)} | ${figures.join(' | ')} | ${told(arms.rules)} |`;
    }),
  ];
}

function told({ outcome, fired, verdict }: ReplayedArm): string {
  const why = fired.length === 0 ? '' : ` (${fired.join(', ')})`;
  return `${outcome ?? 'nothing'}${why}${verdict === null ? '' : `; candidate: ${verdict}`}`;
}

function totalTable({ totals, measures, arms }: ReplayReport): string[] {
  return [
    `| way | trainings | promotions | ${measures.join(' | ')} |`,
    `|---|---:|---:|${measures.map(() => '---:|').join('')}`,
    ...arms.map((name) => {
      const { trainings, promotions, figures } = totals[name];
      const shown = measures.map((measure) => figure(figures[measure])).join(' | ');
      return `| ${name}: ${ARM_WORDS[name] ?? 'train when this policy says so'} | ${trainings} | ${promotions} | ${shown} |`;
    }),
  ];
}

function comparisonTable({ comparisons }: ReplayReport): string[] {
  return [
    '| rules minus | measure | difference | 95 % interval | people | rules are |',
    '|---|---|---:|---|---:|---|',
    ...comparisons.map((each) => comparisonRow(each)),
  ];
}

function comparisonRow({ other, measure, difference, low, high, people, result }: ArmDifference): string {
  const interval = `${signed(low)} to ${signed(high)}`;
  return `| ${other} | ${measure} | ${signed(difference)} | ${interval} | ${count(people)} | ${result} |`;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(Math.abs(value) < 10 ? 4 : 1);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(Math.abs(value) < 10 ? 4 : 1)}`;
}
