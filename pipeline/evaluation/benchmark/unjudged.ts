// Why nothing can be judged on a split: its people are not known, or nothing of theirs is relevant. Not the figures.

import { quoted } from '../../errors.ts';
import type { Head } from '../../recommenders/algorithm.ts';
import type { Ground } from '../protocol.ts';

/**
 * What keeps a head from being judged, as a sentence with the numbers; null where somebody is judged. Ratings of people or of
 * items nobody knows are judged all the same (the protocol says how), but not where neither are known.
 */
export function whyNobodyIsJudged({ train, test, users, parameters }: Ground, head: Head): string | null {
  const people = strangers(train.userIds, test.userIds);
  const items = strangers(train.itemIds, test.itemIds);
  const isOfAnotherWorld = people.length === test.userIds.length && items.length === test.itemIds.length;
  if (head === 'rating' ? !isOfAnotherWorld : users.ranking.length > 0) return null;
  const unknown =
    `${people.length} of ${test.userIds.length} people to judge by are not among those to train on` +
    `${example(people)}, nor are ${items.length} of ${test.itemIds.length} items${example(items)}.`;
  if (people.length === test.userIds.length) return `nobody can be judged: ${unknown}`;
  const relevant = parameters.positiveRating > 0 ? ` (rated ${parameters.positiveRating} or more)` : '';
  return `nobody can be judged: no known person has a relevant item${relevant} that they had not told of before; ${unknown}`;
}

function strangers(known: readonly string[], ids: readonly string[]): string[] {
  const all = new Set(known);
  return ids.filter((id) => !all.has(id));
}

const example = ([first]: readonly string[]): string =>
  first === undefined ? '' : ` (such as ${quoted(first)})`;
