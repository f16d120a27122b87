// One page of a list of films: by first letter, decade or genre.

import type { ListKind } from '../../links.ts';
import { counted } from '../format.ts';
import { capital } from '../told.ts';

/** Of the lists of a kind. */
export const kinds: Readonly<Record<ListKind, string>> = {
  titles: 'By title',
  decades: 'By decade',
  genres: 'By genre',
};

const BEST_KNOWN = 'best known first';
const ORDERS: Readonly<Record<ListKind, string>> = {
  titles: 'in order of title',
  decades: BEST_KNOWN,
  genres: BEST_KNOWN,
};

interface Place {
  readonly kind: ListKind;
  readonly name: string;
  readonly films: number;
  readonly page: number;
  readonly pages: number;
}

const ofPages = ({ page, pages }: Pick<Place, 'page' | 'pages'>): string =>
  pages === 1 ? '' : `, page ${page} of ${pages}`;

export const title = (place: Place): string => `${place.name}${ofPages(place)}`;

export const description = (place: Place): string =>
  `${counted(place.films, 'film')}: ${place.name}, ${ORDERS[place.kind]}${ofPages(place)}.`;

export const lead = (place: Place): string =>
  `${counted(place.films, 'film')}, ${ORDERS[place.kind]}${ofPages(place)}.`;

export const order = (kind: ListKind): string => capital(ORDERS[kind]);
