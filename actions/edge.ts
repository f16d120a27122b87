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

/** What the runner says about where and why we run. */
export interface Environment {
  /** The checked-out repository. */
  root: string;
  /** Such as https://github.com. */
  server: string;
  /** "owner/name" */
  repository: string;
  /** The workflow run's number: the same when it is run again. */
  run: string;
  /** The commit the workflow was started for. */
  commit: string;
  /** File with the event's payload; empty outside a runner. */
  eventFile: string;
}

/** Read at the edge only. */
export function environment(): Environment {
  const { env } = process;
  return {
    root: env.GITHUB_WORKSPACE ?? process.cwd(),
    server: env.GITHUB_SERVER_URL ?? 'https://github.com',
    repository: env.GITHUB_REPOSITORY ?? '',
    run: env.GITHUB_RUN_ID ?? '',
    commit: env.GITHUB_SHA ?? '',
    eventFile: env.GITHUB_EVENT_PATH ?? '',
  };
}

/** The checked-out repository, now. */
export function actionContext({ dryRun }: { dryRun: boolean }): Context {
  return {
    root: environment().root,
    now: Date.now(),
    reporter,
    threads: availableParallelism(),
    seed: null,
    dryRun,
  };
}

/** Markdown for the run's page: the verdict first. */
export async function summarise(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write();
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
