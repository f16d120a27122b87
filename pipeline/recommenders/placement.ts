// A trained model as it is served: films of the catalogue that training did not know stand behind its own rows, where
// new-films.ts places them. Training, judging and the files of a run know nothing of it.

import type { Interactions } from '../data/interactions.ts';
import { userPointers } from '../data/interactions.ts';
import type { FilmInfo } from '../serving/films.ts';
import { foldIn, trainedGram } from '../serving/fold-in.ts';
import type { FactorModel, PersonalModel, RankingModel } from '../serving/models.ts';
import { historyOf, preferenceWeight } from '../serving/signals.ts';
import { attributePrior, peopleMoment, placeFilm } from './new-films.ts';

/** People whose vectors say how people are spread: more tell nothing new and take their time. */
const PEOPLE = 5000;

/** What is known of the films to place: the whole catalogue, and what people told us up to today. */
export interface PlacementSource {
  readonly films: readonly FilmInfo[];
  readonly interactions: Interactions;
}

/**
 * The model with a row for every film of the catalogue that it lacks, in the catalogue's order; `trained` says where
 * they begin. Trained rows are the same bits. The very model where nothing is to be placed or nothing can be: a
 * popularity model, rows of neighbours alone and a projection have no space in which attributes say where a film is. In a
 * blend the factors place it, and a part of neighbours has an empty row.
 */
export function withNewFilms(model: RankingModel, source: PlacementSource): RankingModel {
  const space = factorsOf(model);
  if (space === null) return model;
  const known = new Set(model.itemIds);
  const fresh = source.films.filter((film) => !known.has(film.item_id));
  if (fresh.length === 0) return model;
  const ids = fresh.map((film) => film.item_id);
  return extend(model, ids, placesOf(space, fresh, source));
}

/** The first factors there are; null for a model without. */
function factorsOf(model: RankingModel): FactorModel | null {
  if (model.kind === 'blend') return model.parts.map((part) => factorsOf(part.model)).find(Boolean) ?? null;
  return model.kind === 'factors' ? model : null;
}

/** Float32 [fresh × k]. */
function placesOf(
  model: FactorModel,
  fresh: readonly FilmInfo[],
  { films, interactions }: PlacementSource,
): Float32Array {
  const byId = new Map(films.map((film) => [film.item_id, film]));
  const prior = attributePrior(
    model,
    model.itemIds.map((id) => byId.get(id)),
  );
  const { likedBy, moment, people } = crowdOf(model, fresh, interactions);
  const places = new Float32Array(fresh.length * model.k);
  fresh.forEach((film, n) => {
    const expected = prior(film);
    const vectors = likedBy.get(film.item_id) ?? [];
    const place =
      vectors.length === 0
        ? expected
        : placeFilm(model, { prior: expected, likedBy: vectors, moment, people });
    places.set(place, n * model.k);
  });
  return places;
}

/** Who likes each of the fresh films, as vectors, and how people are spread; nobody is folded in where nobody does. */
function crowdOf(model: FactorModel, fresh: readonly FilmInfo[], interactions: Interactions) {
  const people = interactions.userIds.length;
  const fans = fansOf(model, fresh, interactions);
  const likedBy = new Map<string, Float64Array[]>();
  if (fans.size === 0) return { likedBy, moment: new Float64Array(0), people };
  const vectorOf = createFolder(model, interactions);
  for (const [id, users] of fans) likedBy.set(id, users.map(vectorOf));
  const stride = Math.max(1, Math.ceil(people / PEOPLE));
  const sample = Array.from({ length: Math.ceil(people / stride) }, (_, n) => n * stride);
  const moment = peopleMoment(sample.map(vectorOf), model.k);
  return { likedBy, moment: moment.map((value) => (value * people) / sample.length), people };
}

/** Rows of the people who like a fresh film, by its id; a film nobody likes is not in it. */
function fansOf(
  model: FactorModel,
  fresh: readonly FilmInfo[],
  { itemIds, user, item, rating, opinion }: Interactions,
): Map<string, number[]> {
  const wanted = new Set(fresh.map((film) => film.item_id));
  const fans = new Map<string, number[]>();
  for (let entry = 0; entry < item.length; entry++) {
    const id = itemIds[item[entry]];
    if (!wanted.has(id) || preferenceWeight(rating[entry], opinion[entry], model) === 0) continue;
    const users = fans.get(id) ?? [];
    users.push(user[entry]);
    fans.set(id, users);
  }
  return fans;
}

/** A person's vector from all that the model knows of what they told us. */
function createFolder(model: FactorModel, interactions: Interactions): (user: number) => Float64Array {
  const { itemIds, item, rating, opinion } = interactions;
  const rows = new Map(model.itemIds.map((id, row) => [id, row]));
  const rowOf = Int32Array.from(itemIds, (id) => rows.get(id) ?? -1);
  const pointers = userPointers(interactions);
  const gram = trainedGram(model);
  return (user) => {
    const told = Array.from({ length: pointers[user + 1] - pointers[user] }, (_, n) => {
      const entry = pointers[user] + n;
      return { item: rowOf[item[entry]], rating: rating[entry], opinion: opinion[entry] };
    });
    return foldIn(model, historyOf(model, told), gram);
  };
}

type More = (model: RankingModel) => Pick<FactorModel, 'itemIds' | 'popularity' | 'trained'>;

/** Rows behind the trained ones: places in factors, nothing in any other kind. */
function extend(model: RankingModel, ids: readonly string[], places: Float32Array): RankingModel {
  const more: More = ({ itemIds, popularity }) => ({
    itemIds: [...itemIds, ...ids],
    popularity: longer(popularity, new Float32Array(ids.length)),
    trained: itemIds.length,
  });
  const part = (each: PersonalModel): PersonalModel => {
    if (each.kind === 'neighbours') {
      const end = each.pointers[each.itemIds.length];
      return { ...each, ...more(each), pointers: Int32Array.from([...each.pointers, ...ids.map(() => end)]) };
    }
    const rows = each.kind === 'factors' ? places : new Float32Array(ids.length * each.k);
    return { ...each, ...more(each), factors: longer(each.factors, rows) };
  };
  if (model.kind === 'popularity') return model;
  if (model.kind !== 'blend') return part(model);
  const parts = model.parts.map((each) => ({ ...each, model: part(each.model) }));
  return { ...model, ...more(model), parts };
}

function longer(rows: Float32Array, more: Float32Array): Float32Array {
  const all = new Float32Array(rows.length + more.length);
  all.set(rows);
  all.set(more, rows.length);
  return all;
}
