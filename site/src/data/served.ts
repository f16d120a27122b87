// When a run was the champion, told from the moves of the pointer on record.

import type { LogEntry } from '#pipeline/publishing/contract.ts';

export interface Served {
  /** ISO 8601. */
  readonly from: string;
  /** Null while it still serves. */
  readonly until: string | null;
  /** Id of the entry that put it in charge. */
  readonly by: string;
}

const MOVES: readonly LogEntry['kind'][] = ['promotion', 'rollback', 'import'];

/** @param entries the log, newest first. @returns oldest first */
export function servedSpans(entries: readonly LogEntry[], run: string): Served[] {
  const moves = entries.filter(({ kind }) => MOVES.includes(kind)).toReversed();
  return moves.flatMap((move, n) =>
    move.run === run ? [{ from: move.at, until: moves[n + 1]?.at ?? null, by: move.id }] : [],
  );
}
