// The champion as a page can run it: its numbers in few bytes, and its films by row. What a model is, and how its bytes are
// laid out, is serving/.

import { createHash } from 'node:crypto';
import type { ConformalIntervals } from '../evaluation/conformal.ts';
import type { RankingModel } from '../serving/models.ts';
import { packModel } from '../serving/pack-model.ts';
import { PACKING_VERSION } from '../serving/unpack-model.ts';
import type { FilmCard, ModelFile, ModelFilms } from './contract.ts';
import type { PublishedFile } from './publication.ts';
import { contentOf } from './write.ts';

const BYTES = 'model.bin';
const FILMS = 'model-films.json';

interface Served {
  readonly run: string;
  readonly ranking: RankingModel;
  readonly intervals?: ConformalIntervals | null;
}

/**
 * model.json with the two files it names.
 * @param cards the catalogue; @param available ids of those that may be shown today.
 */
export function* modelFiles(
  { run, ranking, intervals = null }: Served,
  cards: readonly FilmCard[],
  available: ReadonlySet<string>,
): Generator<PublishedFile> {
  const films = modelFilms({ run, ranking }, cards, available);
  const { bytes, parts } = packModel(ranking);
  const document: ModelFile = {
    format: 1,
    run,
    version: PACKING_VERSION,
    kind: ranking.kind,
    shape: {
      items: ranking.itemIds.length,
      parts: parts.map(({ kind, bits, k, entries }) => ({
        kind,
        bits,
        k: k ?? null,
        entries: entries ?? null,
      })),
    },
    file: BYTES,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    films: FILMS,
    films_sha256: sha256Of(contentOf(films)),
    rating_intervals: intervals,
  };
  yield { path: 'model.json', document };
  yield { path: BYTES, document: bytes };
  yield { path: FILMS, document: films };
}

/** The films by row of the model, and after them those it does not know. */
export function modelFilms(
  { run, ranking }: { readonly run: string; readonly ranking: Pick<RankingModel, 'itemIds'> },
  cards: readonly FilmCard[],
  available: ReadonlySet<string>,
): ModelFilms {
  const byId = new Map(cards.map((card) => [card.item_id, card]));
  const known = new Set(ranking.itemIds);
  const ids = [...ranking.itemIds, ...cards.map(({ item_id }) => item_id).filter((id) => !known.has(id))];
  const films = ids.map((id) => byId.get(id));
  const names = [...new Set(cards.flatMap(({ genres }) => genres))].sort();
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    format: 1,
    run,
    items: ranking.itemIds.length,
    item_ids: ids.map((id) => (byId.has(id) ? id : null)),
    titles: films.map((film) => film?.title ?? null),
    years: films.map((film) => film?.year ?? null),
    slugs: films.map((film) => film?.slug ?? ''),
    genre_names: names,
    genres: films.map((film) => (film?.genres ?? []).map((name) => places.get(name) ?? 0)),
    people: films.map((film) => film?.interactions ?? 0),
    available: ids.map((id) => (available.has(id) ? 1 : 0)),
  };
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
