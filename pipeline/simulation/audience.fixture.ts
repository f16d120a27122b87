// A small film club for the tests of this room: generated films, few people, few weeks, an early shift.

import type { Film } from '../data/catalogue.ts';
import { type Audience, createAudience } from './audience.ts';
import type { AudienceSettings } from './calendar.ts';
import { scheduleArrivals } from './films.ts';

const GENRES = [
  ...[
    'Action',
    'Adventure',
    'Comedy',
    'Crime',
    'Drama',
    'Fantasy',
    'Film-Noir',
    'Horror',
    'Musical',
    'Mystery',
  ],
  ...['Romance', 'Sci-Fi', 'Thriller', 'War', 'Western'],
];

export const SMALL: AudienceSettings = { seed: 5, start: '2026-05-18', people: 240, weeks: 6, shift_week: 4 };

/** 160 films of one or two genres; from 1940 on, the newest last. */
export function smallCatalogue(): Film[] {
  return Array.from({ length: 160 }, (_, n) => ({
    item_id: `f${String(n + 1).padStart(3, '0')}`,
    title: `Film ${n + 1}`,
    year: 1940 + Math.floor(n / 2),
    genres: [...new Set([GENRES[n % 15], GENRES[(n * 7 + 2) % 15]])].sort(),
    added: null,
  }));
}

export function smallClub(changes: Partial<AudienceSettings> = {}): { audience: Audience; films: Film[] } {
  const settings = { ...SMALL, ...changes };
  const films = scheduleArrivals(smallCatalogue(), settings);
  return { audience: createAudience(films, settings), films };
}
