// Every command that writes goes through here: one writer at a time on a machine, and what a killed command left is
// finished or cleared first.

import { recoverImport } from '../data/import/swap.ts';
import { withLock } from '../registry/lock.ts';
import { recover } from '../registry/recover.ts';
import type { Context } from './context.ts';
import { retireModels } from './retire-models.ts';

/** Runs `action` as the only writer of the repository. A dry run writes nothing, so it neither waits nor recovers. */
export function exclusively<T>(context: Context, command: string, action: () => Promise<T>): Promise<T> {
  if (context.dryRun) return action();
  return withLock(context.root, command, async () => {
    for (const sentence of await recoverAll(context)) context.reporter.warn(sentence);
    return action();
  });
}

/** A sentence for each thing that a killed command had left. */
async function recoverAll(context: Context): Promise<string[]> {
  const said = await recover(context.root);
  const left = await recoverImport(context.root, async () => {
    const runs = await retireModels(context);
    if (runs.length > 0) said.push(`Models of the old data set left the tree: ${runs.join(', ')}.`);
  });
  if (left === 'finished') said.push('An interrupted import was finished.');
  if (left === 'cleared') said.push('An interrupted import was cleared away; the data are as before it.');
  return said;
}
