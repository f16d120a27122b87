import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filmCards } from './films.ts';
import { popularLists } from './popular.ts';
import {
  AS_OF,
  audience,
  COMING,
  catalogueOf,
  FILMS,
  film,
  interactionsOf,
  type Told,
} from './publishing.fixture.ts';

const listsOf = (told: readonly Told[], films = FILMS, asOf = AS_OF) => {
  const interactions = interactionsOf(told);
  return popularLists(filmCards(catalogueOf(films), interactions), interactions, asOf);
};
const love = (user: string, item: string, daysAgo: number): Told => ({ user, item, signal: 'love', daysAgo });

describe('popular lists', () => {
  it('are the same for the same films and interactions in any order', () => {
    const told = audience(20);
    const expected = listsOf(told);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...FILMS], { minLength: FILMS.length }),
        fc.shuffledSubarray(told, { minLength: told.length }),
        (films, rows) => {
          const { by_genre, ...lists } = listsOf(rows, films);
          expect(lists).toEqual({ ...expected, by_genre: undefined });
          expect(Object.entries(by_genre)).toEqual(Object.entries(expected.by_genre));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leave out a film until the day it joins', () => {
    const told = [love('u1', COMING, 1), love('u2', COMING, 1), love('u1', 'f1', 1)];
    const lists = (asOf: number) => {
      const { all_time, recent, new: added, by_genre } = listsOf(told, FILMS, asOf);
      return [all_time, recent, added, ...Object.values(by_genre)];
    };
    for (const list of lists(Date.UTC(2026, 4, 2) - 1)) expect(list).not.toContain(COMING);
    const [all, recent, added] = lists(Date.UTC(2026, 4, 2));
    expect([all[0], recent[0], added[0]]).toEqual([COMING, COMING, COMING]);
  });

  it('count people, the recent ones over four weeks, and settle ties by id', () => {
    const told = [
      love('u1', 'f3', 60),
      love('u2', 'f3', 28),
      love('u3', 'f3', 60),
      love('u1', 'f2', 27),
      love('u2', 'f1', 27),
    ];
    const { all_time, recent } = listsOf(told);
    expect(all_time.slice(0, 4)).toEqual(['f3', 'f1', 'f2', 'f4']);
    expect(recent.slice(0, 4)).toEqual(['f1', 'f2', 'f3', 'f4']);
  });

  it('put in a genre the films that are of it, best first', () => {
    const { by_genre } = listsOf([love('u1', 'f4', 1)]);
    expect(Object.keys(by_genre)).toEqual(['Comedy', 'Crime', 'Drama', 'Horror', 'Romance', 'Sci-Fi']);
    expect(by_genre.Crime).toEqual(['f4', 'f3']);
  });

  it('call new what joined last, and before that what was made last', () => {
    const films = [
      film('old', { year: 1950 }),
      film('late', { year: 2020 }),
      film('joined', { year: 1920, added: '2026-04-30' }),
      film('undated', { year: null }),
    ];
    expect(listsOf([love('u1', 'old', 1)], films).new).toEqual(['joined', 'late', 'old', 'undated']);
  });
});
