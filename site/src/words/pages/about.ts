// How it works and what the figures mean.

import type { Dataset } from '#pipeline/publishing/contract.ts';
import { hero } from '../begin.ts';
import { count, counted, day } from '../format.ts';
import { html } from '../html.ts';
import { heading as staticApi } from './api.ts';

export const description =
  'How the recommender runs itself, what its figures mean, and whose data it learns from.';
export const heading = hero.about;
export const lead =
  'Everything lives in one Git repository: the data, the model, the rules, each decision and this site. A scheduled job turns the loop; a commit is the only way anything changes.';

export const decide = {
  title: 'When it learns again',
  /** @param monitoring its address */
  textHtml: (monitoring: string): string =>
    html`The rules look at facts about now, such as clicks, session length, drift of taste and the score on recent data, and come to one of four outcomes. <a href="${monitoring}">Monitoring</a> shows every rule with its value and its limit.`,
};

export const judge = {
  title: 'How a new model is judged',
  split:
    'Time is cut once. Everything before the cut is for learning, everything after it is for judging, for all people at the same instant, so that no model has seen the future. The split is frozen and has a hash: the ground.',
  ranking:
    'On that ground the candidate and the champion rank every film a person has not seen yet, and the ten they put first are compared with what the person really liked later. A film the model does not know counts as a miss. People count who are known before the cut and liked something after it. Ratings are predicted on the same ground.',
  /** @param engineering its address */
  differencesHtml: (engineering: string): string =>
    html`Each difference carries a 95% interval from a bootstrap that pairs the two models person by person. The candidate must also beat two floors: plain popularity for ranking, and the mean with a person’s and a film’s bias for ratings. <a href="${engineering}">Engineering</a> has every run with its verdict.`,
};

export const why = {
  title: 'Why a film is on a list',
  text: 'A person is not stored in the model. Their place among the films is worked out from their own history each time, in a way that splits exactly: of a film’s score, so much comes from this film they know, so much from that one. Those are the percentages on a person’s page.',
};

export const api = {
  title: staticApi,
  text: 'Every figure here is also a file, the same that this site is built from.',
  link: 'All files, with schemas and examples',
};

export const data = {
  title: 'The data',
  name: 'Name',
  extent: 'Extent',
  time: 'Time',
  ratings: 'Ratings',
  licence: 'Licence',
  source: 'Source',
  covers: 'The film covers are drawn by this site from title, year and genre. No poster of anybody is used.',
};

export const extent = ({ films, people, interactions, ratings, sessions }: Dataset['counts']): string =>
  `${counted(films, 'film')}, ${counted(people, 'person', 'people')}, ${counted(interactions, 'interaction')}, ${count(ratings)} of them ratings, ${counted(sessions, 'session')}`;
export const time = ({ from, to }: Pick<Dataset, 'from' | 'to'>): string => `${day(from)} to ${day(to)}`;
export const scale = ({ min, max, step }: Dataset['rating_scale']): string =>
  `${min} to ${max} stars in steps of ${step}`;

export const licence = {
  asWritten: 'As it came with the data',
  /** Where none is stated. */
  unstated: { simulated: 'that of the repository', imported: 'not stated' } satisfies Record<
    Dataset['kind'],
    string
  >,
};
