// One training of one trial and its figures: what a trial's thread does, as a function that any thread can call.

import { takeEntries } from '../../evaluation/benchmark/splits.ts';
import { evaluateRanking, evaluateRating, type MetricTable } from '../../evaluation/evaluate.ts';
import type { Ground } from '../../evaluation/protocol.ts';
import { hash32 } from '../../random.ts';
import type { Algorithm, Head, Parameters } from '../../recommenders/algorithm.ts';
import { findAlgorithm } from '../../recommenders/algorithms.ts';
import { silent } from '../../reporter.ts';
import { keptMetrics } from './trial.ts';

export interface Job {
  readonly head: Head;
  readonly algorithm: string;
  readonly parameters: Parameters;
  /** Share of the whole effort, 0 < share ≤ 1. */
  readonly share: number;
}

/** A share of the people that is smaller than this teaches nothing about the whole. */
const FEWEST_PEOPLE = 100;

/** The parameter that a cheaper look takes less of, or null. */
export function effortOf(algorithm: Pick<Algorithm, 'parameters'>): string | null {
  const found = Object.entries(algorithm.parameters).find(([, spec]) => spec.effort === true);
  return found?.[0] ?? null;
}

/** The share that a look can really take: whole sweeps, and people enough. */
export function possibleShare(job: Job, people: number): number {
  const effort = effortOf(findAlgorithm(job.head, job.algorithm));
  if (effort === null) return Math.min(1, Math.max(job.share, FEWEST_PEOPLE / people));
  const whole = Number(job.parameters[effort]);
  return whole === 0 ? 1 : Math.ceil(job.share * whole) / whole;
}

/**
 * Trains on the ground's training side and measures on its other side.
 * @throws InputError where the data or the parameters allow no training
 */
export async function runJob(
  job: Job,
  ground: Ground,
  { seed, threads }: { seed: number; threads: number },
): Promise<MetricTable> {
  const context = { seed, threads, reporter: silent };
  const { data, parameters } = reduced(job, ground.train, seed);
  if (job.head === 'ranking') {
    const { model } = await findAlgorithm('ranking', job.algorithm).train(data, parameters, context);
    return keptMetrics((await evaluateRanking(model, ground, context)).metrics);
  }
  const { model } = await findAlgorithm('rating', job.algorithm).train(data, parameters, context);
  return keptMetrics(evaluateRating(model, ground).metrics);
}

/** What a share of the effort trains on, and with what. People are chosen by their id: the same in every trial. */
function reduced({ head, algorithm, parameters, share }: Job, train: Ground['train'], seed: number) {
  if (share >= 1) return { data: train, parameters };
  const effort = effortOf(findAlgorithm(head, algorithm));
  if (effort !== null) {
    const sweeps = Math.max(1, Math.round(share * Number(parameters[effort])));
    return { data: train, parameters: { ...parameters, [effort]: sweeps } };
  }
  const taken = Uint8Array.from(train.userIds, (id) => Number(hash32(`${seed} ${id}`) / 2 ** 32 < share));
  return { data: takeEntries(train, (entry) => taken[train.user[entry]] === 1), parameters };
}
