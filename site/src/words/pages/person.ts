// One person: a page of their own, and the page of anybody.

import { html } from '../html.ts';

export const title = (id: string): string => `Person ${id}`;
export const headingHtml = (id: string): string => html`Person <bdi>${id}</bdi>`;
export const description = (id: string): string => `What ${id} watched, what they are offered next, and why.`;

export const anybody = {
  title: 'Somebody',
  description: 'Anybody in the data by their id: what they watched, what they are offered next, and why.',
  heading: 'Somebody in the data',
  withoutCode: 'Whoever you ask for is read by this page’s code, which your browser does not run.',
  next: 'Next person',
  some: 'People with a page of their own',
};
