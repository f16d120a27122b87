// Whether the machine is well. The figures of a rule are in words/rules.ts, the states in words/labels.ts.

import { count, counted, day, instant } from '../format.ts';
import { html } from '../html.ts';
import { row } from '../rules.ts';
import { newestData } from '../status.ts';

export const description =
  'Each rule with its live value, limit, margin and trend; drift, data quality, incidents, and the timeline of decisions.';

export const decision = {
  none: 'The rules have not been looked at yet.',
  asOf: (date: string): string => `As of ${day(date)}`,
  noChampion: 'no champion yet',
  /** @param newest day of the data. @param days since the day that was decided about */
  behind: (newest: string, days: number): string =>
    `The data go on to ${day(newest)}: nothing is decided yet about the ${counted(days, 'day')} since.`,
  /** @param run by its name, as HTML */
  holdHtml: ({ since, reason }: { since: string; reason: string }, run: string): string =>
    html`<strong>On hold</strong> since ${instant(since)}, after ${{ html: run }}: ${reason}. Nothing is retrained or promoted until a person lifts it.`,
};

export const glance = { incidents: 'Open incidents', newest: newestData };

export const rules = {
  title: 'The rules',
  textHtml: html`From <code>thresholds.yaml</code>, loudest first, then nearest to the limit. A rule fires after so many days in a row past its limit; open a line for its course and what is behind it.`,
  columns: [row.rule, row.now, row.limit, row.margin, row.trend, row.daysPast, row.lastFired],
  /** @param file address of rules.json */
  restHtml: (shown: number, all: number, file: string): string =>
    html`The ${count(shown)} that want attention most of ${count(all)}; <a href="${file}">rules.json</a> has them all.`,
};

export const incidents = {
  title: 'Incidents',
  none: 'No rule has fired on record, so nobody was called.',
  countedHtml: (open: number, closed: number): string =>
    html`${counted(open, 'incident')} open, ${count(closed)} closed. One rule is one incident; it stays open while nobody can know, and <code>open-incident</code> keeps an issue of each.`,
  /** @param file address of incidents.json */
  restHtml: (more: number, file: string): string =>
    html`${count(more)} more are in <a href="${file}">incidents.json</a>.`,
};

export const drift = {
  title: 'Drift by feature',
  noChampion: 'No data: without a champion there is no training to hold anything against.',
  nothingNew:
    'No data: nothing newer than the champion’s training has arrived lately, and data are never held against themselves.',
};

export const freshness = {
  title: 'Freshness',
  newest: glance.newest,
  oldest: 'Oldest data',
  published: 'Published',
  interactions: 'Interactions',
  sessions: 'Sessions',
};

export const quality = 'Data quality';

export const timeline = {
  title: 'What happened',
  none: 'Nothing has been decided yet.',
  /** @param file address of decisions.json */
  restHtml: (shown: number, all: number, file: string): string =>
    html`The newest ${count(shown)} of ${count(all)}; <a href="${file}">decisions.json</a> has them all.`,
};

/** What is not shown where a file is missing, as a sentence begins with it. */
export const parts = {
  rules: 'What the rules say',
  incidents: 'The list of incidents',
  drift: 'Drift',
  quality: 'The quality of the data',
  decisions: 'The log of decisions',
};
