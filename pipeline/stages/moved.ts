// What came of a move of the pointer, or would come of it.

export interface Moved {
  /** Id of the move's record in models/decisions/; null in a dry run. */
  decision: string | null;
  from: string | null;
  to: string | null;
}
