// The one value all pages of a build share. Kept apart from published.ts so that that one can be tested alone.

import { type PeopleByFilm, peopleByFilm } from '../people/by-film.ts';
import { loadPublished, type Published } from './published.ts';

let loaded: Published | undefined;
let byFilm: PeopleByFilm | undefined;

/** What this build is made from; read on first use. */
export function published(): Published {
  loaded ??= loadPublished(__DATA_FOLDER__);
  return loaded;
}

/** The people who have a page of their own, by film; made on first use. */
export function peopleOfFilms(): PeopleByFilm {
  byFilm ??= peopleByFilm([...published().persons.values()]);
  return byFilm;
}
