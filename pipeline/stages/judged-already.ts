// Whether a candidate trained now would be one that was judged before: same data, same champion, same recipe. Then
// training it again could only give the same bytes and the same verdict.

import { isDeepStrictEqual } from 'node:util';
import type { Ground } from '../evaluation/protocol.ts';
import { readRecipe } from '../recommenders/recipe.ts';
import { readDecisions } from '../registry/decisions.ts';
import { readManifest } from '../registry/read-run.ts';
import { listRuns } from '../registry/runs.ts';
import type { State } from './state.ts';

/** A sentence that says which candidate was it and what became of it, or null when training would be news. */
export async function judgedAlready(root: string, state: State, ground: Ground): Promise<string | null> {
  const [newest] = await readDecisions(root, ['verdict']);
  if (newest?.record.kind !== 'verdict') return null;
  const { candidate, champion, verdict, ground_sha256 } = newest.record;
  const sameGround = ground_sha256 === ground.sha256 && champion === (state.champion?.manifest.run ?? null);
  if (!sameGround || !(await listRuns(root)).includes(candidate)) return null;
  const { heads, seed } = await readManifest(root, candidate);
  const recipe = await readRecipe(root);
  const same = (['ranking', 'rating'] as const).every(
    (head) =>
      heads[head].algorithm === recipe[head].algorithm.name &&
      isDeepStrictEqual(heads[head].parameters, { ...recipe[head].parameters }),
  );
  if (!same || seed !== recipe.seed) return null;
  return (
    `nothing new to learn: ${candidate} was trained on these data by this recipe and the verdict was ${verdict}; ` +
    'it changes with new data, another models/recipe.yaml or another thresholds.yaml'
  );
}
