import { expect, it } from 'vitest';
import type { ModelFilms } from '#pipeline/publishing/contract.ts';
import { beginsNearly } from '../../search/titles.ts';
import { createSearch } from './typing.ts';

const titles = ['Alien', 'Aliens', 'Amélie', null, 'The Matrix', 'Gone'];
const search = createSearch({
  titles,
  years: [1979, 1986, 2001, null, 1999, 1990],
  people: [5, 9, 1, 0, 7, 99],
  available: [1, 1, 1, 0, 1, 0],
} as Partial<ModelFilms> as ModelFilms);
const found = (query: string) => search(query, 5).map((film) => titles[film]);

it('finds what begins so, the best known first, and nothing that may not be shown', () => {
  expect(found('alien')).toEqual(['Aliens', 'Alien']);
  expect(found('1999')).toEqual(['The Matrix']);
  expect(found('gone')).toEqual([]);
  expect(found(' ?')).toEqual([]);
});

it.each(['matirx', 'martix', 'matix', 'mattrix', 'natrix', 'The Matrx'])('forgives %s', (query) => {
  expect(found(query)).toEqual(['The Matrix']);
});

it('forgives one letter a word and no more, and none in a short word', () => {
  expect([found('mtirx'), found('alx')]).toEqual([[], []]);
  expect([beginsNearly('heat', 'haet'), beginsNearly('heat', 'xyat')]).toEqual([true, false]);
});
