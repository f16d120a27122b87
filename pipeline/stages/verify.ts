// The stage "verify": a run trained again from its manifest and the batches it names, the bytes compared, and what came of it
// put on record when asked.

import { InputError } from '../errors.ts';
import { findAlgorithm } from '../recommenders/algorithms.ts';
import { writeDecision } from '../registry/decisions.ts';
import { readLatest } from '../registry/latest.ts';
import { verify as compare, type VerifyReport } from '../registry/verify.ts';
import { codeOf } from './code-of.ts';
import type { Context } from './context.ts';
import { trainHeads } from './heads.ts';

/** @param run the champion when null */
export async function verify(
  { root, threads, reporter }: Context,
  run: string | null,
): Promise<VerifyReport> {
  const target = run ?? (await readLatest(root));
  if (target === null) {
    throw new InputError({
      file: 'models/LATEST',
      problem: 'there is no champion yet, so there is nothing to verify.',
      legal: 'Train one with `npm start`, or name a run.',
    });
  }
  return compare(root, target, {
    threads,
    train: async (data, manifest, workers) => {
      const { ranking, rating } = manifest.heads;
      const recipe = {
        ranking: { algorithm: findAlgorithm('ranking', ranking.algorithm), parameters: ranking.parameters },
        rating: { algorithm: findAlgorithm('rating', rating.algorithm), parameters: rating.parameters },
      };
      return (await trainHeads(data, recipe, { threads: workers, seed: manifest.seed, reporter })).models;
    },
  });
}

/**
 * As `verify`, and puts the outcome on record, equal or not. A dry run writes nothing.
 * @returns `decision`: the id of the record; that of the newest where it says the same already, null in a dry run
 */
export async function verifyOnRecord(
  context: Context,
  run: string | null,
): Promise<VerifyReport & { decision: string | null }> {
  const report = await verify(context, run);
  if (context.dryRun) return { ...report, decision: null };
  const { run: verified, equal, files } = report;
  const code = await codeOf(context.root);
  const record = { kind: 'verification', run: verified, equal, code, files } as const;
  const { id } = await writeDecision(context.root, context.now, record);
  return { ...report, decision: id };
}
