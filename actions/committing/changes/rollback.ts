// The change "back to an earlier run", with a hold; and its end, the lifting of the hold. A run that has left the tree
// is brought back from the history first.

import { join } from 'node:path';
import { isPresent } from '../../../pipeline/data/files.ts';
import { InputError } from '../../../pipeline/errors.ts';
import { runPath } from '../../../pipeline/registry/layout.ts';
import { MANIFEST } from '../../../pipeline/registry/manifest-file.ts';
import { parseRunId } from '../../../pipeline/registry/run-id.ts';
import type { Verdict } from '../../../pipeline/rules/outcomes.ts';
import type { Context } from '../../../pipeline/stages/context.ts';
import { exclusively } from '../../../pipeline/stages/exclusively.ts';
import { judge } from '../../../pipeline/stages/judge.ts';
import type { Moved } from '../../../pipeline/stages/moved.ts';
import { liftHold, rollback } from '../../../pipeline/stages/rollback.ts';
import { groundOf, readState } from '../../../pipeline/stages/state.ts';
import { type Git, said } from '../git.ts';
import type { Change } from '../write.ts';

export interface RolledBack {
  moved: Moved;
  /** The target judged on today's ground against what served: shown, not obeyed. Null where it could not be judged. */
  verdict: Verdict | null;
  /** Whether the target's files came from the history. */
  restored: boolean;
}

/** Judges the target for people to see. Passed in, so that a test of the writing need not train. */
export type SecondLook = (context: Context, run: string) => Promise<Verdict | null>;

/** @param to a run's name, or "previous" */
export async function deriveRollback(
  context: Context,
  git: Git,
  { to, reason }: { to: string; reason: string },
  look: SecondLook = judgeAgain,
): Promise<{ change: Change; back: RolledBack }> {
  return exclusively(context, 'rollback', async () => {
    const restored = to !== 'previous' && (await restoreRun(context.root, git, parseRunId(to, 'to')));
    const target = (await rollback({ ...context, dryRun: true }, { to, reason })).to ?? to;
    const verdict = await look(context, target);
    const moved = await rollback(context, { to: target, reason });
    const change: Change = {
      paths: ['models/LATEST', 'models/decisions/', `models/${moved.to}/`],
      message: {
        subject: `Roll back to ${moved.to}`,
        body: [reason, 'Nothing is retrained or promoted until the hold is lifted.'],
        trailers: { Run: moved.to, Decision: moved.decision },
      },
    };
    return { change, back: { moved, verdict, restored } };
  });
}

/** Ends the hold; the pointer stays. */
export async function deriveLifting(
  context: Context,
  reason: string,
): Promise<{ change: Change; moved: Moved }> {
  return exclusively(context, 'rollback', async () => {
    const moved = await liftHold(context, reason);
    const change: Change = {
      paths: ['models/decisions/'],
      message: {
        subject: 'Lift the hold',
        body: [reason],
        trailers: { Run: moved.to, Decision: moved.decision },
      },
    };
    return { change, moved };
  });
}

/** @returns whether the run had to be brought back */
async function restoreRun(root: string, git: Git, run: string): Promise<boolean> {
  const witness = runPath(run, MANIFEST);
  if (await isPresent(join(root, witness))) return false;
  const args = ['log', '-1', '--diff-filter=AM', '--format=%H', 'HEAD', '--', witness];
  const commit = await said(git, args, { cwd: root });
  if (commit === '') {
    throw new InputError({
      place: 'to',
      problem: `${run} is neither in the tree nor in the history that was fetched.`,
      legal: 'Check the name, and that the checkout has all history (`fetch-depth: 0`).',
    });
  }
  await said(git, ['checkout', '--quiet', commit, '--', runPath(run)], { cwd: root });
  return true;
}

/** What today's data say of the target. A rollback is made in trouble, so it never waits for this. */
async function judgeAgain(context: Context, to: string): Promise<Verdict | null> {
  try {
    const state = await readState(context.root);
    return (await judge({ ...context, dryRun: true }, state, groundOf(state), to)).verdict;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    context.reporter.warn(
      `${to} could not be judged again, and is rolled back to all the same: ${error.message}`,
    );
    return null;
  }
}
