// Which runs there are and were: those in the tree from their manifests, those that retention or an import removed
// from the verdicts about them.

import { readDecisions } from './decisions.ts';
import type { RunCard } from './manifest.ts';
import { readManifest } from './read-run.ts';
import { cardOf, listRuns } from './runs.ts';

/** Cards of every run in the tree and of every judged run that has left it, newest first. */
export async function readRunCards(root: string): Promise<RunCard[]> {
  const cards = new Map<string, RunCard>();
  for (const run of await listRuns(root)) cards.set(run, cardOf(await readManifest(root, run)));
  for (const { card } of await readDecisions(root, ['verdict'])) {
    // Newest verdict first: a run that was judged twice keeps what the last one knew.
    if (card && !cards.has(card.run)) cards.set(card.run, card);
  }
  return [...cards.values()].sort((a, b) => (a.run < b.run ? 1 : -1));
}
