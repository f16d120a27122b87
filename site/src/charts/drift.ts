// The geometry of drift: how far each feature has moved beside the limit, and a feature's two distributions, now as bars
// and training as a mark on each.

import type { FeatureDrift } from '#pipeline/publishing/contract.ts';
import { limit as limitInWords } from '../words/drift.ts';
import { fixed, share } from '../words/format.ts';
import type { Axis, Limit } from './frame.ts';
import { APART, CLOSE, middleOf } from './rows.ts';
import { linear, place, ticks } from './scale.ts';

export interface DriftChart {
  /** One to each feature, from zero; the ends of its interval where there is one. */
  readonly rows: readonly { y: number; end: number; low: number | null; high: number | null }[];
  readonly ticks: Axis['ticks'];
  readonly limits: readonly Limit[];
}

/** Kullback-Leibler divergences in nats. */
export function driftChart(
  features: readonly FeatureDrift[],
  limit: number | null,
  width: number,
): DriftChart {
  const most = Math.max(
    limit ?? 0,
    ...features.map(({ kullback_leibler, high }) => high ?? kullback_leibler),
    1e-9,
  );
  const x = linear([0, most * 1.08], [0, width]);
  const at = (value: number): number => place(x(value));
  return {
    rows: features.map(({ kullback_leibler, low, high }, row) => ({
      y: middleOf(row, APART),
      end: at(kullback_leibler),
      low: low === null ? null : at(low),
      high: high === null ? null : at(high),
    })),
    ticks: ticks([0, most * 1.08], 3).map((value) => ({ at: at(value), text: fixed(value, 2) })),
    limits: limit === null ? [] : [{ at: at(limit), text: limitInWords(limit) }],
  };
}

export interface DistributionChart {
  /** One to each bin. */
  readonly rows: readonly { y: number; recent: number; training: number }[];
  readonly ticks: Axis['ticks'];
}

/** Both sides share one scale, from nothing to the largest share of either. Null where there are no bins. */
export function distributionChart(bins: FeatureDrift['bins'], width: number): DistributionChart | null {
  if (bins.length === 0) return null;
  const most = Math.max(...bins.flatMap(({ training, recent }) => [training, recent]), 1e-9) * 1.04;
  const x = linear([0, most], [0, width]);
  return {
    rows: bins.map(({ training, recent }, row) => ({
      y: middleOf(row, CLOSE),
      recent: place(x(recent)),
      training: place(x(training)),
    })),
    ticks: ticks([0, most], 4).map((value) => ({ at: place(x(value)), text: share(value, 1) })),
  };
}

/** The bin that moved most. */
export function mostMoved(bins: FeatureDrift['bins']): FeatureDrift['bins'][number] | null {
  return bins.reduce<FeatureDrift['bins'][number] | null>(
    (most, bin) =>
      most === null || Math.abs(bin.recent - bin.training) > Math.abs(most.recent - most.training)
        ? bin
        : most,
    null,
  );
}
