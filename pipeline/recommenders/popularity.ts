// The floor of the ranking head: the same list for everybody, by the number of people who prefer each film, of all
// time or lately. Not the `popularity` that other models carry; that is always of all time.

import type { Interactions } from '../data/interactions.ts';
import { InputError } from '../errors.ts';
import type { PopularityModel } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { collectPreferences, PREFERENCE_PARAMETERS } from './preferences.ts';

const DAY = 86_400_000;

const PARAMETERS = {
  window_days: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1e5,
    about: 'Days before the newest interaction that count; 0 takes all time.',
  },
  half_life_days: {
    type: 'number',
    default: 0,
    min: 0,
    max: 1e5,
    about: 'Days after which a preference counts half; 0 lets none fade.',
  },
  ...PREFERENCE_PARAMETERS,
} as const satisfies ParameterSpecs;

export const popularity: Algorithm<PopularityModel> = {
  name: 'popularity',
  head: 'ranking',
  about: 'How many people prefer each film, of all time or lately. The floor every other ranking must beat.',
  parameters: PARAMETERS,
  async train(data, given) {
    const parameters = resolveParameters('popularity', PARAMETERS, given);
    const { popularity, positiveRating } = collectPreferences(data, {
      positiveRating: parameters.positive_rating,
      weighting: 'none',
    });
    const window = parameters.window_days * DAY;
    const halfLife = parameters.half_life_days * DAY;
    const counts =
      window === 0 && halfLife === 0 ? popularity : recentCounts(data, { window, halfLife, positiveRating });
    return { model: { kind: 'popularity', itemIds: data.itemIds, popularity: counts }, loss: [] };
  },
};

/**
 * Σ ½^(age / half-life) over the preferences within the window, by film; float32 [films]. Ages are before the newest
 * interaction there is, preference or not. In milliseconds; 0 is no window, and no fading.
 * @throws InputError when no preference lies within the window.
 */
function recentCounts(
  { itemIds, item, rating, opinion, timestamp }: Interactions,
  { window, halfLife, positiveRating }: { window: number; halfLife: number; positiveRating: number },
): Float32Array {
  const newest = timestamp.reduce((a, b) => Math.max(a, b), -Infinity);
  const counts = new Float64Array(itemIds.length);
  for (let entry = 0; entry < item.length; entry++) {
    const age = newest - timestamp[entry];
    if (window > 0 && age >= window) continue;
    if (preferenceWeight(rating[entry], opinion[entry], { positiveRating }) === 0) continue;
    counts[item[entry]] += halfLife > 0 ? 0.5 ** (age / halfLife) : 1;
  }
  if (counts.some((count) => count > 0)) return Float32Array.from(counts);
  throw new InputError({
    problem: `popularity: none of the preferences is of the last ${window / DAY} days.`,
    legal: 'Legal: a larger window_days; 0 takes all time.',
  });
}
