// The edge on GitHub: what an action's main.ts needs of the machine, and the one catch. No knowledge of recommenders
// or rules; an action calls a stage and renders its result.

import { availableParallelism } from 'node:os';
import * as core from '@actions/core';
import { InputError } from '../pipeline/errors.ts';
import type { Reporter } from '../pipeline/reporter.ts';
import type { Context } from '../pipeline/stages/context.ts';

const reporter: Reporter = {
  progress: core.debug,
  note: core.info,
  warn: (message) => core.warning(message),
};

/** The checked-out repository, now. */
export function actionContext({ dryRun }: { dryRun: boolean }): Context {
  return {
    root: process.env.GITHUB_WORKSPACE ?? process.cwd(),
    now: Date.now(),
    reporter,
    threads: availableParallelism(),
    seed: null,
    dryRun,
  };
}

/** Runs an action's work. Bad input and faults fail the step with a message for people; the stack goes to debug. */
export async function runAction(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error && error.stack) core.debug(error.stack);
    const message = error instanceof Error ? error.message : String(error);
    core.setFailed(error instanceof InputError ? message : `Fault of Showrunner: ${message}`);
  }
}
