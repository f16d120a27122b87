// The commands about models that exist: make one again, go back to one, measure what making one costs.

import { benchmark } from '../stages/benchmark.ts';
import { benchmarkModels } from '../stages/benchmark-models.ts';
import { benchmarkTable } from '../stages/benchmark-table.ts';
import type { Context } from '../stages/context.ts';
import { exclusively } from '../stages/exclusively.ts';
import { liftHold, rollback } from '../stages/rollback.ts';
import * as said from '../stages/sentences.ts';
import { verify, verifyOnRecord } from '../stages/verify.ts';
import { refuseTogether, requiredText } from './arguments.ts';
import { JUDGING, judgesModels, requestOf, sourceOf } from './benchmark-options.ts';
import {
  type Arguments,
  COMMON,
  type Command,
  DRY_RUN,
  type Outcome,
  RUN,
  SEED,
  THREADS,
} from './command.ts';

/** verify, rollback, benchmark. */
export const MODELS: readonly Command[] = [
  {
    name: 'verify',
    about:
      'Train a run again from its manifest and compare the bytes; unequal is a result too. Writes nothing without --record.',
    argument: RUN('The run; by default the champion.'),
    options: [
      { name: 'record', value: null, about: 'Put the outcome on record in models/decisions/.' },
      DRY_RUN,
      THREADS,
      ...COMMON,
    ],
    run: (context, args) =>
      args.values.record === true
        ? exclusively(context, 'verify', () => verifyForTheRecord(context, args))
        : verifyOnly(context, args),
  },
  {
    name: 'rollback',
    about: 'Point back to an earlier run, with a hold that stops retraining until it is lifted.',
    argument: null,
    options: [
      { name: 'to', value: 'RUN', about: 'The run to serve again, or "previous".' },
      { name: 'reason', value: 'TEXT', about: 'Why; it goes on record.' },
      { name: 'lift', value: null, about: 'Lift the hold instead; needs a reason, too.' },
      DRY_RUN,
      ...COMMON,
    ],
    run: (context, args) => exclusively(context, 'rollback', () => rollBack(context, args)),
  },
  {
    name: 'benchmark',
    about:
      'Time and peak memory of each stage in a throw-away copy; or models judged on public benchmark files.',
    argument: { name: 'PATH', about: 'Data to import first; by default those of the repository.' },
    options: [
      { name: 'generate', value: 'N', about: 'Generate so many interactions instead.' },
      ...JUDGING,
      SEED,
      THREADS,
      ...COMMON,
    ],
    run: async (context, args) => {
      if (judgesModels(args)) {
        const judged = await benchmarkModels(context, requestOf(args));
        return { result: judged, isDocument: true, said: benchmarkTable(judged) };
      }
      const report = await benchmark(context, sourceOf(args));
      return { result: report, said: said.benchmarked(report) };
    },
  },
];

async function verifyOnly(context: Context, { argument }: Arguments): Promise<Outcome> {
  const report = await verify(context, argument);
  return { result: report, said: said.verified(report) };
}

async function verifyForTheRecord(context: Context, { argument }: Arguments): Promise<Outcome> {
  const report = await verifyOnRecord(context, argument);
  const onRecord = report.decision === null ? 'nothing was put on record' : `on record: ${report.decision}`;
  return { result: report, said: [...said.verified(report), onRecord] };
}

async function rollBack(context: Context, { values }: Arguments): Promise<Outcome> {
  const reason = requiredText(values, 'reason', 'Say why: the reason goes on record.');
  if (values.lift === true) {
    refuseTogether(values, 'lift', 'to');
    const lifted = await liftHold(context, reason);
    const done = lifted.decision === null ? 'stands and would be lifted' : `is lifted: ${lifted.decision}`;
    return { result: lifted, said: [`the hold ${done}`] };
  }
  const to = requiredText(values, 'to', 'Name a run of models/, or "previous".');
  const result = await rollback(context, { to, reason });
  return { result, said: said.moved(result) };
}
