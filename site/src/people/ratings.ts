// What somebody gave and what we expect, as two shapes and two words: stars and "rated", a dot with a whisker and "we
// expect". Markup as strings, for pages made at build and in the browser alike.

import * as words from '../words/ratings.ts';

/** Of the data's ratings. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}

/** Within which the person's own rating is expected; null where the model says none. */
export type Interval = { readonly low: number; readonly high: number } | null;

const STARS = 5;

/** A rating somebody gave: "★★★★½ rated 4.5". A scale that does not end at five says where it ends. */
export function ratedHtml(rating: number, { max }: Scale, text = words.rated(rating)): string {
  const halves = Math.round((Math.max(0, rating) / max) * STARS * 2);
  const stars = '★'.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? '½' : '');
  return `<span class="rated"><span aria-hidden="true">${stars}</span> ${max === STARS ? text : words.outOf(text, max)}</span>`;
}

/** Where the axis of a prediction begins and ends in its picture, 0 to 100. */
const AXIS = { from: 6, to: 94 };

/** What we expect somebody to give: a dot on the scale, its whisker where there is an interval, and both in words. */
export function expectedHtml(rating: number, interval: Interval, scale: Scale): string {
  const x = (value: number): string => {
    const part = (value - scale.min) / (scale.max - scale.min || 1);
    return (AXIS.from + Math.min(1, Math.max(0, part)) * (AXIS.to - AXIS.from)).toFixed(1);
  };
  const whisker = interval
    ? `<path class="expected-whisker" d="M${x(interval.low)} 3v8M${x(interval.low)} 7H${x(interval.high)}M${x(interval.high)} 3v8"/>`
    : '';
  return (
    `<span class="expected" data-rating="${rating}" data-low="${interval?.low ?? ''}" data-high="${interval?.high ?? ''}"><svg viewBox="0 0 100 14" width="100" height="14" aria-hidden="true">` +
    `<path class="expected-axis" d="M${AXIS.from} 7H${AXIS.to}"/>${whisker}<circle cx="${x(rating)}" cy="7" r="4"/></svg>` +
    ` <span>${words.weExpect(rating, interval)}</span></span>`
  );
}

/** What the two shapes mean; shown wherever both are. */
export function legendHtml(hasIntervals: boolean, scale: Scale): string {
  const middle = (scale.min + scale.max) / 2;
  const example: Interval = hasIntervals
    ? { low: middle - (scale.max - scale.min) / 6, high: middle + (scale.max - scale.min) / 6 }
    : null;
  const picture = expectedHtml(middle, example, scale).replace(/ <span>.*<\/span><\/span>$/, '</span>');
  return (
    `<p class="rating-legend soft">${ratedHtml(scale.max, scale, words.ratedMeans)}` +
    `<span>${picture} ${words.weExpectMeans(hasIntervals)}</span></p>`
  );
}
