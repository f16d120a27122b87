// What a judging looks at, and what it finds. Types, and two look-ups.

import type {
  Challenger,
  Comparison,
  MetricTable,
  ServingCost,
  SliceComparison,
  Verdict,
} from './outcomes.ts';
import type { Policy } from './policy-types.ts';

/** Two models on the same ground, as `evaluation/compare.ts` compared them. */
export interface JudgeInput {
  /** Runs. */
  readonly candidate: string;
  readonly champion: string | null;
  readonly protocols: Verdict['protocols'];
  readonly ground_sha256: string;
  /** YYYY-MM-DD */
  readonly as_of: string;
  /** Figures of all people together; a metric nobody could be judged on is not there. */
  readonly metrics: Verdict['metrics'];
  /** Candidate against floor and, where there is one, against champion. */
  readonly comparisons: readonly Comparison[];
  /** The same on some people and some films by themselves: against the champion, or the floor where there is none. */
  readonly slices: readonly SliceComparison[];
  /** What serving each takes. */
  readonly costs: { readonly candidate: ServingCost; readonly champion: ServingCost | null };
  /** Other candidates of the same training. */
  readonly challengers: readonly Challenger[];
  /** Share of the judging interactions a run had learned from: above 0, its figures flatter it. */
  readonly seen: { readonly candidate: number; readonly champion: number };
  /** Days from the newest data the champion could learn from to the judging; null without one. */
  readonly championAge: number | null;
  readonly policy: Pick<Policy, 'promotion'>;
}

/** One thing that was looked at. */
export interface Finding {
  /** What it asks for by itself; null when it only stands in the record. */
  readonly asks: Verdict['verdict'] | null;
  readonly sentence: string;
}

/**
 * Whether being no worse is enough: there is no champion to lose, or it is so old that staying with it is the risk.
 */
export function mayRenew({ champion, championAge, policy }: JudgeInput): boolean {
  const { renew_after_days } = policy.promotion;
  if (champion === null) return true;
  return renew_after_days !== null && championAge !== null && championAge >= renew_after_days;
}

/** The comparison of a metric, where people could be paired on it. */
export function comparisonOf(
  { comparisons }: JudgeInput,
  opponent: Comparison['opponent'],
  metric: string,
): Comparison | undefined {
  return comparisons.find((each) => each.opponent === opponent && each.metric === metric);
}

/** A figure that is there and a number. */
export function known(table: MetricTable | null, metric: string): number | null {
  const value = table?.[metric];
  return value === undefined || !Number.isFinite(value) ? null : value;
}
