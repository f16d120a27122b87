// The stage "promote": the pointer moves to the run whose verdict says so.

import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { promote as movePointer, planPromotion } from '../registry/moves.ts';
import { parseRunId } from '../registry/run-id.ts';
import type { Context } from './context.ts';
import type { Moved } from './moved.ts';

/**
 * Promotes a run on its newest verdict. A dry run checks all that the real one would.
 * @throws InputError when it was never judged, or its verdict is not to promote, or it was judged against another
 *   champion, or a hold stands
 */
export async function promote({ root, now, dryRun }: Context, run: string): Promise<Moved> {
  parseRunId(run, 'run');
  const verdicts = await readDecisions(root, ['verdict']);
  const newest = verdicts.find(({ record }) => record.kind === 'verdict' && record.candidate === run);
  if (newest?.record.kind !== 'verdict') {
    throw new InputError({
      problem: `${run} was never judged, so there is nothing to promote it on.`,
      legal: `Judge it first: npx showrunner judge ${run}`,
    });
  }
  const promotion = { run, at: now, reason: newest.record.reasons[0], verdict: newest.id };
  if (!dryRun) return movePointer(root, promotion);
  const { from, to } = await planPromotion(root, promotion);
  return { decision: null, from, to };
}
