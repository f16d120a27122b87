// The people who have a page of their own.

import { count, counted } from '../format.ts';

export const description = 'Pick a person and see what they watched, what they are offered and why.';
export const heading = 'Pick a person';
/** Of the way here. */
export const all = 'All people';
export const lead =
  'See what they watched, what they are offered next, and which of their films speak for it.';

/** @param history how much they watched: "5 to 19 films" */
export const group = (people: number, history: string): string =>
  `${counted(people, 'person', 'people')} with ${history}`;
export const more = (people: number): string => `${count(people)} more`;
export const nobody = 'Nobody is here yet.';

export const some = (shown: number, all: number): string =>
  `These ${count(shown)} of ${counted(all, 'person', 'people')} have a page of their own, from the shortest history to the longest.`;
export const anybody = 'Anybody else by their id';

/** What is not shown where a file is missing, as a sentence begins with it. */
export const parts = { people: 'The list of people', samples: 'The people with a page of their own' };
