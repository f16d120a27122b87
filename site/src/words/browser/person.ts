// Fetching somebody's page, and their list as it was turned.

import { counted, share } from '../format.ts';

/** What is fetched, as a sentence begins with it. */
export const files = {
  people: 'The list of people',
  person: 'This person',
  films: 'The catalogue',
  popular: 'What is popular',
};

/** @param status of the answer; none where there was no answer */
export const notLoaded = (what: string, status?: number): string =>
  `${what} could not be loaded${status === undefined ? '' : ` (${status})`}.`;
export const noJson = (what: string, file: string): string => `${what} cannot be read: ${file} is no JSON.`;
export const without = (what: string, file: string, member: string): string =>
  `${what} cannot be read: ${file} has no "${member}".`;
export const nobody = (id: string): string => `Nobody here has the id ${id}.`;
export const next = (id: string): string => `Next person: ${id}`;

export const loadingModel = 'Loading the model …';

/** @param films of theirs that the list is made from. @param personal 0 to 1: how much of the order is theirs */
export const madeHere = (films: number, personal: number): string =>
  `Made in this page from ${counted(films, 'film')} of theirs. ` +
  `${share(personal)} of the order is theirs before year and variety count; this list was not judged.`;
