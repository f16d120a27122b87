// The stage "train": the best of the recipe's candidates, learned from the interactions before the cut and from nothing
// after it. Which is best is for choose.ts to say, and whether it is any good for `judge`.

import { InputError } from '../errors.ts';
import type { Ground } from '../evaluation/protocol.ts';
import { onlyCandidate, readRecipe } from '../recommenders/recipe.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { encodeModels } from '../registry/model-files.ts';
import { nextRunId } from '../registry/next-run.ts';
import { writeRun } from '../registry/runs.ts';
import { type Choice, chooseCandidates, sliceOf } from './choose.ts';
import { codeOf } from './code-of.ts';
import type { Context } from './context.ts';
import { trainHeads } from './heads.ts';
import { pickCandidates } from './pick.ts';
import type { State } from './state.ts';

export interface TrainOptions {
  /** The name of the one candidate to train and measure; null for the best of all. */
  readonly candidate: string | null;
  /** A folder with the manifests of runs whose trials are chosen among; without one the trials are run here. */
  readonly pick?: string | null;
}

/**
 * Compares candidates where there are several, trains the best on the whole training side, and writes one run. A dry
 * run trains and writes nothing.
 * @returns the run's manifest
 */
export async function train(
  context: Context,
  state: State,
  ground: Ground,
  options: TrainOptions = { candidate: null },
): Promise<RunManifest> {
  const { root, threads, reporter } = context;
  const started = performance.now();
  const training = trainedOn(state, ground);
  const { recipes, selection, seed } = await choose(context, state, ground, options);
  const { models, heads } = await trainHeads(ground.train, recipes, { threads, seed, reporter });
  const encoded = await encodeModels(models);
  const head = (name: keyof typeof heads) => ({
    algorithm: recipes[name].algorithm.name,
    parameters: { ...recipes[name].parameters },
    ...encoded.heads[name],
    ...heads[name],
  });
  const manifest: Omit<RunManifest, 'files'> = {
    format: 1,
    run: await nextRunId(root, context.now),
    created_at: new Date(context.now).toISOString(),
    dataset: { name: state.card.name, kind: state.card.kind },
    training,
    code: await codeOf(root),
    seed,
    heads: { ranking: head('ranking'), rating: head('rating') },
    ...(selection === null ? {} : { selection }),
    metrics: [],
    seconds: Math.round(performance.now() - started) / 1000,
    peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  if (context.dryRun) return { ...manifest, files: [] };
  return writeRun(root, { manifest, files: encoded.files }, { maxBytes: state.policy.budget.run_bytes });
}

/** What is trained, by this recipe and these options, and how that was decided. */
async function choose(
  context: Context,
  state: State,
  ground: Ground,
  { candidate, pick = null }: TrainOptions,
): Promise<Choice & { seed: number }> {
  const whole = await readRecipe(context.root);
  const seed = context.seed ?? whole.seed;
  if (pick !== null) {
    const slice = sliceOf(state, ground);
    return { ...(await pickCandidates(pick, { recipe: whole, slice, seed })), seed };
  }
  const recipe = candidate === null ? whole : onlyCandidate(whole, candidate);
  const chosen = await chooseCandidates(context, state, ground, { recipe, measured: candidate });
  return { ...chosen, seed };
}

function trainedOn({ batches, asOf }: State, { cut, train: data }: Ground): RunManifest['training'] {
  if (data.user.length === 0) {
    throw new InputError({
      file: 'data/interactions',
      problem: 'no interaction lies before the cut, so there is nothing to learn from.',
      legal: 'Lower evaluation.test_fraction in thresholds.yaml, or wait for more data.',
    });
  }
  return {
    as_of: new Date(asOf).toISOString(),
    until: new Date(cut).toISOString(),
    batches: batches.map(({ name, sha256, rows }) => ({ name, sha256, rows })),
    interactions: data.user.length,
    users: data.userIds.length,
    items: data.itemIds.length,
  };
}
