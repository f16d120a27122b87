// The lists that need no person: what anybody sees before they have told us anything.

import type { Interactions } from '../data/interactions.ts';
import type { FilmCard, Popular } from './contract.ts';
import { filmsPresent } from './films.ts';

const LENGTH = 60;
/** "Recent" is the last four weeks up to the newest data. */
export const RECENT_MS = 28 * 24 * 3600 * 1000;

/** @param asOf epoch milliseconds; films that join the catalogue later are left out. */
export function popularLists(cards: readonly FilmCard[], interactions: Interactions, asOf: number): Popular {
  const present = filmsPresent(cards, asOf);
  const byCount = sortedBy(present, (card) => card.interactions);
  const recent = recentCounts(interactions, asOf - RECENT_MS);
  const genres = [...new Set(present.flatMap((card) => card.genres))].sort();
  return {
    format: 1,
    all_time: ids(byCount),
    recent: ids(sortedBy(present, (card) => recent.get(card.item_id) ?? 0)),
    new: ids(sortedBy(present, (card) => (card.added ? Date.parse(card.added) : (card.year ?? -9999)))),
    by_genre: Object.fromEntries(
      genres.map((genre) => [genre, ids(byCount.filter((card) => card.genres.includes(genre)))]),
    ),
  };
}

/** Largest figure first; films of the same figure by id. Array.sort is stable, so the id order is set first. */
function sortedBy(cards: readonly FilmCard[], figure: (card: FilmCard) => number): FilmCard[] {
  const byId = [...cards].sort((a, b) => (a.item_id < b.item_id ? -1 : 1));
  return byId.sort((a, b) => figure(b) - figure(a));
}

function ids(cards: readonly FilmCard[]): string[] {
  return cards.slice(0, LENGTH).map((card) => card.item_id);
}

/** People who touched each film after `from`, epoch milliseconds, by id. */
export function recentCounts({ itemIds, item, timestamp }: Interactions, from: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let entry = 0; entry < item.length; entry++) {
    if (timestamp[entry] <= from) continue;
    const id = itemIds[item[entry]];
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
