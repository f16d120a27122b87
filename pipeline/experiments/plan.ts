// How many people an experiment needs before it may be read. Pure arithmetic on what control did before it began; keeps no
// record and decides nothing.

import type { ArmSummary } from './arms.ts';
import { erfc, Z_95 } from './estimates.ts';

/** What an experiment should find. Keys are those of `experiments` in thresholds.yaml. */
export interface PlanPolicy {
  /** The smallest difference worth finding, as a share of control's click-through rate. */
  readonly smallest_effect: number;
  /** Probability of finding a difference of that size, 0.5 to 1. */
  readonly power: number;
  /** Two-sided probability of showing a difference where there is none. */
  readonly significance: number;
}

/** A fixed horizon: when both arms have these many people, the figures are read, once. */
export interface Plan {
  metric: 'click_through_rate';
  /** The smallest difference it should find, in clicks by impressions. */
  smallest_effect: number;
  /** Probability of finding it, and of finding one where there is none. */
  power: number;
  alpha: number;
  champion_people: number;
  control_people: number;
}

/**
 * People needed in each arm for a two-sided test of two means with unequal arms: n = (z₁₋α⁄₂ + z₁₋β)² σ² (1 + r) / δ² in
 * control, with r = control by champion people (van Belle, "Statistical Rules of Thumb", 2nd ed. 2008, chapter 2). σ² is
 * that of one person's click-through rate in control, taken to be the champion's too.
 * @param control what control did before the experiment
 * @param share of people in control, 0 to 1
 * @returns null where nothing is known from which to compute it
 */
export function planFrom(
  { click_through_rate: { value, interval }, people }: ArmSummary,
  share: number,
  { smallest_effect, power, significance }: PlanPolicy,
): Plan | null {
  if (!value || interval === null || share <= 0 || share >= 1) return null;
  const variance = ((interval.high - interval.low) / 2 / Z_95) ** 2 * people;
  const effect = smallest_effect * value;
  const reach = twoSidedQuantile(significance) + twoSidedQuantile(2 * (1 - power));
  const control = (reach ** 2 * variance * (1 + share / (1 - share))) / effect ** 2;
  return {
    metric: 'click_through_rate',
    smallest_effect: effect,
    power,
    alpha: significance,
    champion_people: Math.ceil((control * (1 - share)) / share),
    control_people: Math.ceil(control),
  };
}

/** The z that a standard normal is beyond, on either side, with this probability (0 to 1]; to 12 digits, by halving. */
export function twoSidedQuantile(probability: number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (erfc(middle / Math.SQRT2) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
