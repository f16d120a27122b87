// A small catalogue for the tests of search. Not real figures.

import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { catalogueOf } from './catalogue.ts';

const FILMS: readonly (readonly [title: string, year: number | null, genres: string])[] = [
  ['The Matrix', 1999, 'Action Sci-Fi Thriller'],
  ['Alien', 1979, 'Horror Sci-Fi'],
  ['Spaceballs', 1987, 'Comedy Sci-Fi'],
  ['Back to the Future', 1985, 'Adventure Comedy Sci-Fi'],
  ['Star Wars: Episode IV - A New Hope', 1977, 'Action Adventure Sci-Fi'],
  ['The Dark Knight', 2008, 'Action Crime Drama'],
  ['2001: A Space Odyssey', 1968, 'Adventure Drama Sci-Fi'],
  ['The Good, the Bad and the Ugly', 1966, 'Western'],
  ['No Country for Old Men', 2007, 'Crime Drama'],
  ['Scary Movie', 2000, 'Comedy Horror'],
  ['Amélie', 2001, 'Comedy Romance'],
  ['Toy Story', 1995, 'Animation Children Comedy'],
  ['Casablanca', 1942, 'Drama Romance War'],
  ['Double Indemnity', 1944, 'Crime Drama Film-Noir'],
  ['Singin’ in the Rain', 1952, 'Comedy Musical Romance'],
  ['1917', 2019, 'Drama War'],
  ['Get Out', 2017, 'Horror Thriller'],
  ['Inside Out', 2015, 'Animation Children Comedy'],
  ['Hamlet', 1996, 'Drama'],
  ['Hamlet', 1948, 'Drama'],
  ['🦈 الرسالة', null, ''],
];

const cards: FilmCard[] = FILMS.map(([title, year, genres], n) => ({
  item_id: `f${n}`,
  slug: `film-${n}`,
  title,
  year,
  genres: genres.split(' ').filter(Boolean),
  interactions: 100 - n,
  ratings: n % 3 === 0 ? 2 : 10,
  mean_rating: 2 + (n % 7) / 3,
  added: null,
}));

export const catalogue = catalogueOf(cards);
