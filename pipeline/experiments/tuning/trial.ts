// What a trial is: one candidate with one set of parameters, trained on a slice and measured by it. Plain data, written
// into manifests as it is. Not how trials are run (run-jobs.ts) nor which are (search.ts).

import type { MetricTable } from '../../evaluation/evaluate.ts';
import type { Head, Parameters } from '../../recommenders/algorithm.ts';

/**
 * done: trained with the whole effort. stopped early: dropped after a cheaper look, because others looked better.
 * over budget: time or memory ended before it did. failed: it could not be trained, or its thread died.
 */
export type TrialStatus = 'done' | 'stopped early' | 'over budget' | 'failed';

export interface TrialRecord {
  candidate: string;
  algorithm: string;
  /** All of them, defaults included. */
  parameters: Record<string, number | string | boolean>;
  status: TrialStatus;
  /** Share of the whole effort its figures were made with: of the sweeps, or of the people; 0 without figures. */
  share: number;
  /** Empty without figures. */
  metrics: MetricTable;
  /** Of all its looks together. */
  seconds: number;
  /** What its own thread held at most, sampled: heap, arrays and the kernels' memory. */
  peak_memory_mb: number;
  /** Why it failed or what cut it off; otherwise null. */
  message: string | null;
}

/** All trials of a head, on one ground. */
export interface HeadTrials {
  protocol: string;
  ground_sha256: string;
  /** The metric that decides. */
  metric: string;
  /** Place of the chosen one among the trials, from 0. */
  chosen: number;
  trials: TrialRecord[];
}

/** How a run's algorithms and parameters were chosen; kept in its manifest. Its bytes depend on what was chosen alone. */
export interface Selection {
  /** Of the candidates with their parameters and spaces: the same recipe would choose among the same. */
  candidates_sha256: string;
  budget: { minutes: number; memory_mb: number };
  seconds: number;
  /** Null where a head had nothing to compare. */
  ranking: HeadTrials | null;
  rating: HeadTrials | null;
}

/** What candidates are compared by: precision at the top of the list, and the error of a rating. */
export const PRIMARY: Record<Head, { metric: string; higherIsBetter: boolean }> = {
  ranking: { metric: 'ndcg_at_10', higherIsBetter: true },
  rating: { metric: 'rmse', higherIsBetter: false },
};

/** Length of the lists that candidates are compared by. */
export const LIST_LENGTH = 10;

/** The figures that are kept of a trial. */
const KEPT = ['ndcg_at_10', 'recall_at_10', 'coverage_at_10', 'rmse', 'mae'];

/** The figures worth keeping of a trial's. */
export function keptMetrics(metrics: MetricTable): MetricTable {
  return Object.fromEntries(KEPT.flatMap((name) => (name in metrics ? [[name, metrics[name]]] : [])));
}

/** Negative when `a` is better: more effort first, because a cheaper look is not comparable; then the metric. */
export function compareTrials(
  head: Head,
  a: Pick<TrialRecord, 'share' | 'metrics'>,
  b: Pick<TrialRecord, 'share' | 'metrics'>,
): number {
  return b.share - a.share || compareFigures(head, a.metrics, b.metrics);
}

/** Negative when `a` is better by the metric that decides; no figure is the worst. */
export function compareFigures(head: Head, a: MetricTable, b: MetricTable): number {
  const { metric, higherIsBetter } = PRIMARY[head];
  const [one, other] = [a[metric], b[metric]];
  if (one === undefined || other === undefined) {
    return Number(one === undefined) - Number(other === undefined);
  }
  return higherIsBetter ? other - one : one - other;
}

/** Place of the best trial, the earlier of equals; −1 when none has a figure. */
export function bestTrial(head: Head, trials: readonly TrialRecord[]): number {
  let best = -1;
  trials.forEach((trial, place) => {
    if (trial.metrics[PRIMARY[head].metric] === undefined) return;
    if (best < 0 || compareTrials(head, trial, trials[best]) < 0) best = place;
  });
  return best;
}

/** "k=64 regularisation=0.3": only what is not in `usual`. */
export function describeParameters(parameters: Parameters, usual: Parameters = {}): string {
  const shown = Object.entries(parameters).filter(([name, value]) => usual[name] !== value);
  return shown.map(([name, value]) => `${name}=${value}`).join(' ');
}
