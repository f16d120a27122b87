// The command "decide": today for the record, or another day, every day, another policy, for the eye alone.

import { readNamedPolicy } from '../rules/presets.ts';
import type { Context } from '../stages/context.ts';
import { decide } from '../stages/decide.ts';
import { exclusively } from '../stages/exclusively.ts';
import { checkDay, daysOnRecord, decideDay, decideEveryDay, readPast } from '../stages/history.ts';
import { lastWholeDay, observe } from '../stages/observe.ts';
import * as said from '../stages/sentences.ts';
import { groundOf, readState } from '../stages/state.ts';
import { refuseTogether, text } from './arguments.ts';
import { type Arguments, COMMON, type Command, DRY_RUN, type OptionValues, type Outcome } from './command.ts';
import { everyDaySaid, whatIfSaid } from './decisions-said.ts';

/** decide. */
export const DECIDE: Command = {
  name: 'decide',
  about: 'Apply thresholds.yaml to the facts: critical, scheduled, investigate or healthy.',
  argument: null,
  options: [
    DRY_RUN,
    {
      name: 'as-of',
      value: 'DATE',
      about: 'Decide about a past day again, as the record then stood. Writes nothing.',
    },
    {
      name: 'every-day',
      value: null,
      about: 'A table of the decision for every day on record. Writes nothing.',
    },
    {
      name: 'what-if',
      value: 'FILE|NAME',
      about: 'The days on which another policy would have decided otherwise. Writes nothing.',
    },
    {
      name: 'policy',
      value: 'FILE|NAME',
      about: 'Decide by another policy, or the preset "specification". Writes nothing.',
    },
    { name: 'from', value: 'DATE', about: 'First day of a table; by default the first on record.' },
    { name: 'until', value: 'DATE', about: 'Last day of a table; by default the last on record.' },
    ...COMMON,
  ],
  run: (context, args) =>
    isForTheRecord(args.values)
      ? exclusively(context, 'decide', () => decideNow(context))
      : lookBack(context, args),
};

function isForTheRecord(values: OptionValues): boolean {
  return ['as-of', 'every-day', 'what-if', 'policy'].every((name) => values[name] === undefined);
}

async function decideNow(context: Context): Promise<Outcome> {
  const state = await readState(context.root);
  const decided = await decide(context, state, await observe(context, state, groundOf(state)));
  return { result: decided, said: said.decided(decided) };
}

async function lookBack(context: Context, { values }: Arguments): Promise<Outcome> {
  refuseTogether(values, 'as-of', 'every-day');
  refuseTogether(values, 'as-of', 'what-if');
  refuseTogether(values, 'policy', 'what-if');
  const state = await readState(context.root);
  const past = await readPast(context, state);
  const record = daysOnRecord(state, lastWholeDay(state.asOf, context.now));
  const named = async (option: string) => {
    const given = text(values, option);
    return given === null ? null : { name: given, policy: await readNamedPolicy(given) };
  };
  const policy = (await named('policy'))?.policy ?? state.policy;
  const whatIf = await named('what-if');
  if (whatIf === null && values['every-day'] === undefined) {
    const day = checkDay(text(values, 'as-of') ?? record.last, 'as-of', record);
    const decision = await decideDay(past, day, policy, context);
    return { result: decision, said: said.decided({ decision, record: null, written: false }) };
  }
  const span = {
    first: checkDay(text(values, 'from') ?? record.first, 'from', record),
    last: checkDay(text(values, 'until') ?? record.last, 'until', record),
  };
  const decisions = await decideEveryDay(past, span, policy, context);
  if (whatIf === null) return { result: { decisions }, said: everyDaySaid(decisions) };
  const other = await decideEveryDay(past, span, whatIf.policy, context);
  const result = { decisions, what_if: { policy: whatIf.name, decisions: other } };
  return { result, said: whatIfSaid(decisions, other, whatIf.name) };
}
