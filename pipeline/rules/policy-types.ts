// thresholds.yaml as a typed value. Keys are those of the file, so that one word names one thing in both. Types only:
// spec.ts says what is legal, policy.ts reads.

import type { FactName, SessionScope } from '../monitoring/facts.ts';
import type { Severity } from './outcomes.ts';

/** A rule about one fact, as every such rule is once it is read; a key the rule does not have is null. */
export interface MeasuredRule {
  enabled: boolean;
  severity: Severity;
  /** What the value is held against: a figure, the champion's own at its promotion, or the days before the window. */
  baseline: number | 'champion' | 'history' | null;
  /** Days of history behind the baseline `history`. */
  baseline_days: number;
  /** How far from the baseline the limit lies, as a share of it; of a rule that is healthy within two limits, either way. */
  change: number | null;
  /** The limit itself, for a rule without a baseline. */
  limit: number | null;
  /** Nearer than `change`, in the same terms: past it for as long, a person is called, and nothing is trained. */
  alert_change: number | null;
  /** Nearer than `limit`, for a rule without a baseline. */
  alert_limit: number | null;
  window_days: number;
  sustained_days: number;
  /** Days of quiet after it had its way: after a candidate was judged, or after it called a person. */
  cooldown_days: number;
  /** value: past the limit when the value is · interval: only when its whole 95 % interval is. */
  evidence: 'value' | 'interval';
  minimum_samples: number;
  minimum_people: number;
  /** Whose sessions speak; null for a fact that is not about sessions. */
  sessions: SessionScope | null;
}

/** Fires when enough other rules are past their limits at once. */
export interface CombinedRule {
  enabled: boolean;
  severity: Severity;
  needs: number;
  of: TechnicalRule[];
  /** As of every other rule. */
  cooldown_days: number;
}

/** The rules about the champion scored now. */
export type TechnicalRule = 'rmse' | 'precision_at_10' | 'ndcg_at_10';
/** The keys under `rules:`. */
export type RuleName = FactName | 'scheduled_retraining';

/** All rules, by key. */
export type Rules = Record<FactName, MeasuredRule> & { scheduled_retraining: CombinedRule };

/** Metrics that may be guarded: none of them while it is the primary one. */
export type GuardedMetric =
  | 'precision_at_10'
  | 'recall_at_10'
  | 'map_at_10'
  | 'mrr_at_10'
  | 'hit_rate_at_10'
  | 'coverage_at_10'
  | 'diversity_at_10'
  | 'novelty_at_10'
  | 'rmse'
  | 'mae';

/** What a candidate must show. */
export interface PromotionPolicy {
  primary_metric: 'ndcg_at_10' | 'precision_at_10' | 'recall_at_10' | 'map_at_10';
  /** Fewer judged people than this settle nothing. */
  minimum_users: number;
  /**
   * A champion that learned from data as old as this gives way to a candidate that is not shown to be worse; null when
   * only a better one may take over, whatever the champion's age.
   */
  renew_after_days: number | null;
  /** A relative gain over the champion beyond this is more often a leak than a triumph. */
  suspicious_gain: number;
  /** A primary metric above this is not believed. */
  suspicious_score: number;
  /** No slice may be shown to lose more than this share of the champion's figure; null when slices are only told. */
  slice_collapse: number | null;
  /** Megabytes (10⁶ bytes) that both heads may take while they serve; null without a budget. */
  max_model_mb: number | null;
  /** Multiply-adds that one list may take, for a person with 100 preferences; null without a budget. */
  max_list_operations: number | null;
  /** How much worse than the champion a metric may be, as a share of the champion's figure. */
  guarded: Partial<Record<GuardedMetric, number>>;
}

/** What incoming data must be like. */
export interface DataQualityPolicy {
  max_refused_share: number;
  max_duplicate_share: number;
  /** Fewer rows than this are too few to take shares of. */
  minimum_rows: number;
  /** A reading older than this says nothing about today. */
  stale_after_days: number;
}

/** How models are judged. */
export interface EvaluationPolicy {
  protocol: 'global-time';
  test_fraction: number;
  positive_rating: number;
  k: number;
  bootstrap_resamples: number;
}

/** What an experiment should find, and how surely. */
export interface ExperimentsPolicy {
  /** The smallest difference worth finding, as a share of control's click-through rate. */
  smallest_effect: number;
  /** Probability of finding one of that size. */
  power: number;
  /** Probability of showing a difference where there is none. */
  significance: number;
}

/** How much of the repository models may take. */
export interface BudgetPolicy {
  run_bytes: number;
  models_bytes: number;
  runs_kept: number;
}

/** Days in which no rule speaks, first and last included; YYYY-MM-DD (UTC). What happens in them is no evidence later. */
export interface MaintenanceWindow {
  from: string;
  until: string;
  why: string;
}

/** The whole file. */
export interface Policy {
  version: number;
  rules: Rules;
  maintenance: MaintenanceWindow[];
  promotion: PromotionPolicy;
  data_quality: DataQualityPolicy;
  evaluation: EvaluationPolicy;
  experiments: ExperimentsPolicy;
  budget: BudgetPolicy;
}
