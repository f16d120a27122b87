// Trials as lines for people: a row each as it comes, or all of a head, the best first.

import type { Head, Parameters } from '../../recommenders/algorithm.ts';
import { algorithmsOf } from '../../recommenders/algorithms.ts';
import { compareTrials, describeParameters, PRIMARY, type TrialRecord } from './trial.ts';

/** "ndcg_at_10 0.1234, effort 1/9, 0.31 s, 45 MB" or why there is no figure. */
export function trialFigures(head: Head, { status, share, metrics, ...cost }: TrialRecord): string {
  const { metric } = PRIMARY[head];
  const figure = metrics[metric] === undefined ? null : `${metric} ${metrics[metric].toFixed(4)}`;
  const effort = share === 0 || share === 1 ? null : `${Math.round(share * 100)} % of the effort`;
  const said = status === 'done' ? null : status;
  const parts = [figure, effort, said, `${cost.seconds.toFixed(2)} s`, `${cost.peak_memory_mb} MB`];
  const line = parts.filter((part) => part !== null).join(', ');
  return cost.message === null ? line : `${line}: ${cost.message}`;
}

/** One line: place (from 1), candidate, parameters that are not the algorithm's defaults, figures. */
export function trialLine(head: Head, trial: TrialRecord, place: number): string {
  const set = describeParameters(trial.parameters, defaultsOf(head, trial.algorithm));
  const parts = [
    String(place + 1).padStart(3),
    trial.candidate,
    set || 'defaults',
    trialFigures(head, trial),
  ];
  return parts.join('  ');
}

function defaultsOf(head: Head, algorithm: string): Parameters {
  const specs = algorithmsOf(head).find(({ name }) => name === algorithm)?.parameters ?? {};
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
}

/** Places of the trials, the best first; those without figures at the end. */
export function bestFirst(head: Head, trials: readonly TrialRecord[]): number[] {
  return trials.map((_, place) => place).sort((a, b) => compareTrials(head, trials[a], trials[b]) || a - b);
}
