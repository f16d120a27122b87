// When a rule that would speak is silent: in a maintenance window, and in its cool-down after it had its way. Days and
// decisions in, a reason out; what would have been said is not looked at here.

import { DAY_MS, dayOf, parseDay } from '../data/time.ts';
import { plural } from './figures.ts';
import type { Severity } from './outcomes.ts';
import type { MaintenanceWindow } from './policy-types.ts';

/** An earlier decision, as far as a cool-down asks. */
export interface EarlierDecision {
  /** YYYY-MM-DD */
  readonly as_of: string;
  /** Rules that fired or alerted. */
  readonly spoke: readonly string[];
  /** Whether a candidate was judged upon it. */
  readonly judged: boolean;
}

/** Why a rule is silent today. */
export interface Quiet {
  /** A sentence for people, with the last quiet day. */
  readonly why: string;
}

/** What is asked of whom. */
export interface QuietQuestion {
  readonly rule: string;
  readonly severity: Severity;
  readonly cooldownDays: number;
  /** The day decided about. */
  readonly asOf: string;
  readonly earlier: readonly EarlierDecision[];
  readonly maintenance: readonly MaintenanceWindow[];
}

/** The window a day lies in, if any. */
export function windowOn(maintenance: readonly MaintenanceWindow[], day: string): MaintenanceWindow | null {
  return maintenance.find(({ from, until }) => from <= day && day <= until) ?? null;
}

/**
 * Null when the rule may speak. A rule that asks for a training rests after any candidate was judged, whichever rule
 * asked for it; one that calls a person rests after its own call. What the same day said before does not count, so a day
 * decided twice says the same.
 */
export function quietOn({
  rule,
  severity,
  cooldownDays,
  asOf,
  earlier,
  maintenance,
}: QuietQuestion): Quiet | null {
  const window = windowOn(maintenance, asOf);
  if (window !== null) return { why: `Silent until ${window.until}, a maintenance window: ${window.why}` };
  const counts = (each: EarlierDecision) => {
    if (each.as_of >= asOf) return false;
    return severity === 'investigate' ? each.spoke.includes(rule) : each.judged;
  };
  const last = earlier.filter(counts).reduce((newest, { as_of }) => (as_of > newest ? as_of : newest), '');
  const since = parseDay(last);
  if (since === null || cooldownDays === 0) return null;
  const until = dayOf(since + cooldownDays * DAY_MS);
  if (asOf > until) return null;
  const what = severity === 'investigate' ? 'it called a person' : 'a candidate was judged';
  return {
    why: `Silent until ${until}, its cool-down of ${plural(cooldownDays, 'day')} since ${what} on ${last}.`,
  };
}
