// The stage "judge": candidate, champion and floors on the same frozen ground, and the verdict on file with its
// evidence. It moves nothing; `promote` does.

import type { Ground } from '../evaluation/protocol.ts';
import { writeDecision } from '../registry/decisions.ts';
import { updateRunManifest, withMetrics, writeReport } from '../registry/judged-run.ts';
import { readRun } from '../registry/read-run.ts';
import type { Verdict } from '../rules/outcomes.ts';
import { challengersOf } from './challengers.ts';
import type { Context } from './context.ts';
import { trainFloors } from './heads.ts';
import { servedRun } from './served-run.ts';
import type { State } from './state.ts';
import { weigh } from './weigh.ts';

export interface Judgement {
  verdict: Verdict;
  /** Id of the verdict's record in models/decisions/; null in a dry run. */
  decision: string | null;
}

/**
 * Judges a run against the champion (where there is one, and it is another run), the floors and its challengers.
 * @param named the challengers; none named: the runs of the tree that were trained beside it
 */
export async function judge(
  context: Context,
  state: State,
  ground: Ground,
  run: string,
  named: readonly string[] = [],
): Promise<Judgement> {
  const { root, reporter, threads, now, dryRun } = context;
  const stored = await readRun(root, run);
  const candidate = servedRun(stored);
  const challengers = await challengersOf(root, stored.manifest, named);
  const champion = state.champion?.manifest.run === run ? null : state.champion;
  const floors = await trainFloors(ground.train, { threads, seed: candidate.seed, reporter });
  const { verdict, figures } = await weigh({
    candidate,
    champion: champion && servedRun(champion),
    challengers: challengers.map(servedRun),
    floors,
    ground,
    policy: state.policy,
    asOf: new Date(state.asOf).toISOString().slice(0, 10),
    reporter,
    threads,
  });
  if (dryRun) return { verdict, decision: null };
  await updateRunManifest(root, run, (manifest) => withMetrics(manifest, figures));
  await writeReport(root, run, verdict);
  return { verdict, decision: (await writeDecision(root, now, verdict)).id };
}
