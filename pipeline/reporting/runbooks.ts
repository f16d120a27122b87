// Which page of docs/runbooks/ helps when a rule fires, or when the machine itself stands still. A table, nothing else.

import type { RuleName } from '../rules/policy-types.ts';

/** Trouble that no rule of thresholds.yaml can see: a job that failed, or harm that a person reports. */
export const TROUBLES = {
  training_failed: { title: 'A training failed', runbook: 'training-failed.md' },
  publish_failed: { title: 'The site was not published', runbook: 'publish-failed.md' },
  bad_model_live: { title: 'A bad model is live', runbook: 'bad-model-live.md' },
} as const;

export type Trouble = keyof typeof TROUBLES;

export const TROUBLE_NAMES = Object.keys(TROUBLES) as Trouble[];

/** The runbook of each rule. */
export const RUNBOOKS: Readonly<Record<RuleName, string>> = {
  click_through_rate: 'ctr-drop.md',
  session_duration_lift: 'ctr-drop.md',
  revenue_per_user: 'ctr-drop.md',
  rmse: 'accuracy-drop.md',
  precision_at_10: 'accuracy-drop.md',
  ndcg_at_10: 'accuracy-drop.md',
  scheduled_retraining: 'accuracy-drop.md',
  interaction_volume: 'data-pipeline-broken.md',
  new_user_share: 'drift.md',
  new_item_share: 'drift.md',
  feature_drift: 'drift.md',
  days_since_data: 'data-pipeline-broken.md',
  days_since_training: 'training-failed.md',
  new_feedback: 'training-failed.md',
};

/** The page for a rule of a decision on record, which may be older than this table: then the index of all of them. */
export function runbookOf(rule: string): string {
  return new Map<string, string>(Object.entries(RUNBOOKS)).get(rule) ?? 'README.md';
}
