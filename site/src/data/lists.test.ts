import { describe, expect, it } from 'vitest';
import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { decadeLists, filmsOnPage, genreLists, keyOf, pagesOf, sortTitle, titleLists } from './lists.ts';

function film(title: string, year: number | null, genres: string[] = [], interactions = 0): FilmCard {
  const slug = `${title}-${year}`;
  return {
    item_id: slug,
    slug,
    title,
    year,
    genres,
    interactions,
    ratings: 0,
    mean_rating: null,
    added: null,
  };
}

describe('titleLists', () => {
  const lists = titleLists([
    film('The Thing', 1982),
    film('Zodiac', 2007),
    film('Été', 2001),
    film('12 Monkeys', 1995),
    film('«Talk to Her»', 2002),
    film('ねこ', 2002),
    film('A', 1998),
  ]);

  it('sorts by the first letter that is not an article, an accent or a quotation mark', () => {
    const titles = Object.fromEntries(lists.map(({ key, films }) => [key, films.map(({ title }) => title)]));
    expect(titles).toEqual({
      '0-9': ['12 Monkeys'],
      a: ['A'],
      e: ['Été'],
      other: ['ねこ'],
      t: ['«Talk to Her»', 'The Thing'],
      z: ['Zodiac'],
    });
    expect(lists.map(({ key }) => key).join(' ')).toBe('0-9 a e t z other');
  });

  it('keeps a title that is only an article', () => {
    expect(sortTitle('The')).toBe('The');
    expect(sortTitle('…')).toBe('…');
  });
});

describe('decadeLists', () => {
  it('puts the newest first and films without a year last', () => {
    const lists = decadeLists([film('a', 1979), film('b', null), film('c', 2001), film('d', 1970)]);
    expect(lists.map(({ name, films }) => [name, films.length])).toEqual([
      ['2000s', 1],
      ['1970s', 2],
      ['Year unknown', 1],
    ]);
  });
});

describe('genreLists', () => {
  it('has a film in each of its genres, best known first, and one list for those without', () => {
    const lists = genreLists([film('a', 1, ['War']), film('b', 1, ['War', 'Sci-Fi'], 9), film('c', 1)]);
    expect(lists.map(({ key, films }) => [key, films.map(({ title }) => title)])).toEqual([
      ['no-genre', ['c']],
      ['sci-fi', ['b']],
      ['war', ['b', 'a']],
    ]);
  });

  it('has an address for any genre name', () => {
    expect(keyOf('(no genres listed)')).toBe('no-genres-listed');
    expect(keyOf('Science Fiction & Co.')).toBe('science-fiction-co');
    expect([keyOf('Comédie'), keyOf('劇'), keyOf('مغامرة')]).toEqual(['comedie', '劇', 'مغامرة']);
    expect(keyOf('!?')).toBe('none');
  });
});

describe('pages of a list', () => {
  it('hold every film exactly once', () => {
    const [list] = genreLists(Array.from({ length: 200 }, (_, i) => film(`f${i}`, 2000, ['War'])));
    const pages = Array.from({ length: pagesOf(list) }, (_, i) => filmsOnPage(list, i + 1));
    expect(pages.map((page) => page.length)).toEqual([96, 96, 8]);
    expect(new Set(pages.flat()).size).toBe(200);
  });
});
