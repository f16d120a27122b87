// The lists the audience is shown: the champion's own, and popular films for the control arm and before there is
// a champion. Both are what the service would show that person that day, from what it knows of them and no more.

import type { Film } from '../data/catalogue.ts';
import type { Interactions } from '../data/interactions.ts';
import { hash32 } from '../random.ts';
import { gramMatrix } from '../serving/cholesky.ts';
import { filmFacts } from '../serving/films.ts';
import type { RankingModel } from '../serving/models.ts';
import { AS_JUDGED } from '../serving/options.ts';
import { createRecommender } from '../serving/recommend.ts';
import { OPINION } from '../serving/signals.ts';
import { isOnShelf } from './films.ts';

/** What the service knows of a person and a film. */
export interface KnownPair {
  readonly item_id: string;
  /** NaN = not rated. */
  readonly rating: number;
  /** A value of OPINION. */
  readonly opinion: number;
  /** Epoch milliseconds of the newest signal. */
  readonly timestamp: number;
}

/**
 * Item ids for one person on one day (YYYY-MM-DD), best first; at most ten are shown. Without films that have
 * not joined yet, and without repeats.
 */
export type Lister = (userId: string, history: readonly KnownPair[], day: string) => string[];

export const LIST_LENGTH = 10;

/** Lists of a trained model, as they are published: folded in from the history, without what the person knows. */
export function championLister(model: RankingModel, films: readonly Film[]): Lister {
  const rows = new Map(model.itemIds.map((id, row) => [id, row]));
  const options = { ...AS_JUDGED, length: LIST_LENGTH };
  const gram = model.kind === 'factors' ? gramMatrix(model.factors, model.k) : undefined;
  const recommendOn = (day: string) => {
    const onShelf = films.filter((film) => isOnShelf(film, day));
    return { day, recommend: createRecommender(model, filmFacts(model.itemIds, onShelf), options, gram) };
  };
  // Days come in order, and many people on each.
  let today: ReturnType<typeof recommendOn> | null = null;
  return (_userId, known, day) => {
    if (today?.day !== day) today = recommendOn(day);
    const told = known.map((pair) => ({ ...pair, item: rows.get(pair.item_id) ?? -1 }));
    return today.recommend(told).films.map(({ item }) => model.itemIds[item]);
  };
}

/**
 * Lists of what most people told us they liked, whoever asks, without what they know already. Films nobody has
 * spoken of follow in an order shuffled by the day, so that a service with no data yet does not show the same ten.
 */
export function popularLister(
  interactions: Interactions,
  films: readonly Film[],
  positiveRating = 4,
): Lister {
  const likes = countLikes(interactions, positiveRating);
  return (_userId, known, day) => {
    const excluded = new Set(known.map((pair) => pair.item_id));
    return films
      .filter((film) => !excluded.has(film.item_id) && isOnShelf(film, day))
      .map(({ item_id }) => ({ item_id, likes: likes.get(item_id) ?? 0, draw: hash32(`${day} ${item_id}`) }))
      .sort((a, b) => b.likes - a.likes || a.draw - b.draw || (a.item_id < b.item_id ? -1 : 1))
      .slice(0, LIST_LENGTH)
      .map((film) => film.item_id);
  };
}

function countLikes({ item, itemIds, rating, opinion }: Interactions, positiveRating: number) {
  const likes = new Map<string, number>();
  for (let pair = 0; pair < item.length; pair++) {
    const liked = opinion[pair] > 0 || (opinion[pair] === OPINION.none && rating[pair] >= positiveRating);
    const id = itemIds[item[pair]];
    if (liked) likes.set(id, (likes.get(id) ?? 0) + 1);
  }
  return likes;
}
