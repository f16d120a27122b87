// Item-based nearest neighbours: films are alike when the same people prefer them. Nothing is fitted; exponents say how
// much busy people and popular films count, from the cosine to random walks and graph filters.

import type { NeighbourModel } from '../serving/models.ts';
import { type Algorithm, type ParameterSpecs, resolveParameters } from './algorithm.ts';
import { type Csr, transpose } from './csr.ts';
import { type FillRow, neighboursParameter, strongestEntries } from './neighbours.ts';
import { collectPreferences, PREFERENCE_PARAMETERS } from './preferences.ts';

const PARAMETERS = {
  neighbours: {
    ...neighboursParameter(100, 'Films kept for each film, the most alike first.'),
    search: { values: [20, 50, 100, 200, 400] },
  },
  shrinkage: {
    type: 'number',
    default: 20,
    min: 0,
    max: 1e6,
    search: { min: 1, max: 500, scale: 'log' },
    about: 'How much a likeness is lowered that few people vouch for.',
  },
  user_exponent: {
    type: 'number',
    default: 0.5,
    min: 0,
    max: 2,
    search: { min: 0, max: 1.2, scale: 'linear' },
    about: 'How much less a person vouches who prefers many films: 0 as much as any, 1 in proportion.',
  },
  history_exponent: {
    type: 'number',
    default: 0.5,
    min: 0,
    max: 2,
    search: { min: 0.2, max: 1.1, scale: 'linear' },
    about: 'How much less a popular film in a history says: 0 as much as any, 1 in proportion.',
  },
  candidate_exponent: {
    type: 'number',
    default: 0.5,
    min: 0,
    max: 2,
    search: { min: 0.1, max: 0.8, scale: 'linear' },
    about: 'How much popular films are held back in lists: 0 not at all, 1 in proportion.',
  },
  ...PREFERENCE_PARAMETERS,
} as const satisfies ParameterSpecs;

/** Cosine with shrinkage (Sarwar et al. 2001; Bell and Koren 2007), its three degrees free (Paudel et al. 2016). */
export const itemKnn: Algorithm<NeighbourModel> = {
  name: 'item_knn',
  head: 'ranking',
  about: 'The films that the same people prefer. Simple, fast to train on anything, easy to explain.',
  parameters: PARAMETERS,
  async train(data, given) {
    const parameters = resolveParameters('item_knn', PARAMETERS, given);
    const { byUser, popularity, positiveRating } = collectPreferences(data, {
      positiveRating: parameters.positive_rating,
      weighting: 'none',
    });
    const rows = likenessRows(byUser, {
      shrinkage: parameters.shrinkage,
      user: parameters.user_exponent,
      history: parameters.history_exponent,
      candidate: parameters.candidate_exponent,
    });
    const matrix = strongestEntries(data.itemIds.length, parameters.neighbours, rows);
    return {
      model: { kind: 'neighbours', itemIds: data.itemIds, popularity, ...matrix, positiveRating },
      loss: [],
    };
  },
};

interface Degrees {
  readonly shrinkage: number;
  readonly user: number;
  readonly history: number;
  readonly candidate: number;
}

/**
 * B[h,i] = Σ_u x_uh·x_ui·(mean n / n_u)^user / (s_h^history·s_i^candidate·(mean s)^(1 − history − candidate) + shrinkage):
 * x_i the weights of item i over all people, s_i the sum of their squares, n_u how many items person u prefers. The means
 * keep a weight of the size of a cosine, and the shrinkage in people. The work is Σ n_u², whatever the number of items.
 */
function likenessRows(byUser: Csr, { shrinkage, user, history, candidate }: Degrees): FillRow {
  const byItem = transpose(byUser);
  const squares = Float64Array.from({ length: byItem.rows }, (_, item) => {
    const values = byItem.values.subarray(byItem.pointers[item], byItem.pointers[item + 1]);
    return values.reduce((sum, value) => sum + value * value, 0);
  });
  const lengths = Float64Array.from(
    { length: byUser.rows },
    (_, u) => byUser.pointers[u + 1] - byUser.pointers[u],
  );
  const meanLength = meanOfPositive(lengths);
  const voucher = lengths.map((length) => (meanLength / length) ** user);
  const usual = meanOfPositive(squares) ** (1 - history - candidate);
  const asHistory = squares.map((square) => usual * square ** history);
  const asCandidate = squares.map((square) => square ** candidate);
  const touched = new Int32Array(byItem.rows);
  const isTouched = new Uint8Array(byItem.rows);
  let count = 0;
  return (item, row) => {
    for (let at = 0; at < count; at++) row[touched[at]] = isTouched[touched[at]] = 0;
    count = 0;
    for (let at = byItem.pointers[item]; at < byItem.pointers[item + 1]; at++) {
      const u = byItem.indices[at];
      const weight = byItem.values[at] * voucher[u];
      for (let entry = byUser.pointers[u]; entry < byUser.pointers[u + 1]; entry++) {
        const other = byUser.indices[entry];
        if (isTouched[other] === 0) {
          isTouched[other] = 1;
          touched[count++] = other;
        }
        row[other] += weight * byUser.values[entry];
      }
    }
    for (let at = 0; at < count; at++) {
      row[touched[at]] /= asHistory[item] * asCandidate[touched[at]] + shrinkage;
    }
    // Going through all items takes less than sorting many.
    return count > row.length / 4 ? null : touched.subarray(0, count).sort();
  };
}

function meanOfPositive(values: Float64Array): number {
  const positive = values.filter((value) => value > 0);
  return positive.reduce((sum, value) => sum + value, 0) / positive.length;
}
