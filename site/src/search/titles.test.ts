import { describe, expect, it } from 'vitest';
import { foldedWords } from './fold.ts';
import { indexTitles, searchTitles } from './titles.ts';

const film = (title: string, people: number, year = 2000) => ({ title, people, year });
const index = indexTitles([
  film('Alien', 5, 1979),
  film('Aliens', 9),
  film('Amélie', 1),
  film('The Long Été', 3),
]);
const found = (query: string, most = 10) => searchTitles(index, query, most).map(({ title }) => title);

describe('searchTitles', () => {
  it('matches the beginnings of words, in any order, the best known first', () => {
    expect(found('alien')).toEqual(['Aliens', 'Alien']);
    expect(found('ete long')).toEqual(['The Long Été']);
    expect(found('ien')).toEqual([]);
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
  it('keeps letters of any script, and pictograms', () => {
    expect(foldedWords('«Ночь» 夜, d’été 🦈 Straße')).toEqual(['ночь', '夜', 'd', 'ete', '🦈', 'strasse']);
  });

  it('leaves what is short for something in one word', () => {
    expect(foldedWords("Ocean’s don't 80's")).toEqual(['oceans', 'dont', '80s']);
  });
});
