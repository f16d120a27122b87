// The page of any run, for those without a page of their own.

import { html } from '../html.ts';

export const title = 'A run';
export const description =
  'Any run by its name, also one whose files have left the tree: verdict, metrics, what it learned from.';

/** @param history address of the run history */
export const howToFindHtml = (history: string): string =>
  html`Runs are found in the <a href="${history}">run history</a>; this page shows the older ones.`;
/** @param file address of runs.json */
export const withoutCodeHtml = (file: string): string =>
  html`What is known of an older run is read by this page’s code, which your browser does not run. It is in <a href="${file}">runs.json</a>, too.`;
