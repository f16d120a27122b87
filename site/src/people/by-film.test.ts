import { expect, test } from 'vitest';
import type { Person } from '#pipeline/publishing/contract.ts';
import { peopleByFilm } from './by-film.ts';

type Entry = Person['history'][number];
type Listed = Person['recommendations'][number];

const entry = (item_id: string, rating: number | null, opinion: Entry['opinion'] = null): Entry => ({
  item_id,
  rating,
  opinion,
  day: '2026-05-01',
});

const listed = (item_id: string, given: Partial<Listed> = {}): Listed => ({
  item_id,
  score: 1,
  placed: null,
  predicted_rating: null,
  rating_interval: null,
  because: [{ item_id: 'x', share: 1 }],
  ...given,
});

const person = (user_id: string, history: Entry[], recommendations: Listed[] = []): Person => ({
  user_id,
  interactions: history.length,
  history,
  recommendations,
  new_films: [],
  basis: 'personal',
});

test('an opinion says who likes a film, and a rating of four where there is none', () => {
  const { of } = peopleByFilm([
    person('loves', [entry('a', 1, 'love')]),
    person('not', [entry('a', 5, 'thumb_down')]),
    person('rated', [entry('a', 4)]),
    person('so so', [entry('a', 3.5), entry('b', null)]),
  ]);
  expect(of('a').likers.map(({ user_id }) => user_id)).toEqual(['loves', 'rated']);
  expect(of('b')).toEqual({ likers: [], listing: null });
});

test('the first list with a reason speaks for a film', () => {
  const people = [
    person('popular', [], [listed('a', { because: [] })]),
    person('first', [], [listed('b'), listed('a', { score: 2 })]),
    person('second', [], [listed('a', { score: 3 })]),
  ];
  const { listing } = peopleByFilm(people).of('a');
  expect(listing?.person.user_id).toBe('first');
  expect(listing?.entries.map(({ score }) => score)).toEqual([2]);
});

test('whether expectations have intervals is known once somebody has a list', () => {
  expect(peopleByFilm([person('new', [])]).hasIntervals).toBeNull();
  expect(peopleByFilm([person('one', [], [listed('a')])]).hasIntervals).toBe(false);
  const given = listed('a', { rating_interval: { low: 3, high: 4, holds: 0.8 } as never });
  expect(peopleByFilm([person('one', [], [listed('b'), given])]).hasIntervals).toBe(true);
});
