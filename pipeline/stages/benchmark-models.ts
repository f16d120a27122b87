// The command "benchmark --protocol": trains algorithms on public benchmark files and judges them under a published
// protocol, so that others can reproduce the figures. Reads the files, writes nothing, knows nothing of the registry.

import { InputError } from '../errors.ts';
import { meanFigures } from '../evaluation/benchmark/figures.ts';
import type { BenchmarkFormat } from '../evaluation/benchmark/formats.ts';
import { isImplicit } from '../evaluation/benchmark/formats.ts';
import { type BenchmarkData, checkFiles, groundsOf } from '../evaluation/benchmark/grounds.ts';
import {
  type BenchmarkProtocol,
  benchmarkIds,
  type ProtocolChoices,
} from '../evaluation/benchmark/protocols.ts';
import {
  type BenchmarkFile,
  readBenchmarkFile,
  readNegativesFile,
} from '../evaluation/benchmark/read-file.ts';
import type { MetricTable } from '../evaluation/evaluate.ts';
import type { Ground } from '../evaluation/protocol.ts';
import type { Head, Parameters, TrainingContext } from '../recommenders/algorithm.ts';
import { type BenchmarkModel, chooseModels, type GivenParameters } from './benchmark-choice.ts';
import type { Context } from './context.ts';

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
}

/** One model on one split. */
export interface SplitResult {
  readonly metrics: MetricTable;
  readonly training_seconds: number;
  readonly evaluation_seconds: number;
}

export interface ModelResult {
  readonly name: string;
  readonly head: Head;
  /** The head's protocol id. */
  readonly protocol: string;
  readonly parameters: Parameters;
  /** Means over the splits. */
  readonly metrics: MetricTable;
  /** Training and judging, all splits together. */
  readonly seconds: number;
  /** The process's highest so far: a model after a large one is not seen below it. Run one alone to know its own. */
  readonly peak_memory_mb: number;
  readonly splits: readonly SplitResult[];
  /** Why it could not be trained; then there are no metrics. */
  readonly problem?: string;
}

interface SplitFacts {
  readonly ground_sha256: string;
  readonly train: { interactions: number; people: number; items: number };
  readonly test: { interactions: number; people: number; items: number };
  readonly judged: { ranking: number; rating: number };
}

export interface ModelBenchmark {
  /** The ids of both heads, or of the one there is. */
  readonly protocol: string;
  readonly data: {
    readonly format: BenchmarkFormat;
    readonly rated: boolean;
    readonly files: Partial<Record<'train' | 'test' | 'negatives', BenchmarkFile['facts']>>;
    readonly splits: readonly SplitFacts[];
  };
  readonly seed: number;
  readonly models: readonly ModelResult[];
}

/** The seed of splits and trainings unless another is given. */
const DEFAULT_SEED = 42;

/** @throws InputError for files, models or parameters that are not legal, or when no model could be trained. */
export async function benchmarkModels(context: Context, request: BenchmarkRequest): Promise<ModelBenchmark> {
  checkFiles(request.protocol, { test: request.test !== null, negatives: request.negatives !== null });
  // Before the files are read, so that a slip in a name costs no minute; then again with what the data say.
  chooseModels(request.models, request.parameters);
  const { data, files } = await readFiles(context, request);
  const choices = choicesFor(context, request, data);
  const models = modelsFor(request, data, choices);
  const { runs, splits } = await runAll(models, groundsOf(data, choices), {
    threads: context.threads,
    seed: choices.seed,
    reporter: context.reporter,
  });
  const ids = benchmarkIds(choices);
  const rated = data.train.isRated;
  return {
    protocol: rated ? `${ids.ranking}|${ids.rating}` : ids.ranking,
    data: { format: request.format, rated, files, splits },
    seed: choices.seed,
    models: runs.map((run) => resultOf(run, ids[run.model.head])),
  };
}

