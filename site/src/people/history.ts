// What a person watched, newest first. A very long history ends with where the rest is.

import type { FilmCard, Person } from '#pipeline/publishing/contract.ts';
import { thumb } from '../cards.ts';
import { filmPage } from '../links.ts';
import { shortDay } from '../words/format.ts';
import { escapeHtml } from '../words/html.ts';
import { OPINIONS } from '../words/labels.ts';
import { history as words } from '../words/person.ts';
import { WATCHED } from '../words/reactions.ts';
import { ratedHtml, type Scale } from './ratings.ts';

type Entry = Person['history'][number];

const FIRST = 24;

/** @param person with the published part of a history, and how long it is in all. */
export function historyHtml(
  { history, interactions }: Pick<Person, 'history' | 'interactions'>,
  films: ReadonlyMap<string, FilmCard>,
  scale: Scale,
): string {
  const items = history.flatMap((entry) => {
    const film = films.get(entry.item_id);
    return film === undefined ? [] : [itemHtml(film, entry, scale)];
  });
  const list = (some: readonly string[]) => `<ul class="history" role="list">${some.join('')}</ul>`;
  const earlier =
    items.length > FIRST
      ? `<details><summary>${words.earlier(items.length - FIRST)}</summary>${list(items.slice(FIRST))}</details>`
      : '';
  const older =
    interactions > history.length ? `<p class="soft">${words.older(interactions - history.length)}</p>` : '';
  const body =
    items.length === 0
      ? `<p class="empty">${words.none}</p>`
      : `${list(items.slice(0, FIRST))}${earlier}${older}`;
  return `<section class="block" aria-labelledby="history"><h2 id="history">${words.title}</h2>${body}</section>`;
}

/** The data attributes are what a list is made from in the page. */
function itemHtml(film: FilmCard, entry: Entry, scale: Scale): string {
  const { item_id, rating, opinion, day } = entry;
  const said = [
    rating === null ? '' : ratedHtml(rating, scale),
    opinion === null ? '' : `<span class="soft">${OPINIONS[opinion]}</span>`,
  ].filter(Boolean);
  return (
    `<li data-told="${escapeHtml(item_id)}" data-rating="${rating ?? ''}" data-opinion="${opinion ?? ''}">` +
    `<a href="${escapeHtml(filmPage(film))}">${thumb(film)}<span><strong dir="auto">${escapeHtml(film.title)}</strong> ` +
    `${said.join(' ') || `<span class="soft">${WATCHED}</span>`} <time class="soft" datetime="${day}">${shortDay(day)}</time></span></a></li>`
  );
}
