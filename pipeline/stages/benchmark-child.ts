// The process of one model of a benchmark: takes one task, answers once. Started by benchmark-process.ts only.

import { InputError } from '../errors.ts';
import type { Reporter } from '../reporter.ts';
import type { ChildMessage } from './benchmark-process.ts';
import { type ModelTask, runModel } from './benchmark-run.ts';

const say = (message: ChildMessage) => process.send?.(message);
const progress = (message: string) => say({ kind: 'progress', message });
const reporter: Reporter = { progress, note: progress, warn: progress };
const leave = () => process.exit(1);

// Whoever started it is gone: nobody waits for an answer.
process.once('disconnect', leave);
process.once('message', async (task: ModelTask) => {
  const answer = await answerTo(task);
  process.off('disconnect', leave);
  process.send?.(answer, undefined, undefined, () => process.disconnect());
});

async function answerTo(task: ModelTask): Promise<ChildMessage> {
  try {
    return { kind: 'done', run: await runModel(task, reporter) };
  } catch (error) {
    if (error instanceof InputError) {
      const { file, place, problem, legal } = error;
      return { kind: 'refused', problem: { file, place, problem, legal } };
    }
    return { kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
