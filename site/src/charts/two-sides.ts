// The geometry of two distributions over the same bins: training as an outline behind, now as bars before it.

import type { FeatureDrift } from '#pipeline/publishing/contract.ts';
import { linear, place } from './scale.ts';

export interface TwoSides {
  readonly bars: readonly { x: number; y: number; width: number; height: number }[];
  /** Path data of the steps of training. */
  readonly outline: string;
}

/** Null where there are no bins. Both sides share one scale, from no share to the largest of either. */
export function twoSides(
  bins: FeatureDrift['bins'],
  { width, height }: { width: number; height: number },
): TwoSides | null {
  if (bins.length === 0) return null;
  const largest = bins.reduce((most, { training, recent }) => Math.max(most, training, recent), 0);
  const y = linear([0, Math.max(largest, 1e-9)], [height, 0]);
  const slot = width / bins.length;
  const steps = bins.map(
    ({ training }, i) =>
      `${i === 0 ? 'M' : 'L'}${place(i * slot)} ${place(y(training))}H${place((i + 1) * slot)}`,
  );
  return {
    bars: bins.map(({ recent }, i) => ({
      x: place(i * slot + slot * 0.12),
      y: place(y(recent)),
      width: place(slot * 0.76),
      height: place(height - y(recent)),
    })),
    outline: steps.join(''),
  };
}

/** The bin that moved most, in words for those who do not see the picture. */
export function mostMoved(bins: FeatureDrift['bins']): FeatureDrift['bins'][number] | null {
  return bins.reduce<FeatureDrift['bins'][number] | null>(
    (most, bin) =>
      most === null || Math.abs(bin.recent - bin.training) > Math.abs(most.recent - most.training)
        ? bin
        : most,
    null,
  );
}
