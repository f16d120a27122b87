// The run that training now would only make again: same data, same recipe, same seed give the same bytes. It is there
// when a turn was killed between training and promotion, or when nothing has changed since the last turn.

import { isDeepStrictEqual } from 'node:util';
import type { Ground } from '../evaluation/protocol.ts';
import { readRecipe } from '../recommenders/recipe.ts';
import type { RunManifest } from '../registry/manifest.ts';
import { readManifest } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
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
    heads: [recipe.ranking, recipe.rating].map(({ algorithm, parameters }) => [
      algorithm.name,
      { ...parameters },
    ]),
  };
  for (const run of await listRuns(root)) {
    const manifest = await readManifest(root, run);
    const { heads, training } = manifest;
    const found = {
      seed: manifest.seed,
      until: training.until,
      batches: training.batches.map(({ name }) => name),
      heads: [heads.ranking, heads.rating].map(({ algorithm, parameters }) => [algorithm, parameters]),
    };
    if (isDeepStrictEqual(found, wanted)) return manifest;
  }
  return null;
}
