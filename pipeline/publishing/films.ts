// What the site says of each film: its card, its ratings, the films near it in the champion's space.

import type { Catalogue } from '../data/catalogue.ts';
import type { Interactions } from '../data/interactions.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import type { RankingModel } from '../serving/models.ts';
import { createSimilarity } from '../serving/similarity.ts';
import type { FilmCard, FilmDetail } from './contract.ts';
import { uniqueSlugs } from './slugs.ts';

/** How many similar films a film's page shows. */
const SIMILAR = 12;

/** The catalogue in its order, with what people said of each film. */
export function filmCards({ films }: Catalogue, interactions: Interactions): FilmCard[] {
  const tally = tallyByItem(interactions);
  const rows = rowsIn(
    interactions.itemIds,
    films.map((film) => film.item_id),
  );
  const slugs = uniqueSlugs(films);
  return films.map((film, index) => {
    const row = rows[index];
    const ratings = row < 0 ? 0 : tally.ratings[row];
    return {
      item_id: film.item_id,
      slug: slugs[index],
      title: film.title,
      year: film.year,
      genres: film.genres,
      interactions: row < 0 ? 0 : tally.interactions[row],
      ratings,
      mean_rating: ratings === 0 ? null : rounded(tally.sum[row] / ratings, 3),
      added: film.added,
    };
  });
}

/** Counts a film: interactions, ratings and the sum of the ratings, each [items]. */
function tallyByItem({ itemIds, item, rating }: Interactions) {
  const interactions = new Int32Array(itemIds.length);
  const ratings = new Int32Array(itemIds.length);
  const sum = new Float64Array(itemIds.length);
  for (let entry = 0; entry < item.length; entry++) {
    interactions[item[entry]]++;
    if (Number.isNaN(rating[entry])) continue;
    ratings[item[entry]]++;
    sum[item[entry]] += rating[entry];
  }
  return { interactions, ratings, sum };
}

/** Details in the order of `cards`. Without a champion no film is known to it and none has similar ones. */
export function filmDetails(
  cards: readonly FilmCard[],
  interactions: Interactions,
  model: RankingModel | null,
): FilmDetail[] {
  const histograms = ratingHistograms(interactions);
  const genresOf = new Map(cards.map((card) => [card.item_id, card.genres]));
  const modelRows = rowsIn(
    model?.itemIds ?? [],
    cards.map((card) => card.item_id),
  );
  const similarTo = model ? createSimilarity(model) : () => [];
  return cards.map((card, index) => {
    const row = modelRows[index];
    const nearest = row < 0 ? [] : similarTo(row, SIMILAR);
    return {
      item_id: card.item_id,
      known_to_model: row >= 0,
      similar: nearest.map(({ item, similarity }) => {
        const other = model?.itemIds[item] ?? '';
        const shared = (genresOf.get(other) ?? []).filter((genre) => card.genres.includes(genre));
        return { item_id: other, similarity: rounded(similarity, 4), shared_genres: shared };
      }),
      rating_histogram: histograms.get(card.item_id) ?? [],
    };
  });
}

/** By film, the count of each rating that occurs, lowest first. */
function ratingHistograms({
  itemIds,
  item,
  rating,
}: Interactions): Map<string, FilmDetail['rating_histogram']> {
  const counts = itemIds.map(() => new Map<number, number>());
  for (let entry = 0; entry < item.length; entry++) {
    if (Number.isNaN(rating[entry])) continue;
    const of = counts[item[entry]];
    of.set(rating[entry], (of.get(rating[entry]) ?? 0) + 1);
  }
  const sorted = (of: Map<number, number>) =>
    [...of].sort(([a], [b]) => a - b).map(([value, count]) => ({ rating: value, count }));
  return new Map(itemIds.map((id, row) => [id, sorted(counts[row])]));
}

/** Rounds for publication: more digits than anybody reads would only make the files larger. */
export function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
