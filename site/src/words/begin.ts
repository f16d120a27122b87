// The top of the first page: what this is, and where a visitor begins.

import { count } from './format.ts';

export const hero = {
  title: 'Films picked by a machine that shows its work',
  lead: ({
    interactions,
    people,
    films,
  }: Readonly<Record<'interactions' | 'people' | 'films', number>>): string =>
    `Showrunner learns from ${count(interactions)} reactions by ${count(people)} people to ${count(films)} films. A new model takes over only when it beats the one in charge, and every decision is a file you can read.`,
  find: 'Find a film',
  about: 'How it works',
};

export const picks = {
  title: 'Pick three films you like',
  private: 'Your lists are made here, in this page. Nothing you tell leaves your browser unless you send it.',
  field: 'A film you like',
  placeholder: 'A title, or a mood',
  titles: 'Titles',
  suggestions: 'Or one of these:',
  others: 'Haven’t seen these',
  picked: 'Films you like',
  keep: 'Keep these picks as mine',
  clear: 'Forget it all',
  yourData: 'Your data',
};

export const tuning = {
  title: 'Tune these rows',
  mix: { title: 'How much is yours', low: 'popular', high: 'personal' },
  variety: { title: 'Variety', low: 'alike', high: 'varied' },
  fresh: { title: 'Year', low: 'any', high: 'new' },
};
