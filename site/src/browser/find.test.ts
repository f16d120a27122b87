import { describe, expect, it } from 'vitest';
import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { findFilms, foldedWords, indexFilms } from './find.ts';

const film = (title: string, interactions: number, year = 2000) =>
  ({ title, interactions, year }) as FilmCard;
const index = indexFilms([
  film('Alien', 5, 1979),
  film('Aliens', 9),
  film('Amélie', 1),
  film('The Long Été', 3),
]);
const found = (query: string, most = 10) => findFilms(index, query, most).map(({ title }) => title);

describe('findFilms', () => {
  it('matches the beginnings of words, in any order, the best known first', () => {
    expect(found('alien')).toEqual(['Aliens', 'Alien']);
    expect(found('ete long')).toEqual(['The Long Été']);
    expect(found('lien')).toEqual([]);
  });

  it('knows the year, folds accents, and finds nothing for nothing', () => {
    expect(found('alien 1979')).toEqual(['Alien']);
    expect(found('AMELIE')).toEqual(['Amélie']);
    expect(found(' !! ')).toEqual([]);
  });

  it('stops at as many as asked for', () => {
    expect(found('a', 2)).toEqual(['Aliens', 'Alien']);
  });
});

describe('foldedWords', () => {
  it('keeps letters of any script', () => {
    expect(foldedWords('«Ночь» 夜, d’été')).toEqual(['ночь', '夜', 'd', 'ete']);
  });
});
