// What a visitor said of films, and what else their browser keeps. What the page answers is in words/browser/your-data.ts.

import { picks } from '../begin.ts';
import { html } from '../html.ts';

export const title = picks.yourData;
export const description =
  'What you said of films, kept in your browser only: see it, send it, take it with you, erase it.';
export const lead =
  'What you say of films stays in this browser. Nothing is sent unless you send it, and you see the very text before you do.';
export const withoutCode =
  'Without JavaScript this site keeps nothing about you, so there is nothing to see, send or erase.';

export const said = {
  title: 'What you said',
  /** @param home address of the first page */
  nothingHtml: (home: string): string =>
    html`Nothing yet. <a href="${home}">Pick some films</a>, or say what you think of one on its page.`,
};

export const send = {
  title: 'Send it as feedback',
  waiting: 'The next model learns from it. What waits to be sent:',
  sent: 'Did you send it?',
  mark: 'Yes, it is sent',
};

export const issue = {
  title: 'As an issue of the repository',
  text: 'An issue is public: it shows the GitHub account you send it with, and this text.',
  preview: 'Text of the issue',
  open: 'Open the filled-in issue',
};

export const file = {
  title: 'As a file, without an account',
  textHtml: html`Give it to whoever runs this site: it goes into <code>data/feedback/</code> of the repository, for <code>npx showrunner ingest</code>. The random id in it says only that its lines belong together.`,
  preview: 'Text of the file',
  download: 'Download feedback.jsonl',
};

export const take = {
  title: 'Take it with you, or erase it',
  text: 'It is in the storage of this browser and nowhere else. An export holds all of it; an import is added to what is here, and of a film that both know the later word counts.',
  export: 'Export',
  import: 'Import',
  erase: 'Erase everything',
};

export const ask = {
  text: 'Erase everything that this browser keeps for you?',
  yes: 'Erase it',
  no: 'Leave it',
};

export const aside = {
  text: 'Something that was kept cannot be read and was set aside.',
  download: 'Download it as it is',
};

export const kept = {
  title: 'What else is kept',
  text: 'So that the site is there without a network, or with one that does not answer, your browser also keeps this page, the first pages, the model that makes your lists, the list of films that the search looks through, and up to 150 pages and files that you visited. They are the site’s, the same for everybody, and go when a newer version of the site is out. Which of them are there tells whoever uses this browser what you looked at: clear the data of this site in the browser’s settings and they are gone, with everything above. A browser that is set to save data keeps none of them.',
};
