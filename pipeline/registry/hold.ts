// Whether a rollback forbids retraining and promotion. There is no state file: the hold is read from the decisions,
// so that reverting a commit or merging a branch cannot leave the two apart.

import { isMove } from './decision-record.ts';
import { readDecisions } from './decisions.ts';

export interface Hold {
  /** The run that serves while the hold stands. */
  run: string;
  reason: string;
  /** ISO 8601. */
  since: string;
}

/** A rollback whose hold nobody has ended. */
export interface StandingRollback extends Hold {
  /** Id of its decision. */
  id: string;
}

/** The hold of the newest rollback that is neither lifted nor ended by an import; null when nothing holds. */
export async function readHold(root: string): Promise<Hold | null> {
  const [newest] = await standingRollbacks(root);
  return newest ? { run: newest.run, reason: newest.reason, since: newest.since } : null;
}

/**
 * All rollbacks whose hold stands, newest first. A lifting names the rollbacks it ends, so the answer does not hang on
 * whose clock was ahead.
 */
export async function standingRollbacks(root: string): Promise<StandingRollback[]> {
  const ended = new Set<string>();
  const rollbacks: StandingRollback[] = [];
  for (const { id, record } of await readDecisions(root, ['rollback', 'hold-lifted', 'import'])) {
    if (!isMove(record)) continue;
    if (record.kind !== 'rollback') for (const name of record.evidence) ended.add(name);
    else if (record.to) rollbacks.push({ id, run: record.to, reason: record.reason, since: record.at });
  }
  return rollbacks.filter(({ id }) => !ended.has(id));
}
