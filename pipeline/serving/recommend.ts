// From what somebody told us to the list they are shown: the one way there, for the published pages, the simulated
// audience and a visitor's browser. The model's own scores are kept beside the list's, because the reasons that
// explain.ts gives are shares of those.

import { diversify } from './diversify.ts';
import { type FilmFacts, freshnessOf } from './films.ts';
import { createMixer, personalPart } from './mix.ts';
import type { HistoryEntry, RankingModel } from './models.ts';
import { PLACED_BESIDE, trainedRows } from './new-films.ts';
import { resolveOptions, type ServingOptions } from './options.ts';
import { bestPlaced, bestRows, createScorer } from './score.ts';
import { historyOf, isHidden, type OpinionEntry } from './signals.ts';

export interface ListedFilm {
  /** Row in the model. */
  readonly item: number;
  /** What placed it, before variety: the model's score mixed with what is popular and new. */
  readonly score: number;
  /** The model's own score of it for this person: what its reasons are shares of. */
  readonly modelScore: number;
}

export interface ServedList {
  /** Best first; fewer than asked for where fewer are left. */
  readonly films: readonly ListedFilm[];
  /** The best of the films placed since training, in the list or not; at most four. */
  readonly placed: readonly ListedFilm[];
  /** The preferences it was made from; none = what is popular. */
  readonly history: readonly HistoryEntry[];
  /** The part of the order that is personal, 0 to α. */
  readonly personal: number;
}

/** Variety is chosen among so many times as many films as are shown, and no fewer than the least. */
const CHOICE = { times: 5, least: 100 };

/** From what one person told us, items as rows of the model (negative = a film it does not know). */
export type Recommender = (told: readonly OpinionEntry[]) => ServedList;

/**
 * Lists for many people under many options from one model; what they share is computed once.
 * @param gram G = FᵀF from gramMatrix, where the caller has it.
 * @throws of the returned function InputError for options out of range; of a recommender RangeError for what is no row,
 *   rating or opinion.
 */
export function createRecommenders(
  model: RankingModel,
  films: FilmFacts,
  gram?: Float64Array,
): (given?: Partial<ServingOptions>) => Recommender {
  const score = createScorer(model, gram);
  const mix = createMixer(model.popularity, {
    freshness: () => freshnessOf(films),
    among: trainedRows(model),
  });
  return (given = {}) => {
    const options = resolveOptions(given);
    const order = createOrder(model, films, options);
    return (told) => {
      for (const entry of told) checkTold(model, entry);
      const history = historyOf(model, told);
      const modelScores = score(history);
      // Without a history the model's own scores are the popularity, whole and unmixed.
      const personal = history.length === 0 ? 1 : personalPart(options, history.length);
      const scores = mix(modelScores, { personal, recency: options.recency });
      const excluded = leftOut(films, told, options);
      const listed = (item: number) => ({ item, score: scores[item], modelScore: modelScores[item] });
      return {
        films: Array.from(order(scores, excluded), listed),
        placed: Array.from(bestPlaced(model, scores, PLACED_BESIDE, excluded), listed),
        history,
        personal: history.length === 0 ? 0 : personal,
      };
    };
  };
}

/** Lists for many people under the same options; see createRecommenders. */
export function createRecommender(
  model: RankingModel,
  films: FilmFacts,
  given: Partial<ServingOptions> = {},
  gram?: Float64Array,
): Recommender {
  return createRecommenders(model, films, gram)(given);
}

/** One person's list; see createRecommenders. */
export function recommend(
  model: RankingModel,
  told: readonly OpinionEntry[],
  films: FilmFacts,
  options: Partial<ServingOptions> = {},
): ServedList {
  return createRecommender(model, films, options)(told);
}

/** The list of some scores: the best, or the best of more with variety. */
function createOrder(model: RankingModel, { genres }: FilmFacts, { length, diversity }: ServingOptions) {
  const choice = Math.max(CHOICE.least, CHOICE.times * length);
  return (scores: Float32Array, excluded: Uint8Array): Int32Array =>
    diversity === 0
      ? bestRows(model, scores, length, { excluded })
      : diversify(model, scores, bestRows(model, scores, choice, { excluded, length }), {
          k: length,
          relevance: 1 - diversity,
          genres,
        });
}

/** 1 at rows that may not be in this person's list; uint8 [items]. */
function leftOut(
  { available }: FilmFacts,
  told: readonly OpinionEntry[],
  { hideSeen }: ServingOptions,
): Uint8Array {
  const excluded = new Uint8Array(available.length);
  for (let item = 0; item < excluded.length; item++) excluded[item] = 1 - available[item];
  for (const { item, opinion } of told) if (item >= 0 && (hideSeen || isHidden(opinion))) excluded[item] = 1;
  return excluded;
}

function checkTold({ itemIds }: RankingModel, { item, rating, opinion }: OpinionEntry): void {
  if (!Number.isInteger(item) || item >= itemIds.length) {
    throw new RangeError(`somebody told us of item ${item}; the model has rows 0 to ${itemIds.length - 1}`);
  }
  if (rating === Infinity || rating === -Infinity || typeof rating !== 'number') {
    throw new RangeError(
      `item ${item} has the rating ${rating}; a rating is finite, or NaN where there is none`,
    );
  }
  if (!Number.isInteger(opinion) || opinion < -2 || opinion > 2) {
    throw new RangeError(`item ${item} has the opinion ${opinion}; an opinion is one of -2, -1, 0, 1, 2`);
  }
}
