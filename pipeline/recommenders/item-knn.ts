// Item-based nearest neighbours: films are alike when the same people prefer them. Nothing is fitted.

import type { NeighbourModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { type Csr, transpose } from './csr.ts';
import { MOST_NEIGHBOURS, strongestEntries } from './neighbours.ts';
import { collectPreferences } from './preferences.ts';

const PARAMETERS = {
  neighbours: {
    type: 'integer',
    default: 100,
    min: 1,
    max: MOST_NEIGHBOURS,
    about: 'Films kept for each film, the most alike first.',
  },
  shrinkage: {
    type: 'number',
    default: 20,
    min: 0,
    max: 1e6,
    about: 'How much a likeness is lowered that few people vouch for.',
  },
  positive_rating: {
    type: 'number',
    default: 4,
    min: 0,
    max: 1000,
    about: 'A rating from here on is a preference; 0 takes every rating as one.',
  },
} as const satisfies ParameterSpecs;

/** Cosine over people with shrinkage (Sarwar et al. 2001; Bell and Koren 2007). */
export const itemKnn: Algorithm<NeighbourModel> = {
  name: 'item_knn',
  head: 'ranking',
  about: 'The films that the same people prefer, by cosine. Simple, fast to train, easy to explain.',
  parameters: PARAMETERS,
  async train(data, given) {
    const { neighbours, shrinkage, positive_rating } = resolveParameters('item_knn', PARAMETERS, given);
    const { byUser, popularity } = collectPreferences(data, {
      positiveRating: positive_rating,
      weighting: 'none',
    });
    const matrix = strongestEntries(data.itemIds.length, neighbours, cosineRows(byUser, shrinkage));
    const model = { kind: 'neighbours', itemIds: data.itemIds, popularity } as const;
    return { model: { ...model, ...matrix, positiveRating: positive_rating }, loss: [] };
  },
};

/** Rows of x_i·x_j / (|x_i|·|x_j| + shrinkage), x_i the weights of item i over all people. */
function cosineRows(byUser: Csr, shrinkage: number): (item: number, row: Float64Array) => void {
  const byItem = transpose(byUser);
  const lengths = Float64Array.from({ length: byItem.rows }, (_, item) => {
    const values = byItem.values.subarray(byItem.pointers[item], byItem.pointers[item + 1]);
    return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  });
  return (item, row) => {
    row.fill(0);
    for (let at = byItem.pointers[item]; at < byItem.pointers[item + 1]; at++) {
      const user = byItem.indices[at];
      const weight = byItem.values[at];
      for (let entry = byUser.pointers[user]; entry < byUser.pointers[user + 1]; entry++) {
        row[byUser.indices[entry]] += weight * byUser.values[entry];
      }
    }
    for (let other = 0; other < row.length; other++) {
      if (row[other] !== 0) row[other] /= lengths[item] * lengths[other] + shrinkage;
    }
  };
}
