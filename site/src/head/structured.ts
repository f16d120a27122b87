// What a page says of itself to machines that read JSON-LD (schema.org). Data, never executed; everything in it stands on the
// page too. Not written without the address the site lives at: every statement names what it is about.

import type { Dataset, FilmCard } from '#pipeline/publishing/contract.ts';
import { site } from '../words/frame.ts';

export interface Crumb {
  name: string;
  /** Absolute. */
  url: string;
}

/** The site itself, with its search. @param films absolute address of the films page */
export const webSite = (home: string, films: string): object => ({
  '@type': 'WebSite',
  name: site,
  url: home,
  potentialAction: {
    '@type': 'SearchAction',
    target: `${films}?q={search_term_string}`,
    'query-input': 'required name=search_term_string',
  },
});

/**
 * A film. Its rating is that of this data set, and left out where nobody gave one or where an invented audience did:
 * elsewhere it would be shown without that being said.
 */
export function movie(
  film: FilmCard,
  { kind, rating_scale }: Pick<Dataset, 'kind' | 'rating_scale'>,
  url: string,
): object {
  const rated = kind !== 'simulated' && film.mean_rating !== null && film.ratings > 0;
  return {
    '@type': 'Movie',
    name: film.title,
    url,
    ...(film.year !== null && { datePublished: String(film.year) }),
    ...(film.genres.length > 0 && { genre: film.genres }),
    ...(rated && {
      aggregateRating: {
        '@type': 'AggregateRating',
        ratingValue: film.mean_rating,
        ratingCount: film.ratings,
        worstRating: rating_scale.min,
        bestRating: rating_scale.max,
      },
    }),
  };
}

/** Where a page stands, from home to itself. */
export const breadcrumbs = (trail: readonly Crumb[]): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(({ name, url }, n) => ({
    '@type': 'ListItem',
    position: n + 1,
    name,
    item: url,
  })),
});

/** As the content of a script element: no "<" is left that could end it. */
export const jsonLd = (things: readonly object[]): string =>
  JSON.stringify({ '@context': 'https://schema.org', '@graph': things }).replaceAll('<', '\\u003c');
