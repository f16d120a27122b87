// The change "a candidate goes through the gate": judged on the newest commit against the champion that serves there,
// and promoted if the verdict says so. A candidate that is turned down goes on record as well, with its verdict.

import { type Hold, readHold } from '../../../pipeline/registry/hold.ts';
import { readLatest } from '../../../pipeline/registry/latest.ts';
import type { Verdict } from '../../../pipeline/rules/outcomes.ts';
import type { Context } from '../../../pipeline/stages/context.ts';
import { exclusively } from '../../../pipeline/stages/exclusively.ts';
import { type Judgement, judge } from '../../../pipeline/stages/judge.ts';
import type { Moved } from '../../../pipeline/stages/moved.ts';
import { promote } from '../../../pipeline/stages/promote.ts';
import { retain } from '../../../pipeline/stages/retain.ts';
import { groundOf, readState } from '../../../pipeline/stages/state.ts';
import type { Change } from '../write.ts';
import { adoptRun } from './adopt-run.ts';

export interface PromotionRequest {
  /** Folder of the candidate, as `adoptRun` takes it; null when it is in the tree. */
  folder: string | null;
  run: string;
  /** Id of the decision that asked for it, where one did. */
  decision: string | null;
}

export interface Gated {
  verdict: Verdict | null;
  moved: Moved | null;
  /** True when the run serves already: nothing was judged. */
  serves: boolean;
  /** The hold that kept a run from being promoted, where one did. */
  hold: Hold | null;
}

/** Judges a run in the tree. Passed in, so that a test of the writing need not train. */
export type Gate = (context: Context, run: string) => Promise<Judgement>;

const gateOnMain: Gate = async (context, run) => {
  const state = await readState(context.root);
  return judge(context, state, groundOf(state), run);
};

/** The gate that counts: it runs on the commit that will be the parent. */
export async function derivePromotion(
  context: Context,
  { folder, run, decision }: PromotionRequest,
  gate: Gate = gateOnMain,
): Promise<{ change: Change | null; gated: Gated }> {
  if ((await readLatest(context.root)) === run) {
    return { change: null, gated: { verdict: null, moved: null, serves: true, hold: null } };
  }
  return exclusively(context, 'promote', async () => {
    if (folder !== null) await adoptRun(context.root, folder);
    const { verdict, decision: record } = await gate(context, run);
    const hold = await readHold(context.root);
    const moved = verdict.verdict === 'promote' && hold === null ? await promote(context, run) : null;
    const { removed } = await retain(context, await readState(context.root));
    const change: Change = {
      paths: [
        'models/LATEST',
        'models/decisions/',
        `models/${run}/`,
        ...removed.map((old) => `models/${old}/`),
      ],
      message: {
        subject: subjectOf(verdict, moved),
        body: [heldBack(verdict, hold), ...verdict.reasons.slice(0, 6), left(removed)].filter(Boolean),
        trailers: { Run: run, Verdict: record, Decision: moved?.decision ?? decision },
      },
    };
    return { change, gated: { verdict, moved, serves: false, hold } };
  });
}

function subjectOf({ verdict, candidate, champion }: Verdict, moved: Moved | null): string {
  if (moved !== null)
    return champion === null ? `Promote ${candidate}` : `Promote ${candidate} over ${champion}`;
  const stays = champion === null ? 'serve nobody yet' : `keep ${champion}`;
  const said = { hold: 'Hold', reject: 'Reject', investigate: 'Look into', promote: 'Hold back' }[verdict];
  return `${said} ${candidate}, ${stays}`;
}

function heldBack({ verdict }: Verdict, hold: Hold | null): string {
  if (hold === null || verdict !== 'promote') return '';
  return `It earned its promotion, but a hold stands since ${hold.since}: ${hold.reason}`;
}

function left(removed: readonly string[]): string {
  return removed.length === 0 ? '' : `Left the tree, kept in history: ${removed.join(', ')}.`;
}
