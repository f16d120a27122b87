// What a person's history says about them, and which people make good examples. Plain counts, no model.

import type { FilmCard, Person } from '#pipeline/publishing/contract.ts';
import { seedOf } from '../covers/seed.ts';
import { groups } from '../words/person.ts';

type Catalogue = ReadonlyMap<string, FilmCard>;

/** How much of the catalogue each genre is: films with the genre by all films. */
export function genreShares(films: readonly FilmCard[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const film of films) {
    for (const genre of film.genres) shares.set(genre, (shares.get(genre) ?? 0) + 1 / films.length);
  }
  return shares;
}

/**
 * Up to `most` genres that are more of this history than of the catalogue, the most excessive first. Films the
 * person rejected do not count.
 */
export function favourites(
  person: Person,
  films: Catalogue,
  usual: ReadonlyMap<string, number>,
  most = 3,
): string[] {
  const liked = person.history.filter(
    ({ opinion }) => opinion !== 'thumb_down' && opinion !== 'not_interested',
  );
  const counts = new Map<string, number>();
  for (const { item_id } of liked) {
    for (const genre of films.get(item_id)?.genres ?? []) counts.set(genre, (counts.get(genre) ?? 0) + 1);
  }
  return [...counts]
    .map(([genre, count]) => ({ genre, excess: count / liked.length - (usual.get(genre) ?? 0) }))
    .filter(({ excess }) => excess > 0)
    .sort((a, b) => b.excess - a.excess || (a.genre < b.genre ? -1 : 1))
    .slice(0, most)
    .map(({ genre }) => genre);
}

/** A history that makes a good example: long enough to lean somewhere, short enough for each film to count. */
const isTelling = (films: number): boolean => films >= 12 && films <= 90;

/**
 * Up to `most` people to look at: first those with a telling history and each with another favourite genre, then
 * others with a telling one, then anybody whose list is their own. In a stable mixed order.
 */
export function samplePeople<P extends Person>(
  persons: Iterable<P>,
  films: Catalogue,
  usual: ReadonlyMap<string, number>,
  most: number,
): P[] {
  const mixed = [...persons]
    .filter(({ basis }) => basis === 'personal')
    .sort((a, b) => seedOf(a.user_id) - seedOf(b.user_id) || (a.user_id < b.user_id ? -1 : 1));
  const telling = mixed.filter(({ history }) => isTelling(history.length));
  const genres = new Set<string | undefined>();
  const varied = telling.filter((person) => {
    if (genres.size === most) return false;
    const [genre] = favourites(person, films, usual, 1);
    const fresh = !genres.has(genre);
    genres.add(genre);
    return fresh;
  });
  return [...new Set([...varied, ...telling, ...mixed])].slice(0, most);
}

/** Groups of people by how much they have watched, for choosing one. */
export const HISTORY_GROUPS = [
  { ...groups.devoted, least: 100 },
  { ...groups.regular, least: 20 },
  { ...groups.beginning, least: 1 },
  { ...groups.arrived, least: 0 },
] as const;

/** The group a history of `interactions` films belongs to. */
export const groupOf = (interactions: number): (typeof HISTORY_GROUPS)[number] =>
  HISTORY_GROUPS.find(({ least }) => interactions >= least) ?? HISTORY_GROUPS[HISTORY_GROUPS.length - 1];
