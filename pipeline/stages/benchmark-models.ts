// The command "benchmark --protocol": trains algorithms on public benchmark files and judges them under a published
// protocol, so that others can reproduce the figures. Reads the files, writes nothing, knows nothing of the registry.

import { InputError, quoted, suggestion } from '../errors.ts';
import { meanFigures, spreadFigures } from '../evaluation/benchmark/figures.ts';
import type { BenchmarkFormat } from '../evaluation/benchmark/formats.ts';
import { checkFiles } from '../evaluation/benchmark/grounds.ts';
import { type Pairing, pairModels } from '../evaluation/benchmark/pairing.ts';
import type { Calibration } from '../evaluation/calibration.ts';
import { assertComparable } from '../evaluation/compare.ts';
import type { MetricTable } from '../evaluation/evaluate.ts';
import type { SliceFigure } from '../evaluation/slice-figures.ts';
import type { Head, Parameters } from '../recommenders/algorithm.ts';
import { type BenchmarkModel, chooseModels } from './benchmark-choice.ts';
import { type Lost, runInProcess } from './benchmark-process.ts';
import type { BenchmarkRequest } from './benchmark-request.ts';
import { type JudgedSplit, type ModelRun, rounded, type SplitFacts } from './benchmark-run.ts';
import type { Tuning } from './benchmark-tuning.ts';
import type { Context } from './context.ts';

/** One model on one split. */
export interface SplitResult {
  readonly seed: number;
  readonly metrics: MetricTable;
  /** With a tuner: what was chosen on a slice of this split's train, and among which trials. */
  readonly parameters?: Parameters;
  readonly tuning?: Tuning;
  readonly training_seconds: number;
  readonly evaluation_seconds: number;
  readonly slices: readonly SliceFigure[];
  /** Of a rating model with intervals. */
  readonly calibration?: Calibration;
}

export interface ModelResult {
  readonly name: string;
  readonly head: Head;
  /** The head's protocol id. */
  readonly protocol: string;
  /** All of them; with a tuner, those that all splits share: each split has its own. */
  readonly parameters: Parameters;
  /** Means over the splits, and over the seeds. */
  readonly metrics: MetricTable;
  /** With several seeds: the standard deviation of each metric over them, and each seed's own. */
  readonly spread?: MetricTable;
  readonly seeds?: readonly { seed: number; metrics: MetricTable }[];
  /** Training and judging, all splits and seeds together. */
  readonly seconds: number;
  readonly training_seconds: number;
  readonly evaluation_seconds: number;
  /** With a tuner: of choosing parameters, all splits together; in none of the seconds above. */
  readonly tuning_seconds?: number;
  /** Of a process of its own that reads the files, trains and judges; null where it was lost. */
  readonly peak_memory_mb: number | null;
  readonly splits: readonly SplitResult[];
  /** Why it could not be trained or judged; then there are no metrics. */
  readonly problem?: string;
}

export interface ModelBenchmark {
  /** The ids of both heads, or of the one there is. */
  readonly protocol: string;
  readonly data: {
    readonly format: BenchmarkFormat;
    readonly rated: boolean;
    readonly files: ModelRun['data']['files'];
    readonly splits: readonly SplitFacts[];
  };
  /** The first seed. */
  readonly seed: number;
  readonly models: readonly ModelResult[];
  /** Every other model of the head paired with one, by person. */
  readonly comparisons: readonly Pairing[];
}

/** The seed of splits and trainings unless another is given. */
const DEFAULT_SEED = 42;

/** @throws InputError for files, models or parameters that are not legal, or when no model could be trained and judged. */
export async function benchmarkModels(context: Context, request: BenchmarkRequest): Promise<ModelBenchmark> {
  checkFiles(request.protocol, { test: request.test !== null, negatives: request.negatives !== null });
  // Before any file is read, so that a slip in a name costs no minute.
  const chosen = chooseModels(request.models, request.parameters);
  checkAgainst(chosen, request.against);
  const seed = context.seed ?? DEFAULT_SEED;
  const runs = await runAll(chosen, request, { ...context, seed });
  const data = dataOf(runs, request);
  const { ids, rated, files, splits } = data;
  return {
    protocol: rated ? `${ids.ranking}|${ids.rating}` : ids.ranking,
    data: { format: request.format, rated, files, splits },
    seed,
    models: runs.map((run) => resultOf(run, ids[run.model.head])),
    comparisons: comparisonsOf(runs, request.against, seed),
  };
}

interface Run {
  readonly model: BenchmarkModel;
  readonly ended: ModelRun | Lost;
}

/** One model after another, each in its process; without ratings those of the rating head are left out. */
async function runAll(
  chosen: readonly BenchmarkModel[],
  request: BenchmarkRequest,
  { seed, threads, reporter }: Context & { seed: number },
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const model of chosen) {
    const isUnrated = runs.some(({ ended }) => !('lost' in ended) && !ended.data.rated);
    if (isUnrated && isOfRatingHead(chosen, request.against)) throw nothingToPair(request);
    if (isUnrated && model.head === 'rating') continue;
    const task = { request, model: model.name, seed, threads };
    runs.push({ model, ended: await runInProcess(task, reporter) });
  }
  return runs;
}

