// The split that all stand on: the first of ten random parts of a file judges, the others train.

import { BENCHMARK_FORMATS } from '../../pipeline/evaluation/benchmark/formats.ts';
import { groundsOf } from '../../pipeline/evaluation/benchmark/grounds.ts';
import { readBenchmarkFile } from '../../pipeline/evaluation/benchmark/read-file.ts';
import type { Ground } from '../../pipeline/evaluation/protocol.ts';

const SPLIT = {
  protocol: 'random-k-fold',
  folds: 10,
  seed: 42,
  positiveRating: 4,
  hasTest: false,
  hasNegatives: false,
} as const;

/** Reads a file of ratings and splits it. @throws InputError for a file or format that is not legal. */
export async function readGround(file: string, format: string): Promise<Ground> {
  const known = BENCHMARK_FORMATS.find((name) => name === format);
  if (known === undefined) throw new RangeError(`--format ${format}; legal: ${BENCHMARK_FORMATS.join(', ')}`);
  const train = await readBenchmarkFile(file, known);
  for (const ground of groundsOf({ train, test: null, negatives: null }, SPLIT)) return ground;
  throw new RangeError(`${file} gives no split`);
}
