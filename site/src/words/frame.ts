// What stands around every page: the site's name, its sections, the way past them.

import { day, instant } from './format.ts';
import { html } from './html.ts';

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

/** The foot of every page. */
export const foot = {
  publishedHtml: ({ title, kind }: { title: string; kind: string }, at: string): string =>
    html`<strong>${title}</strong>${kind === 'simulated' ? ' (simulated)' : ''}, published <time datetime="${at}">${instant(at)}</time>.`,
  filesHtml: (api: string, health: string): string =>
    html`Every figure here is also a file: <a href="${api}">the static API</a>, for example <a href="${health}">health.json</a>.`,
  yoursHtml: (yourData: string): string =>
    html`What you say of films stays in your browser: <a href="${yourData}">your data</a>.`,
};
