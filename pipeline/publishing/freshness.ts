// When data newer than the published ones are due: by the policy where it says so, else by the rhythm of the data
// themselves. A visitor's own clock says whether that is past; nothing here looks at a clock.

import type { DatasetCard } from '../data/dataset.ts';
import { DAY_MS } from '../data/time.ts';
import { dayNumber } from '../monitoring/days.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { Freshness } from './contract.ts';

/** The rhythm is that of so many days before the newest, once so many of them have data. */
const RHYTHM_DAYS = 90;
const FEWEST_DAYS = 7;

export interface FreshnessQuestion {
  readonly kind: DatasetCard['kind'];
  readonly rule: Pick<Policy['rules']['days_since_data'], 'enabled' | 'limit'>;
  /** Epoch milliseconds of the newest data; of every row and session, in any order. */
  readonly newest: number;
  readonly instants: Iterable<number>;
}

/** The newest day counts as whole: `days` days of silence after it are in order, and then something is late. */
export function freshnessOf({ kind, rule, newest, instants }: FreshnessQuestion): Freshness {
  if (kind === 'simulated') return { expected_by: null, basis: 'ended', days: null };
  const last = dayNumber(newest);
  if (rule.enabled && rule.limit !== null) return due('policy', last, Math.floor(rule.limit));
  const days = new Set<number>();
  for (const instant of instants) if (dayNumber(instant) > last - RHYTHM_DAYS) days.add(dayNumber(instant));
  if (days.size < FEWEST_DAYS) return { expected_by: null, basis: 'unknown', days: null };
  const sorted = [...days].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((day, i) => day - sorted[i] - 1);
  return due('cadence', last, Math.max(1, ...gaps));
}

function due(basis: 'policy' | 'cadence', last: number, days: number): Freshness {
  return { expected_by: new Date((last + days + 1) * DAY_MS).toISOString(), basis, days };
}
