import { describe, expect, it } from 'vitest';
import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { jsonLd, movie } from './structured.ts';

const film: FilmCard = {
  item_id: '1',
  slug: 'heat-1995',
  title: 'Heat',
  year: 1995,
  genres: ['Crime'],
  interactions: 9,
  ratings: 7,
  mean_rating: 4.1,
  added: null,
};
const scale = { min: 0.5, max: 5, step: 0.5 };
const URL = 'https://films.example/films/heat-1995/';

describe('a film in JSON-LD', () => {
  it('has the rating of the people who gave one, with their number and the scale', () => {
    expect(movie(film, { kind: 'imported', rating_scale: scale }, URL)).toEqual({
      '@type': 'Movie',
      name: 'Heat',
      url: URL,
      datePublished: '1995',
      genre: ['Crime'],
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: 4.1,
        ratingCount: 7,
        worstRating: 0.5,
        bestRating: 5,
      },
    });
  });

  it('claims no rating that an invented audience gave, and none where nobody rated', () => {
    expect(movie(film, { kind: 'simulated', rating_scale: scale }, URL)).not.toHaveProperty(
      'aggregateRating',
    );
    const unrated = { ...film, ratings: 0, mean_rating: null };
    expect(movie(unrated, { kind: 'imported', rating_scale: scale }, URL)).not.toHaveProperty(
      'aggregateRating',
    );
  });

  it('says nothing of a year and genres that are not known', () => {
    const bare = movie({ ...film, year: null, genres: [] }, { kind: 'imported', rating_scale: scale }, URL);
    expect(Object.keys(bare)).toEqual(['@type', 'name', 'url', 'aggregateRating']);
  });
});

describe('JSON-LD in a page', () => {
  it('cannot end the script element it stands in, and stays the same data', () => {
    const hostile = { name: '</script><!--<script>' };
    expect(jsonLd([hostile])).not.toContain('<');
    expect(JSON.parse(jsonLd([hostile]))['@graph']).toEqual([hostile]);
  });
});
