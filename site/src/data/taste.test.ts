import { describe, expect, it } from 'vitest';
import type { FilmCard, Person } from '#pipeline/publishing/contract.ts';
import { favourites, genreShares, groupOf, samplePeople } from './taste.ts';

const films = [
  ...Array.from({ length: 8 }, (_, i) => ({ item_id: `d${i}`, genres: ['Drama'] })),
  ...Array.from({ length: 20 }, (_, i) => ({ item_id: `w${i}`, genres: ['Drama', 'War'] })),
  ...Array.from({ length: 20 }, (_, i) => ({ item_id: `s${i}`, genres: ['Sci-Fi'] })),
] as FilmCard[];
const byId = new Map(films.map((film) => [film.item_id, film]));
const usual = genreShares(films);

function person(user_id: string, prefix: string, count: number, opinion: 'thumb_down' | null = null): Person {
  const history = Array.from({ length: count }, (_, i) => ({
    item_id: `${prefix}${i}`,
    rating: null,
    opinion,
    day: '2026-01-01',
  }));
  return { user_id, interactions: count, history, recommendations: [], basis: 'personal', new_films: [] };
}

describe('favourites', () => {
  it('names what is more of the history than of the catalogue, not what is frequent everywhere', () => {
    expect(favourites(person('a', 's', 10), byId, usual)).toEqual(['Sci-Fi']);
    expect(favourites(person('a', 'w', 10), byId, usual)).toEqual(['War', 'Drama']);
  });

  it('does not count what was rejected, and stands an empty history', () => {
    expect(favourites(person('a', 's', 10, 'thumb_down'), byId, usual)).toEqual([]);
    expect(favourites(person('a', 's', 0), byId, usual)).toEqual([]);
  });
});

describe('samplePeople', () => {
  it('prefers telling histories with different tastes, and is the same every time', () => {
    const people = [person('a', 's', 15), person('b', 's', 15), person('c', 'w', 15), person('d', 's', 2)];
    const chosen = samplePeople(people, byId, usual, 3).map(({ user_id }) => user_id);
    expect(chosen).toHaveLength(3);
    expect(chosen.slice(0, 2)).toContain('c');
    expect(chosen).not.toContain('d');
    expect(samplePeople(people.toReversed(), byId, usual, 3).map(({ user_id }) => user_id)).toEqual(chosen);
  });

  it('never shows a person whose list is not their own', () => {
    expect(samplePeople([{ ...person('a', 's', 15), basis: 'popular' }], byId, usual, 3)).toEqual([]);
  });
});

describe('groupOf', () => {
  it.each([
    [0, 'Just arrived'],
    [1, 'Finding their feet'],
    [20, 'Regulars'],
    [2698, 'Devoted'],
  ])('puts %i films into %s', (interactions, name) => {
    expect(groupOf(interactions).name).toBe(name);
  });
});
