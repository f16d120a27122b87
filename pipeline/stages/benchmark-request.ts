// What a benchmark is asked for: the request, the files it names as they are read, and what it leaves to the data. Not the
// models.

import { InputError } from '../errors.ts';
import { type BenchmarkFormat, isImplicit } from '../evaluation/benchmark/formats.ts';
import type { BenchmarkData } from '../evaluation/benchmark/grounds.ts';
import type { BenchmarkProtocol, ProtocolChoices } from '../evaluation/benchmark/protocols.ts';
import {
  type BenchmarkFile,
  readBenchmarkFile,
  readNegativesFile,
} from '../evaluation/benchmark/read-file.ts';
import type { Reporter } from '../reporter.ts';
import type { GivenParameters } from './benchmark-choice.ts';

export interface BenchmarkRequest {
  readonly protocol: BenchmarkProtocol;
  readonly format: BenchmarkFormat;
  /** Paths. */
  readonly train: string;
  readonly test: string | null;
  readonly negatives: string | null;
  /** Names of algorithms; null = all that the data allow. */
  readonly models: readonly string[] | null;
  readonly parameters: GivenParameters;
  readonly folds: number;
  /** A rating from here on is relevant, 0 = any; null = four fifths of the highest rating, any where none is told. */
  readonly positiveRating: number | null;
  /** How many seeds, one after another. */
  readonly seeds: number;
  /** The model that every other of its head is paired with; null = none. */
  readonly against: string | null;
  /** Sets of parameters tried of each model on a slice of each split's train; null = none are searched. */
  readonly tune: number | null;
}

/** What was found in each file. */
export type FileFacts = Partial<Record<'train' | 'test' | 'negatives', BenchmarkFile['facts']>>;

/** @throws InputError for a file that cannot be read as its format, and where one tells ratings and the other none */
export async function readFiles(
  { format, train, test, negatives }: BenchmarkRequest,
  reporter: Reporter,
): Promise<{ data: BenchmarkData; files: FileFacts }> {
  reporter.progress(`Reading ${train}`);
  const trainFile = await readBenchmarkFile(train, format);
  const testFile = test === null ? null : await readBenchmarkFile(test, format);
  const others = negatives === null ? null : await readNegativesFile(negatives);
  if (testFile !== null && testFile.isRated !== trainFile.isRated) {
    const [rated, other] = trainFile.isRated ? [train, test] : [test, train];
    throw new InputError({ file: other ?? undefined, problem: `tells no ratings, but ${rated} does.` });
  }
  return {
    data: { train: trainFile, test: testFile, negatives: others?.negatives ?? null },
    files: {
      train: trainFile.facts,
      ...(testFile === null ? {} : { test: testFile.facts }),
      ...(others === null ? {} : { negatives: others.facts }),
    },
  };
}

/** @throws InputError for a choice that means nothing to these data */
export function choicesFor(request: BenchmarkRequest, data: BenchmarkData, seed: number): ProtocolChoices {
  const { protocol, positiveRating, folds } = request;
  if (!data.train.isRated && positiveRating !== null && positiveRating !== 0) {
    throw new InputError({
      file: request.train,
      problem: 'tells no ratings, so --positive means nothing here.',
      legal: isImplicit(request.format) ? `Format ${request.format} counts every interaction.` : undefined,
    });
  }
  return {
    protocol,
    positiveRating: data.train.isRated ? (positiveRating ?? usualThreshold(protocol, data.train)) : 0,
    folds,
    seed,
    hasTest: data.test !== null,
    hasNegatives: data.negatives !== null,
  };
}

/** 4 of 5 stars; where the last of each person is held out, it counts whatever it was rated, as in NCF's protocol. */
function usualThreshold(protocol: BenchmarkProtocol, { rows }: BenchmarkFile): number {
  if (protocol === 'leave-last-out') return 0;
  const highest = rows.rating.reduce((most, rating) => Math.max(most, rating), -Infinity);
  return Math.max(0, Math.round(0.8 * highest * 1000) / 1000);
}
