// The way to an entry of the timeline.

import { timelineEntry } from '../links.ts';
import { html } from '../words/html.ts';
import { TIMELINE_LENGTH } from '../words/log.ts';
import { valueOr } from './json-file.ts';
import { published } from './site-data.ts';

/** A text that leads there, as HTML; the text alone where the timeline does not reach back to it. */
export function logLinkHtml(id: string, text: string): string {
  const entries = valueOr(published().decisions, null)?.entries ?? [];
  const isThere = entries.slice(0, TIMELINE_LENGTH).some((entry) => entry.id === id);
  return isThere ? html`<a href="${timelineEntry(id)}">${text}</a>` : html`${text}`;
}
