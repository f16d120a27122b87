// The stage "promote": the pointer moves to the run whose verdict says so, and old runs leave the tree.

import { InputError } from '../errors.ts';
import { readDecisions } from '../registry/decisions.ts';
import { type MoveResult, promote as movePointer } from '../registry/moves.ts';
import { applyRetention, type RetentionResult } from '../registry/retention.ts';
import { parseRunId } from '../registry/run-id.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

export interface Promoted {
  move: MoveResult | null;
  retention: RetentionResult | null;
}

/**
 * Promotes a run on its newest verdict.
 * @throws InputError when it was never judged, or its verdict is not to promote, or it was judged against another champion
 */
export async function promote(context: Context, state: State, run: string): Promise<Promoted> {
  const { root, now, dryRun } = context;
  parseRunId(run, 'run');
  const verdicts = await readDecisions(root, ['verdict']);
  const newest = verdicts.find(({ record }) => record.kind === 'verdict' && record.candidate === run);
  if (newest?.record.kind !== 'verdict') {
    throw new InputError({
      problem: `${run} was never judged, so there is nothing to promote it on.`,
      legal: `Judge it first: npx showrunner judge ${run}`,
    });
  }
  if (dryRun) return { move: null, retention: null };
  const [reason] = newest.record.reasons;
  const move = await movePointer(root, { run, at: now, reason, verdict: newest.id });
  const { runs_kept, models_bytes } = state.policy.budget;
  const retention = await applyRetention(root, { keepRuns: runs_kept, maxBytes: models_bytes, at: now });
  return { move, retention };
}
