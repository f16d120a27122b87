// The stage "verify": a run trained again from its manifest and the batches it names, and the bytes compared.

import { InputError } from '../errors.ts';
import { findAlgorithm } from '../recommenders/algorithms.ts';
import { readLatest } from '../registry/latest.ts';
import { verify as compare, type VerifyReport } from '../registry/verify.ts';
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
