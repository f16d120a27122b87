// The people who have a page of their own, by film: who likes it, and on whose list it is with a reason. Made once, because
// ten thousand pages ask.

import type { Person, Recommendation } from '#pipeline/publishing/contract.ts';

export interface PeopleOfFilm {
  /** In the order of the people. */
  readonly likers: readonly Person[];
  /** The first person whose list has it with a reason, and its entries there. */
  readonly listing: { readonly person: Person; readonly entries: readonly Recommendation[] } | null;
}

/** A rating from here on counts as liking, where no opinion was given. */
const LIKED = 4;

export interface PeopleByFilm {
  /** What people say of the film with this id; nobody for one they say nothing of. */
  readonly of: (itemId: string) => PeopleOfFilm;
  /** Whether what somebody is expected to rate comes with an interval; null where nobody has a list. */
  readonly hasIntervals: boolean | null;
}

const NOBODY: PeopleOfFilm = { likers: [], listing: null };

export function peopleByFilm(people: readonly Person[]): PeopleByFilm {
  const byFilm = new Map<string, { likers: Person[]; listing: PeopleOfFilm['listing'] }>();
  const of = (itemId: string) => {
    const known = byFilm.get(itemId) ?? { likers: [], listing: null };
    byFilm.set(itemId, known);
    return known;
  };
  for (const person of people) {
    for (const entry of person.history) if (likes(entry)) of(entry.item_id).likers.push(person);
    for (const { item_id, because } of person.recommendations) {
      if (because.length === 0) continue;
      of(item_id).listing ??= {
        person,
        entries: person.recommendations.filter((entry) => entry.item_id === item_id),
      };
    }
  }
  const lists = people.map(({ recommendations }) => recommendations).filter((list) => list.length > 0);
  return {
    of: (itemId) => byFilm.get(itemId) ?? NOBODY,
    hasIntervals:
      lists.length === 0
        ? null
        : lists.some((list) => list.some(({ rating_interval }) => rating_interval !== null)),
  };
}

function likes({ opinion, rating }: Person['history'][number]): boolean {
  if (opinion !== null) return opinion === 'love' || opinion === 'thumb_up';
  return rating !== null && rating >= LIKED;
}
