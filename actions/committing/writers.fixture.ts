// What the tests of writing write: feedback, promotions, rollbacks, with the product's own derivations. Only the gate
// is replaced, since five films are too few to be judged on: it writes the verdict it is told to.

import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDecision } from '../../pipeline/registry/decisions.ts';
import { readHold } from '../../pipeline/registry/hold.ts';
import { readLatest } from '../../pipeline/registry/latest.ts';
import { RUN_A, sampleRun, sampleVerdict } from '../../pipeline/registry/registry.fixture.ts';
import { silent } from '../../pipeline/reporter.ts';
import type { Context } from '../../pipeline/stages/context.ts';
import { deriveIngestion } from './changes/ingestion.ts';
import { derivePromotion, type Gate } from './changes/promotion.ts';
import { deriveLifting, deriveRollback } from './changes/rollback.ts';
import type { Git } from './git.ts';
import { thumb } from './remote.fixture.ts';
import type { Derive, Writing } from './write.ts';

export const contextIn = (root: string, now = Date.now()): Context => ({
  root,
  now,
  reporter: silent,
  threads: 1,
  seed: null,
  dryRun: false,
});

/** Writes without waiting, to main. */
export function writingWith(git: Git, derive: Derive, more: Partial<Writing> = {}): Writing {
  return {
    git,
    remote: 'origin',
    branch: 'main',
    target: 'main',
    derive,
    request: null,
    dryRun: false,
    sleep: async () => {},
    random: () => 0,
    watch: () => {},
    ...more,
  };
}

/** One more line of feedback, taken in. A second time there is nothing new in it. */
export const ingestion =
  (event: string): Derive =>
  async (tree) => {
    await mkdir(join(tree, 'data/feedback'), { recursive: true });
    await writeFile(join(tree, 'data/feedback', `${event}.jsonl`), thumb(event));
    const { change, report } = await deriveIngestion(contextIn(tree));
    return report.kept === 0 ? null : change;
  };

/** A gate that lets everybody through. */
const openGate: Gate = async (context, run) => {
  const verdict = sampleVerdict(run, await readLatest(context.root));
  const { id } = await writeDecision(context.root, context.now, verdict);
  return { verdict, decision: id };
};

/** A candidate made outside the tree, as a job hands it on, and promoted. */
export async function promotionOf(scratch: string, run: string, variant = 1): Promise<Derive> {
  const source = join(scratch, randomBytes(4).toString('hex'));
  await sampleRun(source, run, variant);
  const request = { folder: join(source, 'models', run), run, decision: null };
  return async (tree) => (await derivePromotion(contextIn(tree), request, openGate)).change;
}

/** Ends the hold where one stands; else goes back to the first champion; else there is nothing to do. */
export const rollbackOrLifting =
  (git: Git, reason: string): Derive =>
  async (tree) => {
    const context = contextIn(tree);
    if ((await readHold(tree)) !== null) return (await deriveLifting(context, reason)).change;
    if ((await readLatest(tree)) === RUN_A) return null;
    return (await deriveRollback(context, git, { to: RUN_A, reason }, async () => null)).change;
  };
