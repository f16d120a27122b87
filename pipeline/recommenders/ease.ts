// EASE, embarrassingly shallow autoencoders: the best linear item-item matrix with a zero diagonal, in closed form.
// What it learns and from which parameters; the inverse behind it is precision.ts.

import type { NeighbourModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { neighboursParameter, strongestEntries } from './neighbours.ts';
import { precisionOf } from './precision.ts';
import { collectPreferences, PREFERENCE_PARAMETERS } from './preferences.ts';

const PARAMETERS = {
  regularisation: {
    type: 'number',
    default: 200,
    min: 1e-3,
    max: 1e9,
    search: { min: 10, max: 5000, scale: 'log' },
    about: 'λ, how strongly weights are drawn to zero, in people.',
  },
  neighbours: neighboursParameter(200, 'Weights kept for each film, the strongest of either sign.'),
  ...PREFERENCE_PARAMETERS,
} as const satisfies ParameterSpecs;

/** B[h,i] = −P[h,i] / P[i,i] with P = (XᵀX + λI)⁻¹, its diagonal zero (Steck 2019). */
export const ease: Algorithm<NeighbourModel> = {
  name: 'ease',
  head: 'ranking',
  about: 'The best linear map from films to films, in closed form. Strong where the catalogue is not vast.',
  parameters: PARAMETERS,
  async train(data, given, context) {
    const { regularisation, neighbours, positive_rating } = resolveParameters('ease', PARAMETERS, given);
    const { byUser, popularity, positiveRating } = collectPreferences(data, {
      positiveRating: positive_rating,
      weighting: 'none',
    });
    const { diagonal, fillRow } = await precisionOf(byUser, regularisation, context);
    const matrix = strongestEntries(data.itemIds.length, neighbours, (item, row) => {
      fillRow(item, row);
      for (let other = 0; other < row.length; other++) row[other] /= -diagonal[other];
      return null;
    });
    const model = { kind: 'neighbours', itemIds: data.itemIds, popularity } as const;
    return { model: { ...model, ...matrix, positiveRating }, loss: [] };
  },
};
