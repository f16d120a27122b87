// What a person said of a film, in words. A rating by a person and a prediction of ours never share a word.

import type { Person } from '#pipeline/publishing/contract.ts';
import { OPINIONS } from './labels.ts';

type Reaction = Pick<Person['history'][number], 'rating' | 'opinion'>;

/** As the end of "because they …": "rated 4.5", "loved", "watched". */
export function reactionInWords({ rating, opinion }: Reaction): string {
  if (opinion === 'love') return 'loved';
  if (rating !== null) return `gave ${rating} to`;
  if (opinion === 'thumb_up') return 'liked';
  return 'watched';
}

/** On its own, in a list: "4.5 stars, loved it". */
export function reactionLabel({ rating, opinion }: Reaction): string {
  const parts = [
    rating === null ? '' : rating === 1 ? '1 star' : `${rating} stars`,
    opinion === null ? '' : OPINIONS[opinion],
  ];
  return parts.filter(Boolean).join(', ') || 'watched';
}
