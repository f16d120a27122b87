// A model of a benchmark in a process of its own: what it needs of memory is then its own, and what it took is given back.
// The other end is benchmark-child.ts.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InputError, type InputProblem } from '../errors.ts';
import type { Reporter } from '../reporter.ts';
import type { ModelRun, ModelTask } from './benchmark-run.ts';

/** What the process says. Typed arrays travel as they are. */
export type ChildMessage =
  | { readonly kind: 'progress'; readonly message: string }
  | { readonly kind: 'done'; readonly run: ModelRun }
  | { readonly kind: 'refused'; readonly problem: InputProblem }
  | { readonly kind: 'failed'; readonly stack: string };

/** How a process ended before it was done: by a signal, mostly for want of memory. */
export interface Lost {
  readonly lost: string;
}

const CHILD = fileURLToPath(new URL('./benchmark-child.ts', import.meta.url));

/**
 * Runs one model and waits for it.
 * @throws InputError as runModel does, and Error with the process's own stack for anything else
 */
export function runInProcess(task: ModelTask, reporter: Reporter): Promise<ModelRun | Lost> {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'progress') reporter.progress(message.message);
      if (message.kind === 'done') resolve(message.run);
      if (message.kind === 'refused') reject(new InputError(message.problem));
      if (message.kind === 'failed') reject(new Error(`${task.model} failed: ${message.stack}`));
    });
    child.on('error', reject);
    // After an answer this changes nothing: a promise is settled once.
    child.on('exit', (code, signal) => {
      resolve({ lost: `Its process ended ${signal === null ? `with code ${code}` : `by ${signal}`}.` });
    });
    child.send(task);
  });
}
