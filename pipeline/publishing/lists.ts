// Everybody's list at once, on all threads: to the bit what serving makes of one person (recommenders/rank-people.ts).
// Not the reasons and not what is published of a person; that is people.ts.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import { historiesOf } from '../recommenders/people-histories.ts';
import { type RankingContext, rankPeople } from '../recommenders/rank-people.ts';
import { type FilmInfo, filmFacts } from '../serving/films.ts';
import type { RankingModel } from '../serving/models.ts';
import { trainedRows } from '../serving/new-films.ts';
import type { ListedFilm } from '../serving/recommend.ts';

/** Films in a published list. */
export const LIST = 20;

/** A person's list, by their row in the interactions; best first. */
export type ListOf = (user: number) => readonly Pick<ListedFilm, 'item' | 'modelScore'>[];

/**
 * The lists of all people in the model's own order; null where films placed since training have a part in them, which
 * serving alone knows to hold to their share of a list.
 * @param available films that may be recommended; what somebody has touched is never in their list.
 */
export async function listEverybody(
  interactions: Interactions,
  model: RankingModel,
  available: readonly FilmInfo[],
  context: RankingContext,
): Promise<ListOf | null> {
  if (trainedRows(model) < model.itemIds.length) return null;
  const people = interactions.userIds.length;
  const shown = filmFacts(model.itemIds, available).available;
  const rowOf = Int32Array.from(shown.keys()).filter((row) => shown[row] === 1);
  const touched = placesTouched(interactions, model, rowOf);
  const histories = historiesOf(
    model,
    interactions,
    Int32Array.from({ length: people }, (_, user) => user),
    rowsIn(model.itemIds, interactions.itemIds),
  );
  const rules = { rowOf, length: LIST, leftOut: (user: number) => [touched(user)] };
  const { places, scores } = await rankPeople(model, histories, rules, context);
  return (user) => {
    const list = places.subarray(user * LIST, (user + 1) * LIST).filter((place) => place >= 0);
    return Array.from(list, (place, n) => ({ item: rowOf[place], modelScore: scores[user * LIST + n] }));
  };
}

/** The places of what each person has touched. */
function placesTouched(interactions: Interactions, model: RankingModel, rowOf: Int32Array) {
  const pointers = userPointers(interactions);
  const ids = Array.from(rowOf, (row) => model.itemIds[row]);
  const placeOf = rowsIn(ids, interactions.itemIds);
  return (user: number): Int32Array => {
    const items = interactions.item.subarray(pointers[user], pointers[user + 1]);
    return Int32Array.from(items, (item) => placeOf[item]).filter((place) => place >= 0);
  };
}
