// The run that training now would only make again: same data, same recipe, same seed give the same bytes. It is there
// when a turn was killed between training and promotion, or when nothing has changed since the last turn.

import { isDeepStrictEqual } from 'node:util';
import type { Ground } from '../evaluation/protocol.ts';
import type { Head, Parameters } from '../recommenders/algorithm.ts';
import { algorithmsOf } from '../recommenders/algorithms.ts';
import { type Recipe, readRecipe } from '../recommenders/recipe.ts';
import type { HeadManifest, RunManifest } from '../registry/manifest.ts';
import { readManifest } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
import { compares, hashOf } from './choose.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

/** The newest run of the tree that the recipe would give on these data, or null when training would be news. */
export async function knownCandidate(
  { root, seed }: Context,
  state: State,
  ground: Ground,
): Promise<RunManifest | null> {
  const recipe = await readRecipe(root);
  const wanted = {
    seed: seed ?? recipe.seed,
    until: new Date(ground.cut).toISOString(),
    batches: state.batches.map(({ name }) => name),
    learned: learnedBy(recipe),
  };
  for (const run of await listRuns(root)) {
    const manifest = await readManifest(root, run);
    const { training, selection } = manifest;
    const found = {
      seed: manifest.seed,
      until: training.until,
      batches: training.batches.map(({ name }) => name),
      learned: selection?.candidates_sha256 ?? HEADS.map((head) => settled(manifest.heads[head], head)),
    };
    if (isDeepStrictEqual(found, wanted)) return manifest;
  }
  return null;
}

const HEADS = ['ranking', 'rating'] as const;

/** What a run by this recipe would say it learned by: its candidates where they are compared, else its one per head. */
function learnedBy(recipe: Recipe): string | unknown[] {
  if (compares(recipe)) return hashOf(recipe);
  return HEADS.map((head) => {
    const [{ algorithm, parameters }] = recipe[head];
    return [algorithm.name, { ...parameters }];
  });
}

/** A parameter that came after the run has its default there, which left the run's bytes as they are. */
function settled({ algorithm, parameters }: HeadManifest, head: Head): [string, Parameters] {
  const known = algorithmsOf(head).find(({ name }) => name === algorithm);
  const defaults = Object.entries(known?.parameters ?? {}).map(([name, spec]) => [name, spec.default]);
  return [algorithm, { ...Object.fromEntries(defaults), ...parameters }];
}
