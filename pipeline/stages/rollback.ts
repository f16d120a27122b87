// The stage "rollback": the pointer moves to an earlier run, with a hold that the rules obey until it is lifted.

import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { readPointer } from '../registry/latest.ts';
import { liftHold as lift, rollback as movePointer, planLifting, planRollback } from '../registry/moves.ts';
import type { Context } from './context.ts';
import type { Moved } from './moved.ts';

/** @param to a run's name, or "previous" for the champion before this one. A dry run checks all that the real one would. */
export async function rollback(
  { root, now, dryRun }: Context,
  { to, reason }: { to: string; reason: string },
): Promise<Moved> {
  const target = { to: to === 'previous' ? await previousChampion(root) : to, at: now, reason };
  if (!dryRun) return movePointer(root, target);
  const move = await planRollback(root, target);
  return { decision: null, from: move.from, to: move.to };
}

/** Ends the holds that stand: the next cycle may retrain and promote again. A dry run checks that one stands. */
export async function liftHold({ root, now, dryRun }: Context, reason: string): Promise<Moved> {
  if (!dryRun) return lift(root, { at: now, reason });
  const { from, to } = await planLifting(root, { at: now, reason });
  return { decision: null, from, to };
}

/** The run that the present champion replaced when it was promoted. */
async function previousChampion(root: string): Promise<string> {
  const pointer = await readPointer(root);
  const latest = pointer.state === 'good' ? pointer.run : null;
  for (const { record } of await readDecisions(root, ['promotion'])) {
    if (record.kind === 'promotion' && record.from !== null && record.to === latest) return record.from;
  }
  throw new InputError({
    place: '--to',
    problem: 'no champion before this one is on record.',
    legal: 'Name a run of models/ that served, or bring one back from git first.',
  });
}
