// Every command that writes goes through here: one writer at a time on a machine, and what a killed command left is
// finished or cleared first.

import { listInteractionBatches } from '../data/batches.ts';
import { readDatasetCard } from '../data/dataset.ts';
import { recoverImport } from '../data/import/swap.ts';
import { readPointer } from '../registry/latest.ts';
import { withLock } from '../registry/lock.ts';
import { retire } from '../registry/moves.ts';
import { readManifest } from '../registry/read-run.ts';
import { recover } from '../registry/recover.ts';
import type { Context } from './context.ts';

/** Runs `action` as the only writer of the repository. A dry run writes nothing, so it neither waits nor recovers. */
export function exclusively<T>(context: Context, command: string, action: () => Promise<T>): Promise<T> {
  if (context.dryRun) return action();
  return withLock(context.root, command, async () => {
    for (const sentence of await recoverAll(context)) context.reporter.warn(sentence);
    return action();
  });
}

/** A sentence for each thing that a killed command had left. */
async function recoverAll({ root, now }: Context): Promise<string[]> {
  const said = [];
  const left = await recoverImport(root);
  if (left === 'finished') said.push('An interrupted import was finished.');
  if (left === 'cleared')
    said.push('An interrupted import was cleared away; the data are as they were before it.');
  said.push(...(await recover(root)));
  if (await retireStranger(root, now)) {
    said.push('The models of the data set before the import left the tree; they stay in git history.');
  }
  return said;
}

/**
 * Takes the models away when they belong to another data set than the one that is there, by its name or because none
 * of the batches they learned from is left: an import was killed after the data were swapped. A LATEST that is broken
 * is left for its own message.
 */
async function retireStranger(root: string, now: number): Promise<boolean> {
  const card = await readDatasetCard(root);
  const pointer = await readPointer(root);
  if (card === null || pointer.state !== 'good') return false;
  const { dataset, training } = await readManifest(root, pointer.run);
  const present = new Set((await listInteractionBatches(root)).map(({ name }) => name));
  const isKnown = training.batches.some(({ name }) => present.has(name));
  if (dataset.name === card.name && isKnown) return false;
  await retire(root, { at: now, reason: `The data set is now ${card.name}.` });
  return true;
}