function isOfRatingHead(chosen: readonly BenchmarkModel[], against: string | null): boolean {
  return chosen.some(({ name, head }) => name === against && head === 'rating');
}

/** Said after the first model, not after the last. */
function nothingToPair({ train, against }: BenchmarkRequest): InputError {
  return new InputError({
    file: train,
    problem: `tells no ratings, so --against ${against} has nothing to be paired with.`,
    legal: 'Name a model of the ranking head.',
  });
}

/** What was read and split, once it is known to be the same for all. @throws InputError when nothing could be trained and judged */
function dataOf(runs: readonly Run[], { train }: BenchmarkRequest): ModelRun['data'] {
  const done = runs.flatMap(({ ended }) => ('lost' in ended ? [] : ended));
  const [first] = done.filter(({ problem }) => problem === null);
  if (first === undefined) {
    const problem = done[0]?.problem;
    if (problem) throw new InputError({ problem });
    throw new InputError({ file: train, problem: 'no model could be trained: every process was lost.' });
  }
  for (const { judged, head } of done) {
    const alike = done.find((other) => other.head === head && other.judged.length >= judged.length);
    judged.forEach((split, i) => {
      if (alike !== undefined) assertComparable(split, alike.judged[i]);
    });
  }
  return first.data;
}

function resultOf({ model, ended }: Run, protocol: string): ModelResult {
  const { name, head } = model;
  if ('lost' in ended) {
    const cost = { seconds: 0, training_seconds: 0, evaluation_seconds: 0, peak_memory_mb: null };
    const about = { name, head, protocol, parameters: model.parameters };
    return { ...about, metrics: {}, ...cost, splits: [], problem: ended.lost };
  }
  const { judged, parameters, problem, peak_memory_mb } = ended;
  const sum = (cost: 'training_seconds' | 'evaluation_seconds') =>
    rounded(judged.reduce((total, split) => total + split[cost], 0));
  const [training_seconds, evaluation_seconds] = [sum('training_seconds'), sum('evaluation_seconds')];
  const seconds = rounded(training_seconds + evaluation_seconds);
  const about = { name, head, protocol, parameters: sharedBy(judged, parameters) };
  const tuned = judged.flatMap(({ tuning }) => (tuning === null ? [] : [tuning.seconds]));
  const tuning = tuned.length === 0 ? {} : { tuning_seconds: rounded(tuned.reduce((a, b) => a + b)) };
  const cost = { seconds, training_seconds, evaluation_seconds, ...tuning, peak_memory_mb };
  if (problem !== null) return { ...about, metrics: {}, ...cost, splits: [], problem };
  return { ...about, ...overSeeds(judged), ...cost, splits: judged.map(splitResult) };
}

/** The parameters that are the same in every split. */
function sharedBy(judged: readonly JudgedSplit[], given: Parameters): Parameters {
  const [first, ...others] = judged.map(({ parameters }) => Object.entries(parameters));
  if (first === undefined) return given;
  const isShared = ([name, value]: [string, unknown]) =>
    others.every((entries) => entries.some((entry) => entry[0] === name && entry[1] === value));
  return Object.fromEntries(first.filter(isShared));
}

/** A figure is the mean over a seed's splits, then over the seeds. */
function overSeeds(judged: readonly JudgedSplit[]): Pick<ModelResult, 'metrics' | 'spread' | 'seeds'> {
  const seeds = [...new Set(judged.map(({ seed }) => seed))].map((seed) => {
    const own = judged.filter((split) => split.seed === seed);
    return { seed, metrics: meanFigures(own.map(({ metrics }) => metrics)) };
  });
  const tables = seeds.map(({ metrics }) => metrics);
  if (seeds.length === 1) return { metrics: tables[0] };
  return { metrics: meanFigures(tables), spread: spreadFigures(tables), seeds };
}

function splitResult(split: JudgedSplit): SplitResult {
  const { seed, metrics, parameters, tuning, training_seconds, evaluation_seconds, slices, calibration } =
    split;
  const tuned = tuning === null ? {} : { parameters, tuning };
  const result = { seed, metrics, ...tuned, training_seconds, evaluation_seconds, slices };
  return calibration === null ? result : { ...result, calibration };
}

/** @throws InputError when the model to pair with is not among those that run, or is alone in its head. */
function checkAgainst(chosen: readonly BenchmarkModel[], against: string | null): void {
  if (against === null) return;
  const found = chosen.find(({ name }) => name === against);
  const names = chosen.map(({ name }) => name);
  if (found === undefined) {
    const legal = suggestion(against, names);
    throw new InputError({ problem: `--against ${quoted(against)} is none of the models that run.`, legal });
  }
  if (chosen.some(({ name, head }) => head === found.head && name !== against)) return;
  throw new InputError({
    problem: `--against ${against}: no other model of the ${found.head} head runs, and heads are not compared.`,
  });
}

function comparisonsOf(runs: readonly Run[], against: string | null, seed: number): Pairing[] {
  const sides = runs.flatMap(({ ended }) => {
    if ('lost' in ended || ended.problem !== null) return [];
    return { name: ended.name, head: ended.head, splits: ended.judged };
  });
  const other = sides.find(({ name }) => name === against);
  if (other === undefined) return [];
  return sides
    .filter(({ name, head }) => name !== against && head === other.head)
    .flatMap((side) => pairModels(side, other, seed));
}
