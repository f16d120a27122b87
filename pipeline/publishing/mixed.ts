// Lists that mix the personal score with what is popular, as a visitor gets them who chooses nothing. What is published
// of people beside it is in the model's own order (docs/adr/0024).

import { type Interactions, userPointers } from '../data/interactions.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import { type FilmInfo, filmFacts } from '../serving/films.ts';
import type { RankingModel } from '../serving/models.ts';
import { DEFAULT_OPTIONS } from '../serving/options.ts';
import { createRecommender } from '../serving/recommend.ts';
import type { MixedFile } from './contract.ts';
import { rounded } from './films.ts';
import { opinionEntry } from './people.ts';

/**
 * The mixed lists of some people.
 * @param users rows of the interactions: each takes a scoring of every film, so these are samples.
 */
export function mixedLists(
  interactions: Interactions,
  champion: { readonly run: string; readonly ranking: RankingModel } | null,
  available: readonly FilmInfo[],
  users: readonly number[],
): MixedFile {
  const { personalShare, evidence } = DEFAULT_OPTIONS;
  const file = { format: 1, run: champion?.run ?? null, alpha: personalShare, evidence } as const;
  if (champion === null) return { ...file, people: [] };
  const { ranking } = champion;
  const recommend = createRecommender(ranking, filmFacts(ranking.itemIds, available));
  const rows = rowsIn(ranking.itemIds, interactions.itemIds);
  const pointers = userPointers(interactions);
  const people = users.map((user) => {
    const entries = Array.from({ length: pointers[user + 1] - pointers[user] }, (_, n) => pointers[user] + n);
    const list = recommend(entries.map((entry) => opinionEntry(interactions, entry, rows)));
    return {
      user_id: interactions.userIds[user],
      personal: rounded(list.personal, 4),
      items: list.films.map(({ item }) => ranking.itemIds[item]),
    };
  });
  return { ...file, people };
}
