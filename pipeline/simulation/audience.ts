// Who the simulated people are: derived from the seed, the catalogue and the settings, never stored. What they do
// with a list is behaviour.ts. Nothing here is known to a model: it sees what people rate, as it would in life.

import type { Film } from '../data/catalogue.ts';
import { createRandom, type Random } from '../random.ts';
import { type AudienceSettings, checkSettings, startOfWeek, WEEK_MS } from './calendar.ts';
import { deriveFilms, type FilmTraits, normals } from './films.ts';
import { drawInstant } from './rhythm.ts';
import { WEIGHTS } from './weights.ts';

/** What a person is drawn to. */
export interface Taste {
  /** Logits a genre, in the order of Audience.genres. */
  readonly genres: Float64Array;
  /** The year of films they feel most at home in. */
  readonly era: number;
  /** float64 [styles] */
  readonly style: Float64Array;
  /** Logits for every film of the revival genres, and for every other film. */
  readonly revival: number;
  readonly usual: number;
}

export interface Person {
  readonly user_id: string;
  /** The instant of their first day's arrival. */
  readonly arrivedAt: number;
  /** The week of it, counted from 0. */
  readonly arrivalWeek: number;
  /** Expected sessions a week. */
  readonly activity: number;
  /** Stars they give above the average person. */
  readonly generosity: number;
  /** Position j (from 1) of a list is looked at with probability j^-haste. */
  readonly haste: number;
  /** Films in a row that may fail to interest them before they leave. */
  readonly patience: number;
  /** Whether they answer with thumbs rather than stars. */
  readonly thumbs: boolean;
  /** Whether the taste shift changes them. */
  readonly shifts: boolean;
  readonly before: Taste;
  readonly after: Taste;
}

export interface Audience {
  readonly settings: AudienceSettings;
  /** Sorted names of the genres that occur in the catalogue. */
  readonly genres: readonly string[];
  readonly films: readonly FilmTraits[];
  /** Position in `films` by item id. */
  readonly indexOf: ReadonlyMap<string, number>;
}

/** @throws InputError when a setting is out of range. */
export function createAudience(films: readonly Film[], settings: AudienceSettings): Audience {
  checkSettings(settings);
  const genres = [...new Set(films.flatMap((film) => film.genres))].sort();
  return {
    settings,
    genres,
    films: deriveFilms(films, genres, settings.seed),
    indexOf: new Map(films.map((film, index) => [film.item_id, index])),
  };
}

/** How many people have arrived by the end of a week, counted from 0. Arrivals go on after the last week. */
export function peopleBy({ people, weeks }: AudienceSettings, week: number): number {
  const present = Math.round(WEIGHTS.presentShare * people);
  return present + Math.floor(((people - present) * (week + 1)) / weeks);
}

/** The n-th person, counted from 0: p00001 is the first. */
export function derivePerson({ settings, genres }: Audience, n: number): Person {
  const user_id = `p${String(n + 1).padStart(5, '0')}`;
  const random = createRandom(settings.seed).fork(`person ${user_id}`);
  const arrivalWeek = weekOfArrival(settings, n);
  const monday = startOfWeek(settings, arrivalWeek);
  const before = drawTaste(random, genres);
  return {
    user_id,
    arrivedAt: Math.min(drawInstant(random, monday), monday + WEEK_MS - 3_600_000),
    arrivalWeek,
    activity: drawActivity(random),
    generosity: WEIGHTS.generositySigma * random.normal(),
    haste: 0.05 + 0.25 * random.uniform(),
    patience: 4 + random.integer(6),
    thumbs: random.uniform() < WEIGHTS.thumbsShare,
    shifts: random.uniform() < WEIGHTS.shiftingShare,
    before,
    after: shiftTaste(random, before),
  };
}

/** The first week by whose end person n has arrived. */
function weekOfArrival(settings: AudienceSettings, n: number): number {
  let week = 0;
  while (peopleBy(settings, week) <= n) week++;
  return week;
}

function drawActivity(random: Random): number {
  const drawn = WEIGHTS.sessionsMedian * Math.exp(WEIGHTS.sessionsSigma * random.normal());
  return Math.min(WEIGHTS.sessionsCeiling, drawn);
}

function drawTaste(random: Random, genres: readonly string[]): Taste {
  return {
    genres: normals(random, genres.length),
    era: 1990 + 17 * random.normal(),
    style: normals(random, WEIGHTS.styles),
    revival: WEIGHTS.revivalBefore + WEIGHTS.revivalSigma * random.normal(),
    usual: 0,
  };
}

/** Away from the former favourites, towards the revival, and turned round in the hidden space. */
function shiftTaste(random: Random, { genres, era, style }: Taste): Taste {
  return {
    genres: genres.map((value) => value * (value > 0 ? WEIGHTS.likedAfter : WEIGHTS.dislikedAfter)),
    era,
    style: turn(style, WEIGHTS.styleTurn),
    revival: WEIGHTS.revivalAfter + WEIGHTS.revivalSigma * random.normal(),
    usual: WEIGHTS.usualAfter,
  };
}

/** Turns a vector by an angle in the planes of its dimensions (0, 1), (2, 3), … */
function turn(vector: Float64Array, angle: number): Float64Array {
  const turned = vector.slice();
  for (let d = 0; d + 1 < vector.length; d += 2) {
    turned[d] = Math.cos(angle) * vector[d] - Math.sin(angle) * vector[d + 1];
    turned[d + 1] = Math.sin(angle) * vector[d] + Math.cos(angle) * vector[d + 1];
  }
  return turned;
}

/** The taste a person has in a week, counted from 0. */
export function tasteIn({ settings }: Audience, person: Person, week: number): Taste {
  return person.shifts && week >= settings.shift_week ? person.after : person.before;
}

/** How well a film suits a taste, its fame and the fashion left aside; logits around 0. */
export function liking(taste: Taste, film: FilmTraits): number {
  let genre = 0;
  for (const g of film.genres) genre += taste.genres[g];
  let style = 0;
  for (let d = 0; d < taste.style.length; d++) style += taste.style[d] * film.style[d];
  const years = film.year === null ? 0 : (film.year - taste.era) / 25;
  return (
    (WEIGHTS.genreTaste * genre) / Math.sqrt(film.genres.length || 1) +
    (WEIGHTS.styleTaste * style) / Math.sqrt(taste.style.length) +
    WEIGHTS.eraTaste * (2 * Math.exp(-0.5 * years * years) - 1)
  );
}

/** How much the fashion of the day draws a person to a film, whether it suits them or not; logits. */
export function fashion(taste: Taste, film: FilmTraits): number {
  return film.revival ? taste.revival : taste.usual;
}
