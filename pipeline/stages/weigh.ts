// Candidate, champion and floors scored on one frozen ground, and the verdict. In memory: what becomes of the verdict
// is for `judge` and for a replay to say.

import { DAY_MS } from '../data/time.ts';
import { type Comparison, compareRanking, compareRating } from '../evaluation/compare.ts';
import { evaluateRanking, evaluateRating, type MetricTable } from '../evaluation/evaluate.ts';
import { type Ground, shareSeen } from '../evaluation/protocol.ts';
import { servingCost } from '../evaluation/serving-cost.ts';
import { compareSlices } from '../evaluation/slice-figures.ts';
import type { RunManifest } from '../registry/manifest.ts';
import type { Models } from '../registry/model-files.ts';
import type { Reporter } from '../reporter.ts';
import { judge as conclude } from '../rules/judge.ts';
import type { Challenger, Duel, Verdict } from '../rules/outcomes.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { ServedRun } from './served-run.ts';

/** What is weighed, on which ground, by which policy. */
export interface Weighing {
  readonly candidate: ServedRun;
  /** Null without one, or when the candidate serves itself. */
  readonly champion: ServedRun | null;
  /** Other candidates of the same training; none where nothing was trained beside it. */
  readonly challengers: readonly ServedRun[];
  readonly floors: Models;
  readonly ground: Ground;
  readonly policy: Policy;
  /** YYYY-MM-DD */
  readonly asOf: string;
  readonly reporter: Reporter;
  readonly threads: number;
}

/**
 * The verdict, and the candidate's figures by protocol. Bootstrap draws are seeded, so the same models on the same
 * ground give the same verdict.
 */
export async function weigh(
  weighing: Weighing,
): Promise<{ verdict: Verdict; figures: RunManifest['metrics'] }> {
  const { candidate, champion, floors, ground, policy, asOf } = weighing;
  const scored = {
    candidate: await score(candidate, weighing),
    champion: champion ? await score(champion, weighing) : null,
    floor: await score(floors, weighing),
  };
  const versus = (opponent: Comparison['opponent'], other: Scored | null) =>
    other === null
      ? []
      : compareAll(scored.candidate, other, {
          opponent,
          seed: candidate.seed,
          resamples: policy.evaluation.bootstrap_resamples,
        });
  const verdict = conclude({
    candidate: candidate.run,
    champion: champion?.run ?? null,
    protocols: ground.protocols,
    ground_sha256: ground.sha256,
    as_of: asOf,
    metrics: {
      candidate: tableOf(scored.candidate),
      champion: scored.champion && tableOf(scored.champion),
      floor: tableOf(scored.floor),
    },
    comparisons: [...versus('floor', scored.floor), ...versus('champion', scored.champion)],
    slices: compareSlices(scored, ground),
    costs: { candidate: servingCost(candidate), champion: champion && servingCost(champion) },
    challengers: await scoreChallengers(scored.candidate, weighing),
    seen: { candidate: seenBy(candidate, ground), champion: champion ? seenBy(champion, ground) : 0 },
    championAge: champion && daysBetween(champion.trainedAt, asOf),
    policy,
  });
  return { verdict, figures: figuresOf(scored.candidate) };
}

/** Each against the candidate, on the primary metric alone: more would be a verdict of its own. */
async function scoreChallengers(candidate: Scored, weighing: Weighing): Promise<Challenger[]> {
  const { challengers, ground, policy } = weighing;
  const { primary_metric } = policy.promotion;
  const found: Challenger[] = [];
  for (const challenger of challengers) {
    const other = await score(challenger, weighing);
    const comparison = compareAll(candidate, other, {
      opponent: 'champion',
      seed: weighing.candidate.seed,
      resamples: policy.evaluation.bootstrap_resamples,
    }).find(({ metric }) => metric === primary_metric);
    found.push({
      run: challenger.run,
      metrics: tableOf(other),
      cost: servingCost(challenger),
      seen: seenBy(challenger, ground),
      comparison: comparison === undefined ? null : duelOf(comparison),
    });
  }
  return found;
}

/** Who the opponent is, the challenger's name says. */
function duelOf({ opponent: _, ...duel }: Comparison): Duel {
  return duel;
}

function daysBetween(instant: number, day: string): number {
  return Math.max(0, Math.floor((Date.parse(day) + DAY_MS - 1 - instant) / DAY_MS));
}

type Scored = Awaited<ReturnType<typeof score>>;

async function score({ ranking, rating }: Models, { ground, reporter, threads }: Weighing) {
  return {
    ranking: await evaluateRanking(ranking, ground, { reporter, threads }),
    rating: evaluateRating(rating, ground, reporter),
  };
}

function tableOf({ ranking, rating }: Scored): MetricTable {
  return { ...ranking.metrics, ...rating.metrics };
}

function figuresOf({ ranking, rating }: Scored): RunManifest['metrics'] {
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
function seenBy({ trainedUntil }: ServedRun, ground: Ground): number {
  return shareSeen(ground, trainedUntil) ?? 0;
}
