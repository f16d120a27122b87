// What earlier decisions came to, as cool-downs ask: which rules spoke, and whether a candidate was judged upon it.

import type { StoredDecision } from '../registry/decisions.ts';
import type { RetrainingDecision } from '../rules/outcomes.ts';
import type { EarlierDecision } from '../rules/quiet.ts';

/**
 * A verdict belongs to the newest decision before it, so a training that was asked for and never came to a verdict
 * starts no cool-down.
 * @param stored decisions and verdicts, oldest first
 */
export function earlierDecisions(stored: readonly StoredDecision[]): EarlierDecision[] {
  const found: { as_of: string; spoke: string[]; judged: boolean }[] = [];
  for (const { record } of stored) {
    if (record.kind === 'decision') found.push({ ...spokenIn(record), judged: false });
    const newest = found.at(-1);
    if (record.kind === 'verdict' && newest) newest.judged = true;
  }
  return found;
}

/** The day of a decision and the rules that fired or alerted. */
export function spokenIn({ as_of, rules }: RetrainingDecision): { as_of: string; spoke: string[] } {
  const spoke = rules.filter(({ state }) => state === 'fired' || state === 'alert');
  return { as_of, spoke: spoke.map(({ rule }) => rule) };
}
