// What the site says of each film: its card, its ratings, the films near it in the champion's space.

import type { Catalogue } from '../data/catalogue.ts';
import type { RatingScale } from '../data/dataset.ts';
import type { Interactions } from '../data/interactions.ts';
import { rowsIn } from '../evaluation/protocol.ts';
import type { RankingModel } from '../serving/models.ts';
import { trainedRows } from '../serving/new-films.ts';
import { createSimilarity, similarityMeasure } from '../serving/similarity.ts';
import type { FilmCard, FilmDetail, Placement, RunSummary } from './contract.ts';
import { filmPeople } from './film-people.ts';
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

/** Those that are in the catalogue at `asOf`, epoch milliseconds: no film is shown before the day it joins. */
export function filmsPresent<F extends { readonly added: string | null }>(
  films: readonly F[],
  asOf: number,
): F[] {
  return films.filter(({ added }) => added === null || Date.parse(added) <= asOf);
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

/** What is known of the films beyond their cards. */
export interface FilmSource {
  readonly interactions: Interactions;
  readonly champion: { readonly ranking: RankingModel } | null;
  readonly card: { readonly rating_scale: RatingScale };
  /** The champion's says until when it learned. */
  readonly runs: readonly Pick<RunSummary, 'champion' | 'training'>[];
}

/**
 * Details in the order of `cards`; the champion as it is served, with films placed since training. Without a champion no film is known to it and none has similar ones. A film that
 * the champion knows and `cards` has not left the catalogue: it is similar to none.
 */
export function filmDetails(
  cards: readonly FilmCard[],
  { interactions, champion, card, runs }: FilmSource,
): FilmDetail[] {
  const model = champion?.ranking ?? null;
  const trained = model ? trainedRows(model) : 0;
  const until = runs.find((run) => run.champion)?.training.until;
  const people = filmPeople(cards, interactions, {
    ...(model && model.kind !== 'popularity' ? { positiveRating: model.positiveRating } : {}),
    trainedUntil: until === undefined ? null : Date.parse(until),
  });
  const histograms = ratingHistograms(interactions, card.rating_scale);
  const genresOf = new Map(cards.map((card) => [card.item_id, card.genres]));
  const modelRows = rowsIn(
    model?.itemIds ?? [],
    cards.map((card) => card.item_id),
  );
  const similarBy = model ? similarityMeasure(model) : null;
  const similarTo = model ? createSimilarity(model) : () => [];
  const gone = (model?.itemIds ?? []).filter((id) => !genresOf.has(id)).length;
  return cards.map((card, index) => {
    const row = modelRows[index];
    const nearest = row < 0 ? [] : similarTo(row, SIMILAR + gone);
    return {
      item_id: card.item_id,
      known_to_model: row >= 0 && row < trained,
      placed: row >= trained ? placementOf(card) : null,
      similar: nearest
        .flatMap(({ item, similarity }) => {
          const other = model?.itemIds[item] ?? '';
          const shared = genresOf.get(other)?.filter((genre) => card.genres.includes(genre));
          return shared
            ? [
                {
                  item_id: other,
                  similarity: rounded(similarity, 4),
                  shared_genres: shared,
                  liked_by_both: people.likedByBoth(card.item_id, other),
                },
              ]
            : [];
        })
        .slice(0, SIMILAR),
      similar_by: similarBy,
      liked_by: people.likedBy(card.item_id),
      learned_from: people.learnedFrom(card.item_id),
      rating_histogram: histograms.get(card.item_id) ?? [],
    };
  });
}

/** What is said of a film wherever it stands by its place. */
export function placementOf({ genres, year, interactions }: FilmCard): Placement {
  return { by_genres: genres.length > 0, by_year: year !== null, touched_by: interactions };
}

/** By film that somebody rated, the count at each legal rating, lowest first. */
function ratingHistograms(
  { itemIds, item, rating }: Interactions,
  { min, max, step }: RatingScale,
): Map<string, FilmDetail['rating_histogram']> {
  const legal = Array.from({ length: Math.round((max - min) / step) + 1 }, (_, n) =>
    rounded(min + n * step, 6),
  );
  const counts = new Map<number, Int32Array>();
  for (let entry = 0; entry < item.length; entry++) {
    if (Number.isNaN(rating[entry])) continue;
    const of = counts.get(item[entry]) ?? new Int32Array(legal.length);
    counts.set(item[entry], of);
    of[Math.round((rating[entry] - min) / step)]++;
  }
  const named = (of: Int32Array) => legal.map((value, n) => ({ rating: value, count: of[n] }));
  return new Map([...counts].map(([row, of]) => [itemIds[row], named(of)]));
}

/** Rounds for publication: more digits than anybody reads would only make the files larger. */
export function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