/** @throws InputError when models of the rating head are asked for and there are no ratings. */
function modelsFor(
  { models, parameters, train }: BenchmarkRequest,
  data: BenchmarkData,
  { positiveRating }: ProtocolChoices,
): BenchmarkModel[] {
  const chosen = chooseModels(models, parameters, positiveRating);
  const possible = chosen.filter(({ head }) => data.train.isRated || head === 'ranking');
  if (models === null || possible.length === chosen.length) return possible;
  throw new InputError({
    file: train,
    problem: 'tells no ratings, so models of the rating head cannot be trained on it.',
    legal: 'Name ranking models alone with --models.',
  });
}

/** What a model has come to so far. */
interface Run {
  readonly model: BenchmarkModel;
  readonly splits: SplitResult[];
  peakMemory: number;
  problem: InputError | null;
}

/**
 * Every model on every split, one split in memory at a time. A model that cannot be trained on one is left out of
 * the others.
 * @throws InputError when that befalls all of them
 */
async function runAll(
  models: readonly BenchmarkModel[],
  grounds: Iterable<Ground>,
  context: TrainingContext,
): Promise<{ runs: Run[]; splits: SplitFacts[] }> {
  const runs = models.map((model): Run => ({ model, splits: [], peakMemory: 0, problem: null }));
  const splits: SplitFacts[] = [];
  for (const ground of grounds) {
    splits.push(factsOf(ground));
    for (const run of runs) {
      if (run.problem !== null) continue;
      context.reporter.progress(`${run.model.name}, split ${splits.length}`);
      try {
        run.splits.push(await runOn(run.model, ground, context));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        run.problem = error;
      }
      run.peakMemory = peakMemory();
    }
    const [first] = runs;
    if (first?.problem && runs.every(({ problem }) => problem !== null)) throw first.problem;
  }
  return { runs, splits };
}

function resultOf({ model, splits, peakMemory, problem }: Run, protocol: string): ModelResult {
  const { name, head, parameters } = model;
  const seconds = splits.reduce((sum, one) => sum + one.training_seconds + one.evaluation_seconds, 0);
  const cost = { seconds: rounded(seconds), peak_memory_mb: peakMemory };
  const about = { name, head, protocol, parameters };
  if (problem !== null) return { ...about, metrics: {}, ...cost, splits: [], problem: problem.message };
  return { ...about, metrics: meanFigures(splits.map(({ metrics }) => metrics)), ...cost, splits };
}

async function readFiles(
  { reporter }: Context,
  { format, train, test, negatives }: BenchmarkRequest,
): Promise<{ data: BenchmarkData; files: ModelBenchmark['data']['files'] }> {
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

function choicesFor({ seed }: Context, request: BenchmarkRequest, data: BenchmarkData): ProtocolChoices {
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
    seed: seed ?? DEFAULT_SEED,
    hasTest: data.test !== null,
    hasNegatives: data.negatives !== null,
  };
}

/** 4 of 5 stars; where the last of each person is held out, it counts whatever it was rated, as in NCF's protocol. */
function usualThreshold(protocol: BenchmarkProtocol, { rows }: BenchmarkFile): number {
  if (protocol === 'leave-last-out') return 0;
  const highest = rows.rating.reduce((most, rating) => Math.max(most, rating), -Infinity);
  return Math.max(0, rounded(0.8 * highest));
}

async function runOn(model: BenchmarkModel, ground: Ground, context: TrainingContext): Promise<SplitResult> {
  const started = performance.now();
  const judge = await model.train(ground, context);
  const trained = performance.now();
  const metrics = await judge();
  return {
    metrics,
    training_seconds: rounded((trained - started) / 1000),
    evaluation_seconds: rounded((performance.now() - trained) / 1000),
  };
}

function factsOf({ sha256, train, test, users }: Ground): SplitFacts {
  const size = ({ user, userIds, itemIds }: Ground['train']) => ({
    interactions: user.length,
    people: userIds.length,
    items: itemIds.length,
  });
  return {
    ground_sha256: sha256,
    train: size(train),
    test: size(test),
    judged: { ranking: users.ranking.length, rating: users.rating.length },
  };
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
