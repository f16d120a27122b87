// The first page.

import { counted, shortDay } from '../format.ts';
import { all as allPeople } from './people.ts';

export const description =
  'A film recommender that runs itself in a Git repository and shows its work: lists with their reasons, the rules, every decision.';

export const people = {
  title: 'Look over somebody’s shoulder',
  reason: 'What they watched, what they are offered next, and why.',
  more: allPeople,
};

export const questions = {
  title: 'Where to begin',
  reason: 'Whether you like these tells the model most about you, the most telling first.',
};

export const recent = {
  title: 'Popular now',
  reason: 'What most people watched lately.',
  more: 'All films',
};

export const latest = {
  title: 'New here',
  reason: 'The latest to join the catalogue.',
  /** Below a film. @param added day, or null where it is not known */
  joined: (added: string | null): string => (added === null ? 'New' : `Joined ${shortDay(added)}`),
};

export const genre = {
  reason: (films: number): string => counted(films, 'film'),
  more: (name: string): string => `All of ${name}`,
};

export const machine = 'The machine, as published';
export const genres = 'Every genre';

/** What is not shown where a file is missing, as a sentence begins with it. */
export const parts = {
  model: 'Your own lists',
  samples: 'The people to look at',
  questions: 'What tells the model most',
  popular: 'What is popular',
};
