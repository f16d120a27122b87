// What this browser keeps of a visitor, as the page's code says it.

import { counted } from '../format.ts';
import { TAKEN_BACK, TOLD, type Told } from '../told.ts';

export const noTitle = 'A film that is not in the catalogue';
export const noCatalogue =
  'The list of films could not be loaded, so nothing can be sent now; what you said is all here.';
export const takeBack = 'Take back';
export const noRepository =
  'Not offered: this copy of the site was built without the address of its repository.';
export const tooMuchForIssue = 'This is too much for one issue; the file takes it all.';
export const erased = 'Erased. Until you leave this page it can be undone.';

/** What was said of a film, beside its title. */
export function said(as: Told | 'undo', isSent: boolean): string {
  const { short, signal } = as === 'undo' ? TAKEN_BACK : TOLD[as];
  if (signal === null) return `${short}, never sent`;
  return isSent ? `${short}, sent` : short;
}

export const waiting = (reactions: number): string =>
  `${counted(reactions, 'reaction')}, by the ids of the films.`;
export const markedSent = (reactions: number): string =>
  `${counted(reactions, 'reaction')} marked as sent. What you change from now on can be sent again.`;

/** @param unknown films of the file that the catalogue does not have */
export const imported = (file: string, films: number, unknown: number): string =>
  `${counted(films, 'film')} read from ${file}.${
    unknown === 0
      ? ''
      : ` ${counted(unknown, 'film is', 'films are')} not in the catalogue: kept, never sent.`
  }`;
export const notImported = (file: string, why: string): string =>
  `${file} was not read, and nothing has changed. ${why}`;
export const tooLong = (bytes: number, most: number): string => `It has ${bytes} bytes; legal are ${most}.`;
