// Choosing a benchmark model's parameters on a slice of a split's training side: the split's test side is never seen. Not
// the search itself (experiments/tuning/).

import { InputError } from '../errors.ts';
import type { Ground } from '../evaluation/protocol.ts';
import { drawParameters, ownSpaces } from '../experiments/tuning/draw.ts';
import { searchTrials } from '../experiments/tuning/search.ts';
import { type SliceChoices, sliceOfTrain } from '../experiments/tuning/slice.ts';
import type { HeadTrials } from '../experiments/tuning/trial.ts';
import { trialLine } from '../experiments/tuning/trial-text.ts';
import type { TrainingContext } from '../recommenders/algorithm.ts';
import type { BenchmarkModel } from './benchmark-choice.ts';

/** How a split's parameters were found. */
export interface Tuning extends HeadTrials {
  readonly seconds: number;
}

/** Trials end by their number, not by a clock: who repeats a benchmark gets the same ones. */
const BUDGET = { minutes: Number.POSITIVE_INFINITY, memory_mb: 65_536 };

export interface TuningRequest {
  /** Sets of parameters to try. */
  readonly trials: number;
  readonly slice: SliceChoices;
}

/**
 * The model with the best parameters found, and how; as it is, and null, where nothing of it can be searched. The
 * first trial has the model's own parameters.
 * @throws InputError when the slice leaves nobody to measure by, or no trial comes to a figure
 */
export async function tuneModel(
  model: BenchmarkModel,
  ground: Ground,
  { trials, slice: choices }: TuningRequest,
  context: TrainingContext,
): Promise<{ model: BenchmarkModel; tuning: Tuning | null }> {
  const { name, head, parameters, specs } = model;
  const open = ownSpaces(specs, model.given);
  const searching = { name, algorithm: { parameters: specs }, parameters, open };
  const [, ...drawn] = drawParameters(searching, trials, context.seed);
  if (drawn.length === 0) return { model, tuning: null };
  const started = performance.now();
  const slice = sliceOfTrain(ground.train, choices);
  if (slice.users[head].length === 0) {
    throw new InputError({ problem: `${name}: a slice of train leaves nobody to choose parameters by.` });
  }
  const group = { candidate: name, head, algorithm: name, sets: [parameters, ...drawn] };
  const found = await searchTrials([group], {
    ground: slice,
    method: 'halving',
    seed: context.seed,
    threads: context.threads,
    budget: BUDGET,
    onTrial: (_head, trial, place) => context.reporter.progress(trialLine(head, trial, place)),
  });
  const tried = found[head];
  if (tried === undefined || tried.chosen < 0) {
    throw new InputError({ problem: `${name}: no trial came to a figure: ${tried?.trials[0].message}` });
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  return {
    model: model.withParameters(tried.trials[tried.chosen].parameters),
    tuning: { ...tried, seconds },
  };
}
