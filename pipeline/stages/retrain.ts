// Train, judge, and promote if the verdict says so: what follows a decision to retrain. One candidate, one verdict.

import type { Ground } from '../evaluation/protocol.ts';
import type { RunManifest } from '../registry/manifest.ts';
import type { Context } from './context.ts';
import { type Judgement, judge } from './judge.ts';
import { type Promoted, promote } from './promote.ts';
import type { State } from './state.ts';
import { train } from './train.ts';

export interface Retrained {
  run: RunManifest;
  judgement: Judgement;
  promoted: Promoted | null;
}

/** Called between the steps, so that whoever watches can show each result as it comes. */
export interface RetrainingWatch {
  trained?(run: RunManifest): void;
  judged?(judgement: Judgement): void;
}

/** One candidate through the gate. */
export async function retrain(
  context: Context,
  state: State,
  ground: Ground,
  watch: RetrainingWatch = {},
): Promise<Retrained> {
  const run = await train(context, state, ground);
  watch.trained?.(run);
  const judgement = await judge(context, state, ground, run.run);
  watch.judged?.(judgement);
  const passed = judgement.verdict.verdict === 'promote';
  return { run, judgement, promoted: passed ? await promote(context, state, run.run) : null };
}
