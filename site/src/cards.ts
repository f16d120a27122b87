// A film as a card that links to its page. Markup as a string and kept, because the same card stands on up to a
// hundred pages and there may be ten thousand films.

import type { FilmCard } from '#pipeline/publishing/contract.ts';
import { coverHtml, thumbHtml } from './covers/cover.ts';
import { filmPage, link } from './links.ts';
import { NOTHING } from './words/format.ts';
import { escapeHtml } from './words/html.ts';

const covers = new Map<string, string>();

/** The film's cover without a link. */
export function cover(film: FilmCard): string {
  let html = covers.get(film.item_id);
  if (html === undefined) {
    html = coverHtml(film, link('/covers.svg'));
    covers.set(film.item_id, html);
  }
  return html;
}

/** The art of the cover alone, small. */
export const thumb = (film: FilmCard): string => thumbHtml(film, link('/covers.svg'));

/** Cover, and one line of text below it: a reason, or the genres. */
export function card(film: FilmCard, note = film.genres.slice(0, 2).join(', ')): string {
  return `<a class="film" href="${escapeHtml(filmPage(film))}" data-id="${escapeHtml(film.item_id)}">${cover(film)} <span class="film-note">${escapeHtml(note || NOTHING)}</span></a>`;
}
