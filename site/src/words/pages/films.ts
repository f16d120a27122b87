// All films.

import { count, counted } from '../format.ts';

export const heading = (films: number): string => counted(films, 'film');
export const description = (films: number): string => `All ${count(films)} films by title, decade and genre.`;
export const best = 'Known to most';

/** Below a film: who said something of it. */
export const knownTo = (people: number): string => counted(people, 'person', 'people');
