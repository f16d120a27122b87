// What a list needs to know of films beside a model: which may be shown, their year, their genres. By row of the
// model, so that the loops need no names. Not the catalogue's file.

/** One film as the catalogue, or /api/v1/catalogue.json, has it. */
export interface FilmInfo {
  readonly item_id: string;
  readonly year: number | null;
  readonly genres: readonly string[];
}

export interface FilmFacts {
  /** 1 where the film may be shown; uint8 [items]. */
  readonly available: Uint8Array;
  /** NaN where it is not known; float64 [items]. */
  readonly year: Float64Array;
  /** [items] */
  readonly genres: readonly (readonly string[])[];
}

/**
 * Facts by model row.
 * @param films those that may be shown; a film of the model that is not among them is in no list, and one that the
 *   model does not know has no row.
 */
export function filmFacts(itemIds: readonly string[], films: Iterable<FilmInfo>): FilmFacts {
  const byId = new Map(Array.from(films, (film) => [film.item_id, film]));
  const found = itemIds.map((id) => byId.get(id));
  return {
    available: Uint8Array.from(found, (film) => (film ? 1 : 0)),
    year: Float64Array.from(found, (film) => film?.year ?? Number.NaN),
    genres: found.map((film) => film?.genres ?? []),
  };
}

/** Years after which a film counts half as fresh as the newest. */
const HALF_FRESH_YEARS = 10;

/**
 * How new each film is: 1 for those of the newest year that may be shown, ½ ten years before, ⅓ twenty, …; a film
 * without a year has the mean of the others. float64 [items].
 */
export function freshnessOf({ available, year }: FilmFacts): Float64Array {
  let newest = -Infinity;
  year.forEach((value, item) => {
    if (available[item] && value > newest) newest = value;
  });
  const known = year.map((value) => HALF_FRESH_YEARS / (HALF_FRESH_YEARS + Math.max(0, newest - value)));
  let sum = 0;
  let count = 0;
  for (const value of known) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return known.map((value) => (Number.isFinite(value) ? value : count > 0 ? sum / count : 0));
}

/** Shared genres by all genres of the two, 0 to 1; 0 where one has none. */
export function genreLikeness(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  for (const genre of a) if (b.includes(genre)) shared++;
  return shared === 0 ? 0 : shared / (a.length + b.length - shared);
}
