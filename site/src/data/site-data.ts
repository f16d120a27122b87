// The one value all pages of a build share. Kept apart from published.ts so that that one can be tested alone.

import { apiFile } from '../links.ts';
import { type PeopleByFilm, peopleByFilm } from '../people/by-film.ts';
import { sha256Of } from './json-file.ts';
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

/** Where a page's code finds the catalogue: the address names the content, so that what a browser kept of it is never another. */
export const catalogueFile = (): string =>
  `${apiFile('catalogue.json')}?v=${sha256Of(__DATA_FOLDER__, 'catalogue.json').slice(0, 16)}`;
