// What is watched: rules, incidents, drift, and the quality of what arrives. Types only.

import type { DayCounts } from '../../monitoring/arrivals.ts';
import type { FeatureBin } from '../../monitoring/facts.ts';
import type { HealthFact } from '../../monitoring/health.ts';
import type { RetrainingDecision, Severity } from '../../rules/outcomes.ts';
import type { LogEntry } from './records.ts';

export type { DayCounts };

/** /api/v1/rules.json */
export interface RulesFile {
  format: 1;
  decision: RetrainingDecision | null;
  /** Rules that ever fired on record, in the order of their names. */
  last_fired: FiredRule[];
}

/** When a rule last fired, and what followed. */
export interface FiredRule {
  rule: string;
  /** The day decided about, YYYY-MM-DD. */
  on: string;
  /** Id of the decision, as in decisions.json. */
  decision: string;
  /** A rollback's hold forbade acting on it. */
  held: boolean;
  /** Verdicts and promotions on record before the next decision, oldest first; none where nothing followed. */
  led_to: Pick<LogEntry, 'id' | 'kind' | 'outcome' | 'run'>[];
}

/** A rule's time past its limit, as `open-incident` keeps an issue of it. */
export interface Incident {
  rule: string;
  title: string;
  severity: Severity;
  /** The day decided about when it fired, YYYY-MM-DD, and the id of that decision. */
  opened_on: string;
  opened_by: string;
  /** The newest day on which it still fired. */
  fired_on: string;
  /** What the rule said on that day. */
  sentence: string;
  /** The day it was healthy again or switched off; null while it is open, and while nobody can know. */
  closed_on: string | null;
  closed_by: string | null;
  /** A file of docs/runbooks/. */
  runbook: string;
}

/** /api/v1/incidents.json: open ones first, newest first. */
export interface IncidentsFile {
  format: 1;
  incidents: Incident[];
}

/** One feature of the interactions now, held against what the champion learned from. */
export interface FeatureDrift {
  feature: string;
  /** Kullback-Leibler divergence of now from training, nats; ends of its 95 % interval, null where the data give none. */
  kullback_leibler: number;
  low: number | null;
  high: number | null;
  /** Nats; nats; 0 to 1, null where the bins have no order. */
  population_stability: number;
  jensen_shannon: number;
  kolmogorov_smirnov: number | null;
  /** Interactions on each side, and people behind those of now. */
  samples: { training: number; recent: number };
  people: number;
  /** False: fewer than the policy asks for, so the figures are more noise than news. */
  says_enough: boolean;
  is_ordered: boolean;
  /** Shares of each side, unsmoothed, four digits. */
  bins: FeatureBin[];
}

/**
 * /api/v1/drift.json: interactions after the end of training against those of training, never a data set against
 * itself. Without a champion, and while nothing is newer than its training, there are no features.
 */
export interface DriftFile {
  format: 1;
  run: string | null;
  /** ISO 8601: the champion learned up to here. */
  trained_until: string | null;
  /** The last day of the window, YYYY-MM-DD; null without features. */
  day: string | null;
  window_days: number;
  /** Nats of KL divergence above which `feature_drift` fires, and what it asks for before it speaks. */
  limit: number | null;
  minimum: { samples: number; people: number };
  /** The largest divergence first. */
  features: FeatureDrift[];
}

/** /api/v1/quality.json */
export interface QualityFile {
  format: 1;
  /** Shares of what was refused, repeated or missing, all on record; what the newest training cost beside the median. */
  figures: HealthFact[];
  /** Limits of thresholds.yaml on a single ingestion. */
  limits: { max_refused_share: number; max_duplicate_share: number };
  /** Lines in quarantine by reason, most first. */
  refused: { reason: string; lines: number }[];
  /** The same lines by the day (UTC) that they name themselves, oldest first; null, and last, where they name none. */
  refused_days: { day: string | null; lines: number }[];
  /** The newest 366 days at most, oldest first, days without anything included. */
  days: DayCounts[];
  /** Batches of interactions, newest first. */
  batches: { name: string; rows: number; bytes: number }[];
}
