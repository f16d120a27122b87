// What the site says of each person: their history, and the champion's list for them with its reasons.

import type { Interactions } from '../data/interactions.ts';
import { userPointers } from '../data/interactions.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import { gramMatrix } from '../serving/cholesky.ts';
import { createExplainer } from '../serving/explain.ts';
import type { RankingModel, RatedEntry, RatingModel } from '../serving/models.ts';
import { foldInRating, predictRating } from '../serving/rating.ts';
import { createScorer, topK } from '../serving/score.ts';
import { historyOf, OPINION, type OpinionEntry } from '../serving/signals.ts';
import type { Person, Recommendation } from './contract.ts';
import { rounded } from './films.ts';

const LIST = 20;
const REASONS = 3;
const HISTORY = 200;

export interface Champion {
  readonly ranking: RankingModel;
  readonly rating: RatingModel;
}

const OPINION_NAMES = new Map<number, Person['history'][number]['opinion']>([
  [OPINION.love, 'love'],
  [OPINION.thumbUp, 'thumb_up'],
  [OPINION.thumbDown, 'thumb_down'],
  [OPINION.notInterested, 'not_interested'],
]);

/**
 * A function from a person's row in `interactions` to what is published of them. What all people share is computed
 * once. A film the person has touched, or that `available` does not name, is never recommended.
 * @param available item ids that may be shown today
 */
export function createPersonView(
  interactions: Interactions,
  champion: Champion | null,
  available: ReadonlySet<string>,
): (user: number) => Person {
  const pointers = userPointers(interactions);
  const recommend = champion ? createRecommender(interactions, champion, available) : () => [];
  return (user) => {
    const entries = range(pointers[user], pointers[user + 1]);
    const recommendations = recommend(entries);
    return {
      user_id: interactions.userIds[user],
      history: historyView(interactions, entries),
      recommendations,
      basis: recommendations.some(({ because }) => because.length > 0) ? 'personal' : 'popular',
    };
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Newest first; entries of the same instant by item. */
function historyView(interactions: Interactions, entries: readonly number[]): Person['history'] {
  const { itemIds, item, rating, opinion, timestamp } = interactions;
  return [...entries]
    .sort((a, b) => timestamp[b] - timestamp[a] || item[a] - item[b])
    .slice(0, HISTORY)
    .map((entry) => ({
      item_id: itemIds[item[entry]],
      rating: Number.isNaN(rating[entry]) ? null : rating[entry],
      opinion: OPINION_NAMES.get(opinion[entry]) ?? null,
      day: new Date(timestamp[entry]).toISOString().slice(0, 10),
    }));
}

function createRecommender(
  interactions: Interactions,
  { ranking, rating }: Champion,
  available: ReadonlySet<string>,
): (entries: readonly number[]) => Recommendation[] {
  const score = createScorer(ranking);
  const gram = ranking.kind === 'factors' ? gramMatrix(ranking.factors, ranking.k) : undefined;
  const rankingRows = rowsIn(ranking.itemIds, interactions.itemIds);
  const ratingRows = rowsIn(rating.itemIds, interactions.itemIds);
  const ratingRowOf = rowsIn(rating.itemIds, ranking.itemIds);
  const absent = Uint8Array.from(ranking.itemIds, (id) => (available.has(id) ? 0 : 1));

  return (entries) => {
    const opinions = entries.map((entry) => opinionEntry(interactions, entry, rankingRows));
    const history = historyOf(ranking, opinions);
    const excluded = absent.slice();
    for (const { item } of opinions) if (item >= 0) excluded[item] = 1;
    const scores = score(history);
    const person = foldInRating(rating, ratedEntries(interactions, entries, ratingRows));
    const reasonsFor = ranking.kind === 'factors' ? createExplainer(ranking, history, gram) : null;
    return Array.from(topK(scores, LIST, excluded), (item) => ({
      item_id: ranking.itemIds[item],
      score: rounded(scores[item], 5),
      predicted_rating:
        ratingRowOf[item] < 0 ? null : rounded(predictRating(rating, person, ratingRowOf[item]), 2),
      because: (reasonsFor?.(item) ?? [])
        .filter(({ share }) => share > 0)
        .slice(0, REASONS)
        .map((reason) => ({ item_id: ranking.itemIds[reason.item], share: rounded(reason.share, 4) })),
    }));
  };
}

function opinionEntry(
  { item, rating, opinion }: Interactions,
  entry: number,
  rows: Int32Array,
): OpinionEntry {
  return { item: rows[item[entry]], rating: rating[entry], opinion: opinion[entry] };
}

function ratedEntries(
  { item, rating }: Interactions,
  entries: readonly number[],
  rows: Int32Array,
): RatedEntry[] {
  return entries
    .filter((entry) => rows[item[entry]] >= 0 && !Number.isNaN(rating[entry]))
    .map((entry) => ({ item: rows[item[entry]], rating: rating[entry] }));
}
