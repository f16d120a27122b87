// A person's list: each film with what we expect and the share of it that each of their own films accounts for. Markup as
// a string, for pages made at build and in the browser alike.

import type { FilmCard, Person, Recommendation } from '#pipeline/publishing/contract.ts';
import { thumb } from '../cards.ts';
import { filmPage } from '../links.ts';
import { share } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { noYear } from '../words/lists.ts';
import { reasons as words } from '../words/person.ts';
import { placementInWords } from '../words/placement.ts';
import { reactionInWords, WATCHED } from '../words/reactions.ts';
import { expectedHtml, ratedHtml, type Scale } from './ratings.ts';

export interface ListingContext {
  readonly films: ReadonlyMap<string, FilmCard>;
  readonly history: Person['history'];
  readonly scale: Scale;
}

/** The items of a list; a film that the catalogue does not have is left out. */
export function listingHtml(recommendations: readonly Recommendation[], context: ListingContext): string {
  const known = recommendations.filter(({ item_id }) => context.films.has(item_id));
  return known.map((recommendation, n) => itemHtml(recommendation, n + 1, context)).join('');
}

function itemHtml(recommendation: Recommendation, rank: number, context: ListingContext): string {
  const { item_id, placed, predicted_rating: rating, rating_interval: interval } = recommendation;
  const film = context.films.get(item_id);
  if (film === undefined) return '';
  const about = [film.year ?? noYear, ...film.genres.slice(0, 3)].join(' · ');
  return (
    `<li class="recommendation" data-id="${escapeHtml(item_id)}"><a class="recommendation-film" href="${escapeHtml(filmPage(film))}">${thumb(film)}` +
    `<span><span class="rank">${rank}</span> <strong dir="auto">${escapeHtml(film.title)}</strong> <span class="soft">${escapeHtml(about)}</span>` +
    `${placed ? ` <span class="soft">${placementInWords(placed)}</span>` : ''}` +
    `${rating === null ? '' : ` ${expectedHtml(rating, interval, context.scale)}`}</span></a>` +
    `${reasonsHtml(recommendation, context)}</li>`
  );
}

function reasonsHtml({ because, score }: Recommendation, context: ListingContext): string {
  const reactions = new Map(context.history.map((entry) => [entry.item_id, entry]));
  const reasons = because.flatMap(({ item_id, share: part }) => {
    const film = context.films.get(item_id);
    if (film === undefined) return [];
    const reaction = reactions.get(item_id);
    const said =
      reaction && reaction.rating !== null && reaction.opinion !== 'love'
        ? ratedHtml(reaction.rating, context.scale)
        : reaction
          ? reactionInWords(reaction)
          : WATCHED;
    const link = `<a href="${escapeHtml(filmPage(film))}"><bdi>${escapeHtml(film.title)}</bdi></a>`;
    return [{ part, html: reasonHtml(part, words.theyHtml(said, link)) }];
  });
  if (reasons.length === 0) return '';
  const rest = Math.sign(score) - reasons.reduce((sum, { part }) => sum + part, 0);
  const others =
    Math.abs(rest) > 0.005
      ? `<li class="soft"><span>${share(rest)}</span> <span>${words.rest(rest)}</span></li>`
      : '';
  return `<ul class="reasons" aria-label="${words.name}">${reasons.map(({ html }) => html).join('')}${others}</ul>`;
}

/** A share as a figure and a bar, with what it is of. */
export const reasonHtml = (part: number, html: string): string =>
  `<li><span><strong>${share(part)}</strong>${shareBarHtml(part)}</span> <span>${html}</span></li>`;

/** Full width is the whole score: a bar of one film compares with those of every other. A share of more than all is full. */
function shareBarHtml(part: number): string {
  const width = Math.min(100, Math.max(1, Math.round(Math.abs(part) * 1000) / 10));
  return `<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="share-all" width="100" height="6"/><rect class="share-part" width="${width}" height="6"/></svg>`;
}
