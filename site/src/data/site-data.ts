// The one value all pages of a build share. Kept apart from published.ts so that that one can be tested alone.

import { loadPublished, type Published } from './published.ts';

let loaded: Published | undefined;

/** What this build is made from; read on first use. */
export function published(): Published {
  loaded ??= loadPublished(__DATA_FOLDER__);
  return loaded;
}
