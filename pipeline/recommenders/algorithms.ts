// Every algorithm there is, by head. A new one is one file and one line here.

import { InputError, quoted, suggestion } from '../errors.ts';
import type { RankingModel, RatingModel } from '../serving/models.ts';
import type { Algorithm, Head } from './algorithm.ts';
import { bayesianSvdpp } from './bayesian-svdpp.ts';
import { bias } from './bias.ts';
import { biasedMf } from './biased-mf.ts';
import { blendOf } from './blend.ts';
import { ease } from './ease.ts';
import { ials } from './ials.ts';
import { itemKnn } from './item-knn.ts';
import { popularity } from './popularity.ts';
import { svd } from './svd.ts';
import { truncatedSvd } from './truncated-svd.ts';

/** What a head's models are. */
export interface ModelOf {
  ranking: RankingModel;
  rating: RatingModel;
}

const blend = blendOf([ease, ials], {
  name: 'blend',
  about: 'EASE and iALS added, score by score. Ahead of either on most data, where EASE can be trained.',
});

const graphFilter = blendOf([itemKnn, truncatedSvd], {
  name: 'graph_filter',
  about:
    'Item neighbours and a truncated SVD added, score by score: fits nothing, and no catalogue is too vast.',
  // As in GF-CF (Shen et al. 2021): both parts of the same normalised matrix.
  defaults: { truncated_svd_user_exponent: 0.5, truncated_svd_item_exponent: 0.5 },
});

const BY_HEAD: { readonly [H in Head]: readonly Algorithm<ModelOf[H]>[] } = {
  ranking: [popularity, itemKnn, truncatedSvd, graphFilter, ease, ials, blend],
  rating: [bias, svd, biasedMf, bayesianSvdpp],
};

export const ALGORITHMS: readonly Algorithm[] = [...BY_HEAD.ranking, ...BY_HEAD.rating];

/** The algorithms of one head, its floor first. */
export function algorithmsOf<H extends Head>(head: H): readonly Algorithm<ModelOf[H]>[] {
  return BY_HEAD[head];
}

/**
 * An algorithm by its name.
 * @throws InputError when the head has none of that name, with the nearest.
 */
export function findAlgorithm<H extends Head>(head: H, name: string): Algorithm<ModelOf[H]> {
  const algorithms = algorithmsOf(head);
  const found = algorithms.find((algorithm) => algorithm.name === name);
  if (found) return found;
  const names = algorithms.map((algorithm) => algorithm.name);
  const problem = `There is no ${head} algorithm ${quoted(name)}.`;
  throw new InputError({ problem, legal: suggestion(name, names) });
}
