// What stands around every page: the site's name, its sections, the way past them.

import { day } from './format.ts';

export const site = 'Showrunner';

/** Of the navigation, of the way back to a section, and its title. */
export const sections = {
  films: 'Films',
  people: 'People',
  engineering: 'Engineering',
  experiments: 'Experiments',
  monitoring: 'Monitoring',
  about: 'About',
} as const;

/** As the tab of a browser and a search engine show it. */
export const documentTitle = (title: string): string => (title === site ? site : `${title} · ${site}`);

export const skip = 'Skip to the content';
export const navigation = 'Main';
export const feed = 'Decisions';

/** @param notice that the data are simulated, as sentences. @param newest day of the data */
export const noticeOfEnded = (notice: string, newest: string): string =>
  `${notice} The data end on ${day(newest)}.`;
