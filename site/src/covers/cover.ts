// A film's cover as HTML: real text over a piece of the art sheet, coloured by classes alone, because the
// content security policy allows no style attributes.

import { escapeHtml } from '../words/html.ts';
import { artId } from './art.ts';
import { type Poster, posterOf, type Subject } from './poster.ts';

function art(poster: Poster, sheet: string): string {
  const href = `${sheet}#${artId(poster.motif, poster.variant)}`;
  const mirrored = poster.mirrored ? ' mirrored' : '';
  return `<svg class="cover-art${mirrored}" viewBox="0 0 120 120" preserveAspectRatio="xMidYMid slice" aria-hidden="true"><use href="${escapeHtml(href)}"/></svg>`;
}

/**
 * The cover with its title and year on it.
 * @param sheet address of the art sheet
 */
export function coverHtml(film: Subject, sheet: string): string {
  const poster = posterOf(film);
  const capitals = poster.capitals ? ' capitals' : '';
  const title = `<span class="cover-title" dir="auto">${escapeHtml(film.title)}</span>`;
  const year = film.year === null ? '' : `<span class="cover-year">${film.year}</span>`;
  return `<span class="cover ${poster.colours} ${poster.layout} ${poster.face} step-${poster.step}${capitals}">${art(poster, sheet)}<span class="cover-words">${title}${year}</span></span>`;
}

/** The cover's art alone, for places too small to read a title in; the film's name stands beside it. */
export function thumbHtml(film: Subject, sheet: string): string {
  const poster = posterOf(film);
  return `<span class="cover thumb ${poster.colours}">${art(poster, sheet)}</span>`;
}
