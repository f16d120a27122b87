// The floor of the ranking head: the same list for everybody, by the number of people who prefer each film.

import type { PopularityModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { collectPreferences } from './preferences.ts';

const PARAMETERS = {
  positive_rating: {
    type: 'number',
    default: 4,
    min: 0,
    max: 1000,
    about: 'A rating from here on counts for the film; 0 counts every rating.',
  },
} as const satisfies ParameterSpecs;

export const popularity: Algorithm<PopularityModel> = {
  name: 'popularity',
  head: 'ranking',
  about: 'How many people prefer each film. The floor every other ranking must beat.',
  parameters: PARAMETERS,
  async train(data, given) {
    const { positive_rating } = resolveParameters('popularity', PARAMETERS, given);
    const preferences = collectPreferences(data, { positiveRating: positive_rating, weighting: 'none' });
    return {
      model: { kind: 'popularity', itemIds: data.itemIds, popularity: preferences.popularity },
      loss: [],
    };
  },
};
