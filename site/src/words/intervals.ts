// How the intervals of predicted ratings came about, and what they held, in words.

import type { ModelFile } from '#pipeline/publishing/contract.ts';
import { count, fixed, share } from './format.ts';

/** Empty where the model gives intervals of its own: how well those hold is told where models are compared. */
export function heldInWords(intervals: ModelFile['rating_intervals']): string {
  if (intervals === null) return '';
  const { calibrated, checked } = intervals;
  const range =
    checked.low === null || checked.high === null
      ? ''
      : ` (95% interval ${share(checked.low, 1)} to ${share(checked.high, 1)})`;
  return (
    `The model gives none of its own, so its width is how far off the model was with ${count(calibrated.ratings)} ratings that came after it learned. ` +
    `Of ${count(checked.ratings)} others, by ${count(checked.people)} other people, such intervals held ${share(checked.coverage, 1)}${range}; they are ${fixed(checked.mean_width, 1)} wide on average.`
  );
}
