// The stage "rollback": the pointer moves to an earlier run, with a hold that the rules obey until it is lifted.

import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { readPointer } from '../registry/latest.ts';
import { liftHold as lift, type MoveResult, rollback as movePointer } from '../registry/moves.ts';
import { readRun } from '../registry/read-run.ts';
import type { Context } from './context.ts';

/** @param to a run's name, or "previous" for the champion before this one. A dry run only checks that it could serve. */
export async function rollback(
  { root, now, dryRun }: Context,
  { to, reason }: { to: string; reason: string },
): Promise<MoveResult | { dry_run: true; to: string }> {
  const target = to === 'previous' ? await previousChampion(root) : to;
  if (!dryRun) return movePointer(root, { to: target, at: now, reason });
  await readRun(root, target);
  return { dry_run: true, to: target };
}

/** Ends the holds that stand. The next cycle may retrain and promote again. */
export function liftHold({ root, now }: Context, reason: string): Promise<MoveResult> {
  return lift(root, { at: now, reason });
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
