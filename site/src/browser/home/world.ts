// The model and its films, fetched once and checked: by their hash where the browser can, and by their shape always.

import type { ModelFile, ModelFilms } from '#pipeline/publishing/contract.ts';
import { type FilmFacts, filmFacts } from '#pipeline/serving/films.ts';
import type { RankingModel } from '#pipeline/serving/models.ts';
import { unpackModel } from '#pipeline/serving/unpack-model.ts';
import * as words from '../../words/browser/model.ts';

export interface World {
  readonly model: RankingModel;
  readonly films: ModelFilms;
  readonly facts: FilmFacts;
  /** Place of a film in the published list, by id; below films.items it is its row in the model. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** What the page was built with: the manifest's hashes, and where the files are. */
export type Published = Pick<ModelFile, 'sha256' | 'films_sha256'> & {
  readonly model: string;
  readonly films: string;
};

/** @throws Error in words for whoever reads the page, when a file is missing, changed or no model. */
export async function loadWorld({ model, sha256, films, films_sha256 }: Published): Promise<World> {
  const [numbers, list] = await Promise.all([fetched(model, sha256), fetched(films, films_sha256)]);
  return worldOf(numbers, JSON.parse(new TextDecoder().decode(list)));
}

export function worldOf(numbers: Uint8Array, films: ModelFilms): World {
  const rows = films.item_ids.slice(0, films.items).map((id) => id ?? '');
  const shown = films.item_ids.flatMap((id, place) =>
    id === null || !films.available[place]
      ? []
      : [{ item_id: id, year: films.years[place], genres: genresOf(films, place) }],
  );
  return {
    model: unpackModel(numbers, rows),
    films,
    facts: filmFacts(rows, shown),
    placeOf: new Map(films.item_ids.flatMap((id, place) => (id === null ? [] : [[id, place] as const]))),
  };
}

export const genresOf = ({ genres, genre_names }: ModelFilms, place: number): string[] =>
  genres[place].map((name) => genre_names[name]);

/** The hash is in the address, so that an older copy in a cache is never taken for this one. */
async function fetched(address: string, sha256: string): Promise<Uint8Array> {
  const response = await fetch(`${address}?v=${sha256.slice(0, 16)}`).catch((cause: unknown) => {
    throw new Error(words.notLoaded(), { cause });
  });
  if (!response.ok) throw new Error(words.notLoaded(response.status));
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Only pages served by https, or from this machine, may compute hashes.
  if (!globalThis.crypto?.subtle) return bytes;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found === sha256) return bytes;
  throw new Error(words.changed);
}
