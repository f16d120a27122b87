// The frame of every chart. What a chart shows is said beside what it is of.

import { html } from './html.ts';

const forListeners = (text: string): { html: string } => ({
  html: html`<span class="visually-hidden"> ${text}</span>`,
});

/** Of the figures below a chart. */
export const tableHtml = (title: string): string => html`Table${forListeners(`of ${title}`)}`;
export const tableName = (title: string): string => `${title}: table`;
/** @param name of the file */
export const sourceHtml = (name: string, title: string): string =>
  html`${name}${forListeners(`holds the figures of ${title}`)}`;
export const linkHtml = (title: string): string => html`Link${forListeners(`to ${title}`)}`;
