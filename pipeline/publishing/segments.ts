// What is popular where nothing is known of a person but a genre or a decade they point at. Lists of everything are
// popular.ts.

import type { Interactions } from '../data/interactions.ts';
import { popularIn, type Segment } from '../serving/segments.ts';
import type { FilmCard, SegmentPopular, Segments } from './contract.ts';
import { filmsPresent } from './films.ts';
import { RECENT_MS, recentCounts } from './popular.ts';

const LENGTH = 20;
/** Fewer than a short row of films is no list: it is widened. */
const LEAST = 6;

/** @param asOf epoch milliseconds; films that join the catalogue later are left out. */
export function popularSegments(
  cards: readonly FilmCard[],
  interactions: Interactions,
  asOf: number,
): Segments {
  const present = filmsPresent(cards, asOf);
  const recent = recentCounts(interactions, asOf - RECENT_MS);
  const counts = {
    lately: Float32Array.from(present, ({ item_id }) => recent.get(item_id) ?? 0),
    ever: Float32Array.from(present, (card) => card.interactions),
  };
  return {
    format: 1,
    segments: segmentsOf(present).map((asked): SegmentPopular => {
      const list = popularIn(present, counts, asked, { length: LENGTH, least: LEAST });
      return {
        genre: asked.genre ?? null,
        decade: asked.decade ?? null,
        lately: asked.lately ?? false,
        widened: [...list.widened],
        items: list.films.map((place) => present[place].item_id),
      };
    }),
  };
}

/** Genres lately, decades lately, then each genre's decades; in the order of names and years. */
function segmentsOf(films: readonly FilmCard[]): Segment[] {
  const genres = [...new Set(films.flatMap((film) => film.genres))].sort();
  const decades = decadesOf(films);
  return [
    ...genres.map((genre) => ({ genre, lately: true })),
    ...decades.map((decade) => ({ decade, lately: true })),
    ...genres.flatMap((genre) =>
      decadesOf(films.filter((film) => film.genres.includes(genre))).map((decade) => ({ genre, decade })),
    ),
  ];
}

/** First years of the decades there are films of. */
function decadesOf(films: readonly FilmCard[]): number[] {
  const decades = films.flatMap(({ year }) => (year === null ? [] : [Math.floor(year / 10) * 10]));
  return [...new Set(decades)].sort((a, b) => a - b);
}
