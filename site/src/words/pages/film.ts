// One film.

import type { FilmCard, FilmDetail } from '#pipeline/publishing/contract.ts';
import { count, counted, day, fixed } from '../format.ts';
import { placementInWords } from '../placement.ts';

export { noYear } from '../lists.ts';

export const description = (name: string): string =>
  `${name}: how it was rated, which films are like it, and why.`;

export const noGenre = 'No genre known';
export const meanRating = (mean: number): string => `rated ${fixed(mean, 1)} on average`;

/** How many said what of it. */
export function whoKnows({ interactions, ratings }: Pick<FilmCard, 'interactions' | 'ratings'>): string {
  if (interactions === 0) return 'Nobody has said anything about it yet.';
  if (ratings === interactions) return `${counted(ratings, 'person has', 'people have')} rated it.`;
  return `${counted(interactions, 'person has', 'people have')} said something about it, ${count(ratings)} of them with a rating.`;
}

/** @param asOf the day that the site is about */
export const joined = (added: string, asOf: string): string =>
  `It ${added > asOf ? 'joins' : 'joined'} the catalogue on ${day(added)}.`;

/** Whether the model has learned from it, and what stands for that where it has not. */
export function learned(
  { known_to_model, placed }: Pick<FilmDetail, 'known_to_model' | 'placed'>,
  hasModel: boolean,
): string {
  if (known_to_model) return 'The model in charge has learned from it.';
  if (!hasModel) return 'No model is in charge yet, so nothing has been learned from it.';
  return placed === null
    ? 'The model in charge does not know it yet, and is of a kind that cannot place new films: it is offered as new, not as a match.'
    : `${placementInWords(placed)}. The model in charge will learn from it at the next training.`;
}

export const ratings = {
  title: 'How it was rated',
  none: 'Nobody has rated it yet.',
  notPublished: 'Its details are not published.',
  source: 'figures as JSON',
};

/** What is not shown where its file is missing, as a sentence begins with it. */
export const details = 'What is like this film';
