// The values the rules conclude in: a decision about retraining, a verdict about a candidate. Plain data: they
// are written to models/decisions/, rendered by the reports and published to the site as they are.

import type { Comparison } from '../evaluation/compare.ts';
import type { MetricTable } from '../evaluation/evaluate.ts';
import type { ServingCost } from '../evaluation/serving-cost.ts';
import type { SliceComparison } from '../evaluation/slice-figures.ts';

export type { Comparison, MetricTable, ServingCost, SliceComparison };

export type Severity = 'critical' | 'scheduled' | 'investigate';

/** What to do about retraining. `healthy` is a conclusion from data, never the absence of it. */
export type Outcome = Severity | 'healthy';

/** One rule, looked at once. */
export interface RuleReading {
  /** The rule's key in thresholds.yaml. */
  rule: string;
  /** What it watches, for people: "Click-through rate". */
  title: string;
  severity: Severity;
  /**
   * fired: past the limit for long enough · alert: past the nearer limit that only calls a person · quiet: it would speak,
   * but a cool-down or a maintenance window silences it · pending: past the limit, not yet long enough · ok ·
   * no-data: too little to say · off
   */
  state: 'fired' | 'alert' | 'quiet' | 'pending' | 'ok' | 'no-data' | 'off';
  value: number | null;
  /** Ends of the 95 % interval of `value`, where there is one. */
  interval: { low: number; high: number } | null;
  /** The day `value` is of: as_of, or the newest one before it that says enough. */
  measured_on: string | null;
  baseline: number | null;
  /** The limit in force; of a rule that is healthy within two, the one nearer to `value`. */
  limit: number | null;
  /** The nearer limit that only calls a person; not there where the rule has none. */
  alert_limit?: number;
  /** Which side of the limit is healthy. */
  healthy_side: 'above' | 'below' | 'within';
  /** How far `value` is on the healthy side of the limit, as a share of the limit; negative when past it. */
  margin: number | null;
  unit: 'share' | 'score' | 'stars' | 'seconds' | 'currency' | 'count' | 'nats' | 'days';
  window_days: number;
  /** Whole days in a row the limit has been passed, up to as_of. */
  held_days: number;
  sustained_days: number;
  /** Observations behind `value`. */
  samples: number;
  /** The protocol id, where the value is an evaluation. */
  protocol: string | null;
  /** Value a day over the recent past, oldest first, whatever run served; for the trend line. */
  trend: { day: string; value: number | null }[];
  /** Why it fired, or why not today. One sentence for people. */
  sentence: string;
}

export interface RetrainingDecision {
  kind: 'decision';
  outcome: Outcome;
  /** The day the facts are about, YYYY-MM-DD (UTC). */
  as_of: string;
  champion: string | null;
  /** A rollback's hold that forbids retraining and promotion until it is lifted. */
  hold: { run: string; reason: string; since: string } | null;
  rules: RuleReading[];
  /** Why this outcome. One sentence for people. */
  why: string;
}

/** Another candidate of the same training, on the same ground: who else was there, and how it did. */
export interface Challenger {
  run: string;
  metrics: MetricTable;
  cost: ServingCost;
  /** Share of the judging interactions it had learned from: above 0, its figures flatter it. */
  seen: number;
  /** The judged candidate against it on the primary metric; null when nobody could be paired. */
  comparison: Duel | null;
}

/** A comparison whose opponent is told by what it stands in. */
export type Duel = Omit<Comparison, 'opponent'>;

/** What a candidate had to show against the champion. */
export interface Asked {
  /** The metric that had to become better. */
  primary_metric: string;
  /** By metric, how much worse it might become, as a share of the champion's figure. */
  guarded: Record<string, number>;
}

export interface Verdict {
  kind: 'verdict';
  verdict: 'promote' | 'hold' | 'reject' | 'investigate';
  candidate: string;
  champion: string | null;
  /** Protocol ids of the two heads. */
  protocols: { ranking: string; rating: string };
  /** sha256 over the frozen split, so that two verdicts on the same ground can be told. */
  ground_sha256: string;
  as_of: string;
  metrics: {
    candidate: MetricTable;
    champion: MetricTable | null;
    /** Popularity on the ranking metrics, user+item bias on the rating metrics. */
    floor: MetricTable;
  };
  comparisons: Comparison[];
  /** Some people and some films by themselves: against the champion, or the floor where there is none. */
  slices: SliceComparison[];
  /** What serving each takes, counted; null in a verdict from before it was looked at. */
  costs: { candidate: ServingCost; champion: ServingCost | null } | null;
  /** What the policy asked of it; null in a verdict from before that was put on record. */
  asked: Asked | null;
  /** In the order of their names; none in a verdict from before they were looked at. */
  challengers: Challenger[];
  /** Why, most important first. Sentences for people. */
  reasons: string[];
}
