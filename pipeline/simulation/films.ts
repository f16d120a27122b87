// What the simulation knows of a film and nobody else does: how well known it is, how good, and where it stands
// in a hidden style space. All of it is derived from the seed and the film's id; none of it is written to disk.

import type { Film } from '../data/catalogue.ts';
import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { createRandom, type Random } from '../random.ts';
import { type AudienceSettings, startOfWeek } from './calendar.ts';
import { WEIGHTS } from './weights.ts';

/** Old-fashioned before the shift, in fashion after it. */
export const REVIVAL_GENRES: readonly string[] = ['Film-Noir', 'Musical', 'Western'];

/** A film as the audience sees it. */
export interface FilmTraits {
  readonly item_id: string;
  /** Positions in the audience's list of genres. */
  readonly genres: readonly number[];
  readonly year: number | null;
  /** The first instant it can be shown; -Infinity when it was there from the start. */
  readonly availableFrom: number;
  /** How many have heard of it, in logits around 0; few films are far above. */
  readonly appeal: number;
  /** How good it is, whoever looks; in logits around 0. */
  readonly quality: number;
  /** Whether it belongs to the genres that come back into fashion. */
  readonly revival: boolean;
  /** float64 [styles] */
  readonly style: Float64Array;
  /** What it costs to watch it to the end. */
  readonly price: number;
}

/**
 * The catalogue with the days on which its new films join: about 12 % of the films, mostly the youngest, spread
 * over the weeks after the first. Films that carry a day already keep it, and then no others are chosen.
 */
export function scheduleArrivals(films: readonly Film[], settings: AudienceSettings): Film[] {
  if (films.some((film) => film.added !== null)) return [...films];
  const root = createRandom(settings.seed);
  const youth = films.map((film) => (film.year ?? 0) + 6 * root.fork(`youth ${film.item_id}`).normal());
  const youngest = films.map((_, index) => index).sort((a, b) => youth[b] - youth[a] || a - b);
  const days = 7 * (settings.weeks - 1);
  const arriving = new Map<number, string>();
  for (const index of youngest.slice(0, Math.round(WEIGHTS.newFilmShare * films.length))) {
    const day = root.fork(`arrival ${films[index].item_id}`).integer(days);
    arriving.set(index, dayOf(startOfWeek(settings, 1) + day * DAY_MS));
  }
  return films.map((film, index) => ({ ...film, added: arriving.get(index) ?? null }));
}

/** Whether a film can be shown on a day, YYYY-MM-DD. */
export function isOnShelf(film: Pick<Film, 'added'>, day: string): boolean {
  return film.added === null || film.added <= day;
}

/** Derives the traits of every film, in the order given. `genres` fixes what a genre's position is. */
export function deriveFilms(films: readonly Film[], genres: readonly string[], seed: number): FilmTraits[] {
  const root = createRandom(seed);
  const centres = genres.map((genre) => normals(root.fork(`genre ${genre}`), WEIGHTS.styles));
  return films.map((film) => {
    const random = root.fork(`film ${film.item_id}`);
    const indices = film.genres.map((genre) => genres.indexOf(genre));
    const appeal = WEIGHTS.appealScale * (-Math.log(random.uniform()) - 1);
    return {
      item_id: film.item_id,
      genres: indices,
      year: film.year,
      availableFrom: film.added === null ? -Infinity : (parseDay(film.added) ?? -Infinity),
      appeal,
      quality: 0.5 * appeal + WEIGHTS.qualityNoise * random.normal(),
      revival: film.genres.some((genre) => REVIVAL_GENRES.includes(genre)),
      style: hiddenStyle(random, indices, centres),
      price: (film.year ?? 0) >= 2010 ? 1.49 : 0.99,
    };
  });
}

/** A film's style: partly the mean of its genres' centres, partly its own; unit variance a dimension. */
function hiddenStyle(random: Random, genres: readonly number[], centres: readonly Float64Array[]) {
  const shared = genres.length > 0 ? WEIGHTS.styleFromGenres : 0;
  const own = normals(random, WEIGHTS.styles);
  return own.map((value, d) => {
    const centre = genres.reduce((sum, genre) => sum + centres[genre][d], 0) / Math.sqrt(genres.length || 1);
    return Math.sqrt(1 - shared) * value + Math.sqrt(shared) * centre;
  });
}

/** Independent standard normals, float64 [count]. */
export function normals(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}
