// What a person said of a film, in words. A rating by a person and a prediction of ours never share a word.

import type { Person } from '#pipeline/publishing/contract.ts';

export const WATCHED = 'watched';

type Reaction = Pick<Person['history'][number], 'rating' | 'opinion'>;

/** As the end of "because they …": "rated 4.5", "loved", "watched". */
export function reactionInWords({ rating, opinion }: Reaction): string {
  if (opinion === 'love') return 'loved';
  if (rating !== null) return `gave ${rating} to`;
  if (opinion === 'thumb_up') return 'liked';
  return WATCHED;
}
