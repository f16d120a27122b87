// What is sent, as the very text: an issue of the repository's form, already filled in, or a file for data/feedback/. Pure,
// and of ids and reactions alone: no title, and nothing about whoever sends it.

import { digest } from '../../links.ts';
import type { Reaction } from './record.ts';

/** Longest address of a filled-in issue, in bytes, and most films of one: what the repository takes from an account a day. */
export const LONGEST_ADDRESS = 6000;
export const MOST_IN_ISSUE = 100;

/** A line for each film, as actions/collect-feedback/form.ts reads them. */
export const issueText = (reactions: readonly Reaction[]): string =>
  reactions.map(({ signal, item_id }) => `${signal} ${item_id}`).join('\n');

/** The address of the filled-in issue; null where it would be too long or hold too many films. */
export function issueAddress(repository: string, reactions: readonly Reaction[]): string | null {
  const fields = new URLSearchParams({ template: 'feedback.yml', reactions: issueText(reactions) });
  const address = `${repository}/issues/new?${fields}`;
  return address.length <= LONGEST_ADDRESS && reactions.length <= MOST_IN_ISSUE ? address : null;
}

/** JSON lines as data/README.md has them. The same reaction has the same event id, so that a file read twice counts once. */
export function feedbackLines(visitor: string, reactions: readonly Reaction[]): string {
  return reactions
    .map(({ item_id, signal, at }) => {
      const event_id = `${visitor}-${digest(`${item_id} ${signal} ${at}`)}`;
      const timestamp = new Date(at).toISOString();
      return `${JSON.stringify({ event_id, user_id: visitor, item_id, signal, timestamp })}\n`;
    })
    .join('');
}

/** A random id of 64 bits, made from nothing that is known of the visitor. */
export function newVisitor(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `visitor-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
