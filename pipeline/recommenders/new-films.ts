// Where a film stands that nobody, or hardly anybody, has touched: its genres and its decade say where to expect it among
// the trained films, and the first people who like it move it from there. Closed form; no trained factor is changed.

import { addOuter, factorCholesky, solveCholesky } from '../serving/cholesky.ts';
import type { FilmInfo } from '../serving/films.ts';
import { scaledRidge } from '../serving/fold-in.ts';
import type { FactorModel } from '../serving/models.ts';

/** Films' worth of "no attribute says anything": from 1 to 50 it hardly matters. */
const ATTRIBUTE_RIDGE = 10;

/** What a film is expected to be like, float64 [k], from its genres and year alone. */
export type AttributePrior = (film: Pick<FilmInfo, 'genres' | 'year'>) => Float64Array;

/**
 * Ridge regression from attributes (one for every film, one a genre, one a decade) to the factors of the films that
 * somebody prefers. A genre or decade that none of them has says nothing.
 * @param films by row of the model; undefined where the catalogue does not have the film.
 */
export function attributePrior(model: FactorModel, films: readonly (FilmInfo | undefined)[]): AttributePrior {
  const { k, factors, popularity } = model;
  const trained = films.flatMap((film, row) => (film && popularity[row] > 0 ? [{ film, row }] : []));
  const places = new Map(trained.flatMap(({ film }) => namesOf(film)).map((name) => [name, 0]));
  [...places.keys()].sort().forEach((name, place) => {
    places.set(name, place);
  });
  const size = places.size;
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) lower[i * size + i] = ATTRIBUTE_RIDGE;
  /** A row an attribute, a column a factor, after solving. */
  const sums = Array.from({ length: k }, () => new Float64Array(size));
  for (const { film, row } of trained) {
    const own = placesOf(film, places);
    for (const a of own) {
      for (const b of own) lower[a * size + b] += 1;
      for (let j = 0; j < k; j++) sums[j][a] += factors[row * k + j];
    }
  }
  factorCholesky(lower, size);
  for (const column of sums) solveCholesky(lower, size, column);
  return (film) => {
    const own = placesOf(film, places);
    return Float64Array.from(sums, (column) => own.reduce((sum, place) => sum + column[place], 0));
  };
}

function namesOf({ genres, year }: Pick<FilmInfo, 'genres' | 'year'>): string[] {
  const decade = year === null ? [] : [`decade ${Math.floor(year / 10)}`];
  return ['film', ...genres.map((genre) => `genre ${genre}`), ...decade];
}

function placesOf(film: Pick<FilmInfo, 'genres' | 'year'>, places: ReadonlyMap<string, number>): number[] {
  return namesOf(film).flatMap((name) => places.get(name) ?? []);
}

/** Σ x·xᵀ over people's vectors, float64 [k × k], lower triangle. */
export function peopleMoment(people: Iterable<Float64Array>, k: number): Float64Array {
  const moment = new Float64Array(k * k);
  for (const vector of people) addOuter(moment, vector, 0, k, 1);
  return moment;
}

/**
 * The film's half-step of iALS around a prior instead of around zero: with P = α₀·XᵀX + ridge,
 * f = (P + Σ x·xᵀ)⁻¹·(P·prior + Σ x) over the people who like it. Nobody: the prior. Everybody: what training would say.
 * @param likedBy vectors of people who like it, folded in without it.
 * @param moment peopleMoment of everybody; `people` is their number.
 */
export function placeFilm(
  model: FactorModel,
  {
    prior,
    likedBy,
    moment,
    people,
  }: {
    prior: Float64Array;
    likedBy: readonly Float64Array[];
    moment: Float64Array;
    people: number;
  },
): Float64Array {
  const { k } = model;
  const lower = moment.map((value) => model.unobservedWeight * value);
  const ridge = scaledRidge(model, likedBy.length, people);
  for (let i = 0; i < k; i++) lower[i * k + i] += ridge;
  const placed = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) placed[i] += lower[Math.max(i, j) * k + Math.min(i, j)] * prior[j];
  }
  for (const vector of likedBy) {
    addOuter(lower, vector, 0, k, 1);
    for (let j = 0; j < k; j++) placed[j] += vector[j];
  }
  factorCholesky(lower, k);
  solveCholesky(lower, k, placed);
  return placed;
}
