// The static API.

import type { Dataset } from '#pipeline/publishing/contract.ts';
import { html } from '../html.ts';

export const title = 'API';
export const description = 'Every figure of this site as a file: addresses, JSON Schemas and examples.';
export const heading = 'The static API';
export const lead =
  'Everything this site shows is also a file, and this site is built from those files alone. No key, no limit of calls, nothing to run: each publication writes them anew.';
export const withoutAddressHtml = html`This build was told of no address of its own: the examples are for <code>npm run preview</code>.`;

export const promise = {
  title: 'What you can rely on',
  partsHtml: [
    html`Within version 1 a field or a file may be added. None is removed and none changes its meaning: that would be <code>/api/v2/</code>.`,
    html`Each JSON file is described by a JSON Schema, which accepts fields it does not know. Its <code>$id</code> is the same wherever the file is served.`,
    html`The same data and the same commit give the same bytes.`,
    html`An id is text. Days are days of UTC, <code>YYYY-MM-DD</code>, and moments ISO 8601. <code>null</code> is “not known”, never zero.`,
    html`Every metric is with its protocol and the hash of its ground; figures of different ones do not compare.`,
  ],
  headers:
    'Whether another site’s page may read the files, and for how long a copy is kept, is for whoever serves them to say:',
};

export const files = {
  title: 'The files',
  /** @param root where they begin, in full */
  textHtml: (root: string): string =>
    html`All below <code>${root}</code>. Sizes are of all files of a kind, before compression.`,
};

export const badges = {
  title: 'Badges for a README',
  text: 'The reader of your README asks shields.io for the picture, and shields.io asks this site for the words. No page here does.',
};

export const feed = {
  title: 'Feed',
  /** @param address of the feed */
  textHtml: (address: string): string =>
    html`<a href="${address}">The newest decisions, verdicts, moves of the model and incidents</a>, as Atom, for a feed reader.`,
};

export const licence = {
  title: 'Whose data it is',
  made: (notice: string): string => `${notice} Everything in these files is made from them.`,
  terms: ({ title: name, licence: terms }: Pick<Dataset, 'title' | 'licence'>): string =>
    terms === null
      ? `${name}: no licence is stated, so ask before you pass anything on.`
      : `The files are made from ${name}. Its licence covers what it says about films and people, here as well.`,
  link: 'The data and their licence',
};

/** What is not shown where its file is missing, as a sentence begins with it. */
export const index = 'The index of the files';
