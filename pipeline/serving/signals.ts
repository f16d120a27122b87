// What a person's signals mean to the ranking head: how strongly a pair counts, and what is never shown again.
// The table for people is in data/README.md and docs/methods.md.

import type { HistoryEntry, RankingModel } from './models.ts';
import { trainedRows } from './new-films.ts';

/** Opinions as they are stored a pair: the newest thumb wins, an undo returns to `none`. */
export const OPINION = { none: 0, thumbUp: 1, love: 2, thumbDown: -1, notInterested: -2 } as const;

/** Confidence added to a preference by a thumb up and by a love. */
const THUMB_UP_WEIGHT = 2;
const LOVE_WEIGHT = 3;

/** What one person said about one item of a model. */
export interface OpinionEntry {
  /** Row of the item in the model; negative = the model does not know it. */
  readonly item: number;
  /** NaN = not rated. */
  readonly rating: number;
  /** A value of OPINION. */
  readonly opinion: number;
}

/**
 * Confidence that a person likes what they told us about. 0 = seen, no preference. An opinion outranks a
 * rating: a thumb down on a five-star film is no preference.
 * @param rating NaN when the pair was not rated.
 */
export function preferenceWeight(
  rating: number,
  opinion: number,
  { positiveRating }: { positiveRating: number },
): number {
  if (opinion < 0) return 0;
  if (opinion === OPINION.love) return 1 + LOVE_WEIGHT;
  if (opinion === OPINION.thumbUp) return 1 + THUMB_UP_WEIGHT;
  return rating >= positiveRating ? 1 : 0;
}

/** Whether a person asked not to be shown this item: thumb down or not interested. */
export function isHidden(opinion: number): boolean {
  return opinion < 0;
}

/**
 * The history a model folds in: preferences of weight > 0 for items it was trained on. Empty for a non-personal model.
 * What somebody says of a film placed since says where that film stands, and nothing of them until the next training.
 */
export function historyOf(model: RankingModel, entries: Iterable<OpinionEntry>): HistoryEntry[] {
  if (model.kind === 'popularity') return [];
  const known = trainedRows(model);
  const history: HistoryEntry[] = [];
  for (const { item, rating, opinion } of entries) {
    const weight = preferenceWeight(rating, opinion, model);
    if (item >= 0 && item < known && weight > 0) history.push({ item, weight });
  }
  return history;
}
