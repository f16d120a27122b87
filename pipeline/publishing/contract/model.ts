// The model that serves, as a page can run it. Types only.

import type { ConformalIntervals } from '../../evaluation/conformal.ts';

/**
 * /api/v1/model.json: the ranking model that serves, as a page can run it. Only where there is a champion. The numbers are
 * in `file`, as serving/unpack-model.ts reads them; row r of them is film r of `films`.
 */
export interface ModelFile {
  format: 1;
  run: string;
  /** Of the layout of the bytes. */
  version: number;
  kind: 'popularity' | 'factors' | 'neighbours' | 'projection' | 'blend';
  shape: { items: number; parts: { kind: string; bits: number; k: number | null; entries: number | null }[] };
  file: string;
  bytes: number;
  sha256: string;
  films: string;
  films_sha256: string;
  /** How predicted ratings got their intervals, and what these held; null where the rating model has its own, or too few rated. */
  rating_intervals: ConformalIntervals | null;
}

/**
 * /api/v1/model-films.json, one column a fact: the films of the model in the order of its rows, then those of the catalogue
 * that it does not know. Enough to search them, draw their covers and address their pages.
 */
export interface ModelFilms {
  format: 1;
  run: string;
  /** Rows of the model. */
  items: number;
  /** Null for a film that has left the catalogue. */
  item_ids: (string | null)[];
  titles: (string | null)[];
  years: (number | null)[];
  slugs: string[];
  genre_names: string[];
  /** By film, places in `genre_names`. */
  genres: number[][];
  /** People whose interaction with it counts today. */
  people: number[];
  /** 0 = may not be shown today. */
  available: (0 | 1)[];
}
