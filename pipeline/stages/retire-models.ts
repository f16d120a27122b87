// The models of a data set that was replaced leave the tree, since they speak of films and people that are gone.

import { readPointer } from '../registry/latest.ts';
import { retire } from '../registry/moves.ts';
import { listRuns } from '../registry/runs.ts';
import type { Context } from './context.ts';

/** @returns the runs that left; none when there were none, so it may be called again */
export async function retireModels({ root, now }: Context): Promise<string[]> {
  const runs = await listRuns(root);
  const pointer = await readPointer(root);
  if (runs.length === 0 && pointer.state === 'absent') return [];
  await retire(root, { at: now, reason: 'The data set was replaced.' });
  return runs;
}
