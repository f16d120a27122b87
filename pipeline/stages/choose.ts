// What a recipe's candidates come to on a slice of the training side: the newest tenth of it by time, never the part
// that judges. Where there is nothing to compare, nothing is trained here.

import { sha256 } from '../data/files.ts';
import type { ToldRows } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import { freezeGround, type Ground } from '../evaluation/protocol.ts';
import { drawParameters } from '../experiments/tuning/draw.ts';
import { searchTrials, type TrialGroup } from '../experiments/tuning/search.ts';
import {
  type HeadTrials,
  LIST_LENGTH,
  type Selection,
  type TrialRecord,
} from '../experiments/tuning/trial.ts';
import { trialLine } from '../experiments/tuning/trial-text.ts';
import type { Head } from '../recommenders/algorithm.ts';
import { type Candidate, candidatesOf, RECIPE_FILE, type Recipe } from '../recommenders/recipe.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { Context } from './context.ts';
import type { HeadRecipes } from './heads.ts';

/** Share of the training side, newest first, that candidates are compared on. */
const SLICE_SHARE = 0.1;

/** What candidates are compared on. */
interface Judged {
  readonly rows: ToldRows;
  readonly policy: Policy;
}

export interface Choice {
  readonly recipes: HeadRecipes;
  /** Null where nothing was compared. */
  readonly selection: Selection | null;
}

/**
 * The best candidate of each head, with its parameters.
 * @param measured a candidate to measure although it is alone in its head, so that it can be compared later
 * @throws InputError when the slice leaves nobody to compare by, or no trial comes to a figure
 */
export async function chooseCandidates(
  context: Pick<Context, 'seed' | 'threads' | 'reporter'>,
  state: Judged,
  ground: Ground,
  { recipe, measured = null }: { recipe: Recipe; measured?: string | null },
): Promise<Choice> {
  const seed = context.seed ?? recipe.seed;
  const compared = {
    ranking: isCompared(recipe.ranking, measured),
    rating: isCompared(recipe.rating, measured),
  };
  const groups = groupsOf(recipe, seed).filter(({ head }) => compared[head]);
  if (groups.length === 0) {
    return { recipes: { ranking: recipe.ranking[0], rating: recipe.rating[0] }, selection: null };
  }
  const started = performance.now();
  const slice = sliceOf(state, ground);
  for (const head of ['ranking', 'rating'] as const) if (compared[head]) refuseEmpty(head, slice);
  const found = await searchTrials(groups, {
    ground: slice,
    method: 'halving',
    seed,
    threads: context.threads,
    budget: recipe.budget,
    onTrial: narrate(context, groups),
  });
  for (const head of ['ranking', 'rating'] as const) refuseNothing(head, found[head]);
  const selection: Selection = {
    candidates_sha256: hashOf(recipe),
    budget: recipe.budget,
    seconds: Math.round(performance.now() - started) / 1000,
    ranking: found.ranking ?? null,
    rating: found.rating ?? null,
  };
  const recipes = {
    ranking: recipeOf(recipe.ranking, selection.ranking),
    rating: recipeOf(recipe.rating, selection.rating),
  };
  return { recipes, selection };
}

/** Whether training by this recipe means comparing first. */
export function compares({ ranking, rating }: Recipe): boolean {
  return isCompared(ranking, null) || isCompared(rating, null);
}

function isCompared(candidates: readonly Candidate[], measured: string | null): boolean {
  const [first, ...others] = candidates;
  return others.length > 0 || Object.keys(first.open).length > 0 || first.name === measured;
}

/** Every candidate with the sets of parameters to try of it. */
export function groupsOf(recipe: Recipe, seed: number): TrialGroup[] {
  return candidatesOf(recipe).map((candidate) => ({
    candidate: candidate.name,
    head: candidate.head,
    algorithm: candidate.algorithm.name,
    sets: drawParameters(candidate, recipe.trials, seed),
  }));
}

/** The training side, split again by time: nothing that judges the run is in it. */
export function sliceOf({ rows, policy }: Judged, { cut }: Ground): Ground {
  return freezeGround(rows, {
    asOf: cut,
    testFraction: SLICE_SHARE,
    positiveRating: policy.evaluation.positive_rating,
    k: LIST_LENGTH,
  });
}

/** @throws InputError when nobody can be measured. */
export function refuseEmpty(head: Head, { users, train, test }: Ground): void {
  if (users[head].length > 0 && train.user.length > 0) return;
  throw new InputError({
    file: 'data/interactions',
    problem:
      `the newest ${SLICE_SHARE * 100} % of the training side, ${test.user.length} interactions, leave nobody to ` +
      `compare ${head} candidates by.`,
    legal: `Leave one ${head} candidate with fixed parameters in ${RECIPE_FILE}, or wait for more data.`,
  });
}

/** @throws InputError naming what became of the trials. */
export function refuseNothing(head: Head, trials: HeadTrials | undefined): void {
  if (trials === undefined || trials.chosen >= 0) return;
  const [{ status, message }] = trials.trials;
  throw new InputError({
    file: RECIPE_FILE,
    problem: `none of ${trials.trials.length} ${head} trials came to a figure. The first: ${status}, ${message?.replace(/\.?$/, '.')}`,
    legal: 'Mend the candidates there, or raise budget.minutes or budget.memory_mb.',
  });
}

/** Says each trial as it ends; what came to nothing stays on the screen. */
function narrate({ reporter }: Pick<Context, 'reporter'>, groups: readonly TrialGroup[]) {
  const planned = groups.reduce((sum, { sets }) => sum + sets.length, 0);
  return (head: Head, trial: TrialRecord, place: number) => {
    if (trial.message === null) reporter.progress(`of ${planned} trials: ${trialLine(head, trial, place)}`);
    else
      reporter.warn(`trial ${place + 1} of ${head}, ${trial.candidate}: ${trial.status}, ${trial.message}`);
  };
}

/** The chosen candidate with its chosen parameters; without trials the first one. */
export function recipeOf<H extends Head>(
  candidates: readonly Candidate<H>[],
  trials: HeadTrials | null,
): Pick<Candidate<H>, 'algorithm' | 'parameters'> {
  if (trials === null) return candidates[0];
  const { candidate, parameters } = trials.trials[trials.chosen];
  const { algorithm } = candidates.find(({ name }) => name === candidate) ?? candidates[0];
  return { algorithm, parameters };
}

/** What the candidates are, without the comments of the file. */
export function hashOf(recipe: Recipe): string {
  const candidates = candidatesOf(recipe).map(({ name, head, algorithm, parameters, open }) => {
    return { name, head, algorithm: algorithm.name, parameters, open };
  });
  return sha256(JSON.stringify({ trials: recipe.trials, candidates }));
}
