// Every run.

import { count } from '../format.ts';
import { html } from '../html.ts';

export const description =
  'Every training run with its metrics, the protocol they were measured under, and which run is in charge.';
export const lead =
  'Each run is a model with its papers: data, recipe, code and figures. One of them is the champion; a newer one replaces it only by winning on the same ground.';
export const none = 'No model has been trained yet. Until then everybody is offered what is popular.';

export const overTime = 'Runs over time';
export const newestJudged = (runs: number): string => `The newest ${count(runs)} judged runs.`;

export const history = 'Run history';
/** @param at addresses of the files, and of the page about them */
export const filesHtml = (at: Readonly<Record<'runs' | 'columns' | 'api', string>>): string =>
  html`All of them as files: <a href="${at.runs}">runs.json</a> and <a href="${at.columns}">run-columns.json</a>; their scores as CSV and Parquet are in <a href="${at.api}">the static API</a>.`;

export const metrics = {
  title: 'Metrics',
  text: 'A figure means nothing without its protocol, and figures compare only on the same ground: the same frozen split, with the same people in it. Rows on different ground stand apart, and their figures must not be compared: best, last, least and most take in every ground, to say how far figures go, and rank nothing. The best of a ground is bold.',
  newest: (runs: number): string => `Of the newest ${count(runs)} runs.`,
};

/** What is not shown where a file is missing, as a sentence begins with it. */
export const parts = { runs: 'The list of runs', columns: 'The table of runs' };
