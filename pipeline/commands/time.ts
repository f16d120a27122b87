// The commands that look at other days than today: the loop over past steps.

import { type ReplayReport, replay } from '../replay.ts';
import { readNamedPolicy } from '../rules/presets.ts';
import type { Context } from '../stages/context.ts';
import { STEPS } from '../stages/replay/steps.ts';
import { choice, texts, wholeNumber } from './arguments.ts';
import { type Arguments, COMMON, type Command, type Option, type Outcome, THREADS } from './command.ts';
import { replaySaid, stepSaid } from './replay-said.ts';

export const POLICY: Option = {
  name: 'policy',
  value: 'FILE|NAME',
  about: 'Another policy than thresholds.yaml: a file, or the preset "specification".',
};

/** replay. */
export const TIME: readonly Command[] = [
  {
    name: 'replay',
    about: 'Play past steps as if they arrived now: do the rules earn their keep? Writes nothing.',
    argument: null,
    options: [
      { name: 'from', value: 'N', about: 'The step production begins with, counted from 1 (10).' },
      { name: 'step', value: 'STEP', about: `One of ${STEPS.join(', ')} (week).` },
      { name: 'steps', value: 'N', about: 'How many steps; by default to the end of the data.' },
      {
        name: 'recorded',
        value: null,
        about: 'Let the data on record arrive as they did, although a simulated audience could react.',
      },
      {
        ...POLICY,
        about: 'A policy to play beside thresholds.yaml: a file or a preset.',
        isRepeatable: true,
      },
      THREADS,
      ...COMMON,
    ],
    run: replayed,
  },
];

async function replayed(context: Context, { values }: Arguments): Promise<Outcome> {
  const names = texts(values, 'policy');
  const options = {
    from: wholeNumber(values, 'from', { min: 2, max: 9999 }) ?? 10,
    step: choice(values, 'step', STEPS) ?? 'week',
    steps: wholeNumber(values, 'steps', { min: 1, max: 9999 }),
    recorded: values.recorded === true,
    policies: await Promise.all(names.map(async (name) => ({ name, policy: await readNamedPolicy(name) }))),
  };
  const report: ReplayReport = await replay(context, options, (step) => {
    context.reporter.note(stepSaid(step, Object.keys(step.arms.rules.figures)));
  });
  return { result: report, said: replaySaid(report) };
}
