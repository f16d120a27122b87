// The champion's lists beside popular films. The figures are in words/experiments.ts.

import { html } from '../html.ts';

export const description =
  'The champion’s lists against popular films: effect, interval, sample size, stopping rule and decision.';
export const lead =
  'Some people are shown popular films instead of the champion’s lists. What the two groups do at the same time is compared, at a horizon computed from the days before.';

export const noneHtml = html`No experiment is running: the sessions have fewer than two arms. It needs sessions in <code>data/events/</code> with <code>champion</code> and <code>control</code> in the column <code>arm</code>, each person in one arm only.`;

/** What is not shown where its file is missing, as a sentence begins with it. */
export const record = 'The record of experiments';
