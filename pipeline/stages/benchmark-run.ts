// One model of a benchmark: the splits drawn, the model trained and judged on each. Meant for a process of
// its own (benchmark-process.ts), so that its peak memory is its own. Not the document and not the comparison.

import { InputError } from '../errors.ts';
import type { BenchmarkJudgement } from '../evaluation/benchmark/figures.ts';
import { type BenchmarkData, checkFiles, groundsOf } from '../evaluation/benchmark/grounds.ts';
import { PAIRED_METRICS } from '../evaluation/benchmark/pairing.ts';
import { benchmarkIds, type ProtocolChoices } from '../evaluation/benchmark/protocols.ts';
import { whyNobodyIsJudged } from '../evaluation/benchmark/unjudged.ts';
import type { Ground } from '../evaluation/protocol.ts';
import type { SliceChoices } from '../experiments/tuning/slice.ts';
import type { Head, Parameters, TrainingContext } from '../recommenders/algorithm.ts';
import type { Reporter } from '../reporter.ts';
import { type BenchmarkModel, chooseModels } from './benchmark-choice.ts';
import { type BenchmarkRequest, choicesFor, type FileFacts, readFiles } from './benchmark-request.ts';
import { type Tuning, tuneModel } from './benchmark-tuning.ts';
import { peakMemoryMb } from './peak-memory.ts';

export interface ModelTask {
  readonly request: BenchmarkRequest;
  /** The one of its models that is meant. */
  readonly model: string;
  /** The first seed. */
  readonly seed: number;
  readonly threads: number;
}

export interface SplitFacts {
  readonly seed: number;
  readonly ground_sha256: string;
  readonly train: { interactions: number; people: number; items: number };
  readonly test: { interactions: number; people: number; items: number };
  readonly judged: { ranking: number; rating: number };
}

/** One model on one split. */
export interface JudgedSplit extends BenchmarkJudgement {
  readonly seed: number;
  readonly protocol: string;
  readonly ground_sha256: string;
  /** What it was trained with. */
  readonly parameters: Parameters;
  /** How they were found; null where they were given. */
  readonly tuning: Tuning | null;
  readonly training_seconds: number;
  readonly evaluation_seconds: number;
}

export interface ModelRun {
  readonly name: string;
  readonly head: Head;
  readonly parameters: Parameters;
  readonly judged: readonly JudgedSplit[];
  /** Why it could not be trained or judged, or null. */
  readonly problem: string | null;
  readonly peak_memory_mb: number;
  /** What was read, and how it was split: the same for every model of a benchmark. */
  readonly data: {
    readonly ids: Ground['protocols'];
    readonly rated: boolean;
    readonly files: FileFacts;
    readonly splits: readonly SplitFacts[];
  };
}

/**
 * Reads, trains and judges; a model that cannot be trained or judged says so in its `problem`.
 * @throws InputError for files, models or parameters that are not legal
 */
export async function runModel(task: ModelTask, reporter: Reporter): Promise<ModelRun> {
  const { request, seed, threads } = task;
  checkFiles(request.protocol, { test: request.test !== null, negatives: request.negatives !== null });
  const { data, files } = await readFiles(request, reporter);
  const choices = choicesFor(request, data, seed);
  const model = modelOf(task, data, choices);
  const judged: JudgedSplit[] = [];
  const splits: SplitFacts[] = [];
  let problem: string | null = null;
  for (let own = seed; own < seed + request.seeds && problem === null; own++) {
    for (const ground of groundsOf(data, { ...choices, seed: own })) {
      splits.push(factsOf(ground, own));
      reporter.progress(`${model.name}, split ${splits.length}`);
      try {
        const slice = { ...choices, seed: own, hasTimes: data.train.hasTimes };
        const context = { seed: own, threads, reporter };
        judged.push(await runOn(model, { ground, slice }, context, request));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        problem = error.message;
        break;
      }
    }
  }
  const ids = benchmarkIds({ ...choices, lastSeed: seed + request.seeds - 1 });
  return {
    name: model.name,
    head: model.head,
    parameters: model.parameters,
    judged,
    problem,
    peak_memory_mb: peakMemoryMb(),
    data: { ids, rated: data.train.isRated, files, splits },
  };
}

/** The model that is meant. @throws InputError when a named one is of the rating head and there are no ratings. */
function modelOf(
  { request, model }: ModelTask,
  data: BenchmarkData,
  { positiveRating }: ProtocolChoices,
): BenchmarkModel {
  const chosen = chooseModels(request.models, request.parameters, positiveRating);
  if (request.models !== null && !data.train.isRated && chosen.some(({ head }) => head === 'rating')) {
    throw new InputError({
      file: request.train,
      problem: 'tells no ratings, so models of the rating head cannot be trained on it.',
      legal: 'Name ranking models alone with --models.',
    });
  }
  const found = chosen.find(({ name }) => name === model);
  if (found === undefined) throw new Error(`${model} is not among the models of the request`);
  return found;
}

async function runOn(
  given: BenchmarkModel,
  { ground, slice }: { ground: Ground; slice: SliceChoices },
  context: TrainingContext,
  request: BenchmarkRequest,
): Promise<JudgedSplit> {
  checkJudged(ground, given.head, request);
  const { against, tune: trials } = request;
  const { model, tuning } =
    trials === null
      ? { model: given, tuning: null }
      : await tuneModel(given, ground, { trials, slice }, context);
  const started = performance.now();
  const judge = await model.train(ground, context);
  const trained = performance.now();
  const judgement = await judge();
  const ended = performance.now();
  return {
    ...judgement,
    ...(against === null ? { people: [], perUser: {} } : paired(model.head, judgement)),
    seed: context.seed,
    protocol: ground.protocols[model.head],
    ground_sha256: ground.sha256,
    parameters: model.parameters,
    tuning,
    training_seconds: rounded((trained - started) / 1000),
    evaluation_seconds: rounded((ended - trained) / 1000),
  };
}

/** Before anything is trained. @throws InputError with the reason where nobody can be judged */
function checkJudged(ground: Ground, head: Head, { test, train }: BenchmarkRequest): void {
  const problem = whyNobodyIsJudged(ground, head);
  if (problem === null) return;
  const legal = test === null ? undefined : 'Legal: people and items by the ids of --train.';
  throw new InputError({ file: test ?? train, problem, legal });
}

/** What pairing needs of each person. */
function paired(head: Head, { people, perUser }: BenchmarkJudgement) {
  const kept = Object.entries(perUser).filter(([name]) => head === 'rating' || PAIRED_METRICS.has(name));
  return { people, perUser: Object.fromEntries(kept) };
}

function factsOf({ sha256, train, test, users }: Ground, seed: number): SplitFacts {
  const size = ({ user, userIds, itemIds }: Ground['train']) => ({
    interactions: user.length,
    people: userIds.length,
    items: itemIds.length,
  });
  return {
    seed,
    ground_sha256: sha256,
    train: size(train),
    test: size(test),
    judged: { ranking: users.ranking.length, rating: users.rating.length },
  };
}

/** To thousandths. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
