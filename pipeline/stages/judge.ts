// The stage "judge": candidate, champion and floors on the same frozen ground, and the verdict on file with its
// evidence. It moves nothing; `promote` does.

import { type Comparison, compareRanking, compareRating } from '../evaluation/compare.ts';
import { evaluateRanking, evaluateRating, type MetricTable } from '../evaluation/evaluate.ts';
import { type Ground, shareSeen } from '../evaluation/protocol.ts';
import { compareSlices } from '../evaluation/slice-figures.ts';
import { writeDecision } from '../registry/decisions.ts';
import { updateRunManifest, withMetrics, writeReport } from '../registry/judged-run.ts';
import type { Models } from '../registry/model-files.ts';
import { readRun, type StoredRun } from '../registry/read-run.ts';
import { judge as conclude } from '../rules/judge.ts';
import type { Verdict } from '../rules/outcomes.ts';
import type { Context } from './context.ts';
import { trainFloors } from './heads.ts';
import type { State } from './state.ts';

export interface Judgement {
  verdict: Verdict;
  /** Id of the verdict's record in models/decisions/; null in a dry run. */
  decision: string | null;
}

/**
 * Judges a run against the champion (where there is one, and it is another run) and the floors.
 * Bootstrap draws are seeded, so the same models on the same ground give the same verdict.
 */
export async function judge(context: Context, state: State, ground: Ground, run: string): Promise<Judgement> {
  const { root, reporter, threads, now, dryRun } = context;
  const candidate = await readRun(root, run);
  const champion = state.champion?.manifest.run === run ? null : state.champion;
  const floors = await trainFloors(ground.train, { threads, seed: candidate.manifest.seed, reporter });
  const scored = {
    candidate: await score(candidate, ground, context),
    champion: champion ? await score(champion, ground, context) : null,
    floor: await score(floors, ground, context),
  };
  const versus = (opponent: Comparison['opponent'], other: Scored | null) =>
    other === null
      ? []
      : compareAll(scored.candidate, other, {
          opponent,
          seed: candidate.manifest.seed,
          resamples: state.policy.evaluation.bootstrap_resamples,
        });
  const verdict = conclude({
    candidate: run,
    champion: champion?.manifest.run ?? null,
    protocols: ground.protocols,
    ground_sha256: ground.sha256,
    as_of: new Date(state.asOf).toISOString().slice(0, 10),
    metrics: {
      candidate: tableOf(scored.candidate),
      champion: scored.champion && tableOf(scored.champion),
      floor: tableOf(scored.floor),
    },
    comparisons: [...versus('floor', scored.floor), ...versus('champion', scored.champion)],
    slices: compareSlices(scored, ground),
    seen: { candidate: seenBy(candidate, ground), champion: champion ? seenBy(champion, ground) : 0 },
    policy: state.policy,
  });
  if (dryRun) return { verdict, decision: null };
  await updateRunManifest(root, run, (manifest) => withMetrics(manifest, figuresOf(scored.candidate)));
  await writeReport(root, run, verdict);
  return { verdict, decision: (await writeDecision(root, now, verdict)).id };
}

type Scored = Awaited<ReturnType<typeof score>>;

async function score({ ranking, rating }: Models, ground: Ground, { reporter, threads }: Context) {
  return {
    ranking: await evaluateRanking(ranking, ground, { reporter, threads }),
    rating: evaluateRating(rating, ground, reporter),
  };
}

function tableOf({ ranking, rating }: Scored): MetricTable {
  return { ...ranking.metrics, ...rating.metrics };
}

function figuresOf({ ranking, rating }: Scored) {
  return [ranking, rating].map(({ protocol, ground_sha256, metrics }) => ({
    protocol,
    ground_sha256,
    values: metrics,
  }));
}

function compareAll(one: Scored, other: Scored, options: Parameters<typeof compareRanking>[2]): Comparison[] {
  return [
    ...compareRanking(one.ranking, other.ranking, options),
    ...compareRating(one.rating, other.rating, options),
  ];
}

/** Share of the judging interactions the run had already learned from: above 0, its figures flatter it. */
function seenBy({ manifest }: StoredRun, ground: Ground): number {
  return shareSeen(ground, Date.parse(manifest.training.until)) ?? 0;
}
