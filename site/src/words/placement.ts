// What is said where little is known: of a film that the model was not trained on, and of a segment that few watched.

import type { Placement, SegmentPopular } from '#pipeline/publishing/contract.ts';
import { counted } from './format.ts';

/** "placed by genre and year": by what a film has its place before anybody trained on it. */
export function placedBy({ by_genres, by_year }: Placement): string {
  const by = [by_genres ? 'genre' : '', by_year ? 'year' : ''].filter(Boolean).join(' and ');
  return by === '' ? 'placed among all films, with no genre or year to go by' : `placed by ${by}`;
}

/** "New: placed by genre and year; 3 people told us about it". */
export function placementInWords(placement: Placement): string {
  const { touched_by } = placement;
  const told =
    touched_by === 0
      ? 'nobody has told us about it yet'
      : `${counted(touched_by, 'person has', 'people have')} told us about it`;
  return `New: ${placedBy(placement)}; ${told}`;
}

/** Whose list it is, where what was asked for had to be widened. */
export function widenedInWords({
  genre,
  decade,
  widened,
}: Pick<SegmentPopular, 'genre' | 'decade' | 'widened'>): string {
  if (widened.length === 0) return 'In the last four weeks.';
  const lately = 'Too few were watched in the last four weeks';
  if (widened.length === 1) return `${lately}, so these are of all time.`;
  return `${lately} or ever, so these are not of ${genre ?? `the ${decade}s`} alone.`;
}

export const watchedMost = { title: 'Watched most', missing: 'What is watched most' };
