// What is wrong with a published file, as the page that needs it says it.

import { html } from './html.ts';

export const cannotBeOpened = (code: string): string => `it cannot be opened (${code})`;
export const notJson = (why: string): string => `it is not JSON (${why})`;
export const noObject = 'it does not hold an object';
export const otherFormat = (found: string, known: number): string =>
  `its format is ${found}, and this site reads ${known}`;

/** After the name of a place. */
export const without = (member: string): string => `has no "${member}"`;
export const illegal = (value: string, legal: readonly string[]): string =>
  `is ${value}, where ${legal.join(' or ')} is legal`;

/** @param what the reader does not get to see, as a sentence begins with it */
export const notPublishedHtml = (what: string, file: string): string =>
  html`${what} is not published: <code>api/v1/${file}</code> is missing.`;
export const notShownHtml = (what: string, file: string, why: string): string =>
  html`${what} cannot be shown: <code>api/v1/${file}</code> cannot be used, because ${why}.`;
