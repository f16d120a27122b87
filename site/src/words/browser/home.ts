// A visitor's picks and rows on the home page.

import { counted, share } from '../format.ts';
import { NOT_REMEMBERED } from '../told.ts';

export const cameWithAddress = 'These picks came with the address.';
export const saidOfAll = 'You have said something of every film; the lists below stand.';
export const forgotten = 'Forgotten.';
export const yoursNow = 'Yours now.';
export const broughtUpToDate = 'Brought up to date with another page.';
export const notRemembered = `${NOT_REMEMBERED} Your address holds what you told.`;
export const takeBack = (title: string): string => `Take back ${title}`;
export const newToModel = 'new to the model';

/** What to do next, or that it is done. @param wanted films. @param enough whether the model knows what was told */
export function next(picked: number, wanted: number, enough: boolean): string {
  if (picked === 0) return '';
  if (!enough) return 'The model does not know what you picked yet; pick another.';
  if (picked >= wanted) return `Your rows are made from ${counted(picked, 'film')}.`;
  return `Your rows are below; ${counted(wanted - picked, 'more film')} and they are much more yours.`;
}

export const again = {
  title: 'To see again',
  reason: 'You have said something of every film here. These are the ones you liked.',
};

export const forYou = {
  title: 'For you',
  reason:
    'Best first. A percentage is the exact part of the model’s score that one of your films accounts for.',
  /** @param part of the score, and the title that accounts for it */
  because: (part: number, title: string): string => `${partOf(part)} because you liked ${title}`,
  popular: 'Liked by many',
};

export const becauseYouLiked = {
  title: (title: string): string => `Because you liked ${title}`,
  reason: 'It accounts for more of these than anything else you picked.',
  share: (part: number): string => `${partOf(part)} of its score`,
};

/** Above 1 where another of their films speaks against it: that one alone would have placed it higher. */
const partOf = (part: number): string => (part >= 1 ? 'All' : share(part));
