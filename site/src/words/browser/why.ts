// A visitor's shares in a film's score.

import { counted } from '../format.ts';

export const pickedYourself = 'You picked this film yourself.';
export const unknown = 'The model does not know what you picked, or this film.';
export const shares = 'Because of your picks';

/** @param link to a film they picked, as HTML. @param against whether it lowers the score */
export const becauseHtml = (link: string, against: boolean): string =>
  against ? `speaks against it: you like ${link}` : `because you like ${link}`;

/** @param sum of the shares: 1, or −1 where together they lower the score */
export const sumOf = (films: number, sum: number): string =>
  `Exact shares of ${counted(films, 'film')} you picked. ${sum < 0 ? 'Together they speak against it.' : 'Together they make its whole score.'}`;
