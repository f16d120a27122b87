// Runs side by side.

import { html } from '../html.ts';

export const title = 'Runs side by side';
export const description =
  'Two to six training runs side by side: only what differs in recipe, data and metrics.';
export const lead =
  'Only what differs. A figure stands beside another under one protocol alone, and is subtracted on one ground alone; where a cell is empty, it says why.';

/** @param history address of the run history */
export const chooseHtml = (history: string): string =>
  html`Choose two to six runs in the <a href="${history}">run history</a>.`;
export const withoutCodeHtml = (history: string): string =>
  html`Runs are put side by side by this page’s code, which your browser does not run. Each has its page in the <a href="${history}">run history</a>.`;
