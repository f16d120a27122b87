// Train, judge, and promote if the verdict says so: what follows a decision to retrain. One candidate, one verdict.

import type { Ground } from '../evaluation/protocol.ts';
import type { RunManifest } from '../registry/manifest.ts';
import type { RetentionResult } from '../registry/retention.ts';
import type { Context } from './context.ts';
import { type Judgement, judge } from './judge.ts';
import { knownCandidate } from './known-candidate.ts';
import type { Moved } from './moved.ts';
import { promote } from './promote.ts';
import { retain } from './retain.ts';
import type { State } from './state.ts';
import { train } from './train.ts';

export interface Retrained {
  run: RunManifest;
  /** False when the run was in the tree already: training it again could only give the same bytes. */
  trained: boolean;
  /** Null when the candidate is the champion itself. */
  judgement: Judgement | null;
  promoted: Moved | null;
  retention: RetentionResult | null;
}

/** Called between the steps, so that whoever watches can show each result as it comes. */
export interface RetrainingWatch {
  trained?(run: RunManifest): void;
  /** The run that was found instead of training it again. */
  known?(run: RunManifest): void;
  judged?(judgement: Judgement): void;
  promoted?(move: Moved): void;
}

/** One candidate through the gate. A candidate that is there already is judged again: rules and champion may differ. */
export async function retrain(
  context: Context,
  state: State,
  ground: Ground,
  watch: RetrainingWatch = {},
): Promise<Retrained> {
  const known = await knownCandidate(context, state, ground);
  const run = known ?? (await train(context, state, ground));
  if (known) watch.known?.(run);
  else watch.trained?.(run);
  const result = { run, trained: known === null };
  if (run.run === state.champion?.manifest.run) {
    return { ...result, judgement: null, promoted: null, retention: null };
  }
  const judgement = await judge(context, state, ground, run.run);
  watch.judged?.(judgement);
  let promoted: Moved | null = null;
  if (judgement.verdict.verdict === 'promote') {
    promoted = await promote(context, run.run);
    watch.promoted?.(promoted);
  }
  return { ...result, judgement, promoted, retention: await retain(context, state) };
}
