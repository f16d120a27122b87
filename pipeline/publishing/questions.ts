// The films that a newcomer is asked about first: the champion's most telling ones among those that are there.

import type { Interactions } from '../data/interactions.ts';
import { firstQuestions } from '../recommenders/first-questions.ts';
import type { RankingModel } from '../serving/models.ts';
import { preferenceWeight } from '../serving/signals.ts';
import type { Questions } from './contract.ts';

const LENGTH = 24;
/** What counts as liking a film where no champion says it. */
const POSITIVE_RATING = 4;

export interface QuestionSource {
  readonly interactions: Interactions;
  readonly champion: { readonly run: string; readonly ranking: RankingModel } | null;
}

/** @param available ids of films that may be shown today; no other is asked about. */
export function questions(
  { interactions, champion }: QuestionSource,
  available: ReadonlySet<string>,
): Questions {
  const itemIds = champion?.ranking.itemIds ?? interactions.itemIds;
  const ranking = champion?.ranking ?? {
    kind: 'popularity',
    itemIds,
    popularity: new Float32Array(itemIds.length),
  };
  const rows = firstQuestions(
    ranking,
    {
      liked: likesOf(interactions, ranking),
      people: Math.max(1, interactions.userIds.length),
      excluded: Uint8Array.from(itemIds, (id) => (available.has(id) ? 0 : 1)),
    },
    LENGTH,
  );
  return { format: 1, run: champion?.run ?? null, items: Array.from(rows, (row) => itemIds[row]) };
}

/** People who like each film of the model today; float32 [items]. */
function likesOf({ itemIds, item, rating, opinion }: Interactions, model: RankingModel): Float32Array {
  const positiveRating = model.kind === 'popularity' ? POSITIVE_RATING : model.positiveRating;
  const byId = new Map<string, number>();
  for (let entry = 0; entry < item.length; entry++) {
    if (preferenceWeight(rating[entry], opinion[entry], { positiveRating }) === 0) continue;
    const id = itemIds[item[entry]];
    byId.set(id, (byId.get(id) ?? 0) + 1);
  }
  return Float32Array.from(model.itemIds, (id) => byId.get(id) ?? 0);
}
