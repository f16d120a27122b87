// Films that joined after training, as the last rows of a served model: how they are told from the trained ones, and how
// many of them a list may carry. Where they stand is recommenders/new-films.ts; lists are score.ts.

/** What of a model tells its trained rows from the others. */
export interface ServedRows {
  readonly itemIds: readonly string[];
  readonly trained?: number;
}

/** Rows that training knew: whatever is averaged or summed over films is over these, so that new ones move no score. */
export function trainedRows({ itemIds, trained }: ServedRows): number {
  return trained ?? itemIds.length;
}

/** Placed films are at most one in so many of a list: more cost more of what is known than they find (docs/methods.md). */
const ONE_IN = 10;

/** Placed films that are kept beside a list. */
export const PLACED_BESIDE = 4;

/** How many placed films a list of some length may carry: a tenth, and at least one. */
export function mostPlaced(length: number): number {
  return Math.max(1, Math.floor(length / ONE_IN));
}
