// What is known of a run, by name, and how it is said.

import { bytes, count, counted, duration } from './format.ts';
import { html } from './html.ts';

export const FACTS = {
  run: 'Run',
  verdict: 'Verdict',
  made: 'Made',
  algorithms: 'Algorithms',
  rankingBy: 'Ranking by',
  ratingBy: 'Rating by',
  learnedUpTo: 'Learned up to',
  learnedFrom: 'Learned from',
  interactions: 'Interactions',
  people: 'People',
  films: 'Films',
  training: 'Training',
  size: 'Size',
  cost: 'Cost',
  seed: 'Seed',
  code: 'Code',
  node: 'Node',
  dataset: 'Dataset',
  batches: 'Batches',
} as const;

export const stillKnown = 'What is still known';
export const papersGone =
  'The model’s files have left the tree to keep the repository small. They are still in Git’s history.';
export const metrics = 'Metrics';
export const noMetric = 'No metric was measured of it.';
/** A run whose code was in no repository has no commit. */
export const NO_COMMIT = 'outside a repository';

/** Under which protocol and on which ground figures were measured. */
export const measuredHtml = (protocol: string, ground: string): string =>
  html`Protocol <code>${protocol}</code>, on ground <code>${ground}</code>`;

export const learnedFrom = (interactions: number, people: number, films: number): string =>
  `${counted(interactions, 'interaction')} of ${counted(people, 'person', 'people')} with ${counted(films, 'film')}`;
export const cost = (seconds: number, size: number): string =>
  `${duration(seconds)} of training, ${bytes(size)}`;

/** How many batches, and the last: batches are only ever added. */
export const batches = (number: number, last: string | undefined): string =>
  last === undefined ? count(number) : `${count(number)}, up to ${last}`;
