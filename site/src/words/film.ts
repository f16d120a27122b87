// The parts of a film's page: who likes it, how sure that is, what is like it and why, what the visitor thinks.

import type { FilmDetail, LikedAmong, ModelFile } from '#pipeline/publishing/contract.ts';
import { count, counted, day, fixed, listed, share } from './format.ts';
import { html } from './html.ts';
import { heldInWords } from './intervals.ts';

export const likers = {
  title: 'Who likes it',
  number: (people: number): string =>
    people === 0
      ? 'Nobody yet, by what people told us.'
      : `${counted(people, 'person likes', 'people like')} it.`,
  /** @param all of those who told us of it */
  ofAll: ({ people, like, low, high }: LikedAmong): string =>
    `${count(like)} of ${counted(people, 'person who told us of it likes it', 'people who told us of it like it')}: ${share(like / people)}, likely ${share(low)} to ${share(high)}.`,
  byHistory: 'By how many films people told us of',
  amongHtml({ films: { least, most }, people, like, low, high }: LikedAmong): string {
    const films =
      most === null ? `${counted(least, 'film')} and more` : `${least} to ${counted(most, 'film')}`;
    return html`<strong>${films}</strong> ${share(like / people)} of ${counted(people, 'person', 'people')} <span class="soft">likely ${share(low)} to ${share(high)}</span>`;
  },
  byGenre: 'What they like more than everybody does',
  noLeaning: 'Too few, or too much like everybody, to say what else they lean to.',
  leaningHtml: ({ genre, share: own, everybody }: FilmDetail['liked_by']['genres'][number]): string =>
    html`<strong>${genre}</strong> ${share(own)} of what they like <span class="soft">everybody: ${share(everybody)}</span>`,
  /** @param people links to some of them, as HTML */
  examplesHtml: (people: readonly string[]): string => html`For example ${{ html: listed(people) }}.`,
};

/** A person within a sentence. */
export const personHtml = (id: string): string => html`person <bdi>${id}</bdi>`;

export const sure = {
  title: 'How sure this is',
  average(
    mean: { readonly low: number; readonly high: number; readonly ratings: number } | null,
    ratings: number,
  ): string {
    if (mean !== null)
      return `The average of its ${counted(mean.ratings, 'rating')} is likely between ${fixed(mean.low, 2)} and ${fixed(mean.high, 2)} (95% interval).`;
    return ratings > 0
      ? `With ${counted(ratings, 'rating')} its average says little: ten are needed for an interval.`
      : 'Without a rating there is no average to be sure of.';
  },
  learned(from: FilmDetail['learned_from']): string {
    if (from === null) return 'The model has not learned from anybody’s interaction with it.';
    const days = from.from === from.to ? `of ${day(from.from)}` : `from ${day(from.from)} to ${day(from.to)}`;
    return `The model has learned from ${counted(from.interactions, 'interaction')} with it, ${days}.`;
  },
  /** @param intervals how those of the model came about */
  expected: (hasIntervals: boolean, intervals: ModelFile['rating_intervals']): string =>
    hasIntervals
      ? `What we expect one person to rate it comes with an interval made to hold 8 of 10 ratings. ${heldInWords(intervals)}`
      : 'What we expect one person to rate it has no interval: there is nothing to make one from yet.',
  runHtml: (address: string): string => html`<a href="${address}">The run that serves</a>.`,
};

export const thoughts = {
  title: 'What do you think of it?',
  /** @param yourData address of the page that has it all */
  keptHtml: (yourData: string): string =>
    html`Kept in this browser only; <a href="${yourData}">Your data</a> has it all.`,
};

export const similar = {
  title: 'Films like it',
  none: 'Too few people have liked it to say what is like it.',
  placed: 'Nearest first to where its genre and year put it, and whoever liked it already.',
  learned: 'Nearest first by what the model has learned: liked by the same people, whatever the genre says.',
  few: 'Hardly anybody has liked it yet, so this says more of them than of the film.',
  /**
   * What one has to do with it: "new, 83% alike, both Drama and War; 4 people like both".
   * @param nearness null where the model has no number for it. @param otherwise said where they share no genre
   */
  note({
    isNew,
    nearness,
    genres,
    otherwise = 'by who watched it',
    likers: both,
  }: {
    isNew: boolean;
    nearness: number | null;
    genres: readonly string[];
    otherwise?: string;
    likers: number;
  }): string {
    const near = nearness === null ? '' : `${share(nearness)} alike, `;
    const shared = genres.length > 0 ? `both ${listed(genres)}` : otherwise;
    const liked = both > 0 ? `; ${counted(both, 'person likes', 'people like')} both` : '';
    return `${isNew ? 'new, ' : ''}${near}${shared}${liked}`;
  },
};

export const why = {
  title: 'Why this film',
  missing: 'Why for you',
  /** Before the person. */
  onAList: 'On somebody’s list, and the exact share of its score that comes from each film they know:',
  onNoList: 'It is on no list of the people who have a page of their own.',
  ask: 'Why for me?',
  /** @param home address where films are picked */
  pickHtml: (home: string): string =>
    html`<a href="${home}">Pick films you like</a> and this is worked out from them, in your browser.`,
};

export const histogram = {
  title: 'Ratings of this film',
  rating: 'Rating, stars',
  people: 'People',
  columns: ['Stars', 'Ratings'],
  sentence: (total: number, top: { readonly rating: number; readonly count: number }): string =>
    `${counted(total, 'rating')}; the most frequent is ${top.rating}, given ${counted(top.count, 'time')} (${share(top.count / total)}).`,
} as const;
