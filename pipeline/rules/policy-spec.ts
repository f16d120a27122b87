// What is legal in thresholds.yaml, section by section, said once for the reader and for the JSON Schema.

import type {
  BudgetPolicy,
  DataQualityPolicy,
  EvaluationPolicy,
  ExperimentsPolicy,
  GuardedMetric,
  MaintenanceWindow,
  Policy,
  PromotionPolicy,
} from './policy-types.ts';
import { RULES } from './rule-spec.ts';
import { choice, days, type Field, type FieldsOf, integer, number, type ObjectSpec, object } from './spec.ts';

/** Metrics that grow worse upwards; every other one is better when higher. */
export const LOWER_IS_BETTER: ReadonlySet<string> = new Set(['rmse', 'mae']);

const GUARDED: readonly GuardedMetric[] = [
  'precision_at_10',
  'recall_at_10',
  'map_at_10',
  'mrr_at_10',
  'hit_rate_at_10',
  'coverage_at_10',
  'diversity_at_10',
  'novelty_at_10',
  'rmse',
  'mae',
];

const guarded: FieldsOf<Record<GuardedMetric, number>> = Object.fromEntries(
  GUARDED.map((metric) => [
    metric,
    { about: `How much worse ${metric} may be, as a share of the champion's.`, value: number(0, 1) },
  ]),
);

const promotion: Required<FieldsOf<PromotionPolicy>> = {
  primary_metric: {
    about: 'What a candidate must improve.',
    value: choice('ndcg_at_10', 'precision_at_10', 'recall_at_10', 'map_at_10'),
  },
  minimum_users: { about: 'Fewer judged people than this settle nothing.', value: integer(1, 1e9) },
  renew_after_days: {
    about:
      "When the champion's data are as old as this, a candidate that is not shown to be worse takes over; left out, never.",
    value: integer(1, 36_500),
    fallback: null,
  },
  suspicious_gain: {
    about: 'A gain over the champion beyond this share is looked at before it is believed.',
    value: number(0.01, 1000),
  },
  suspicious_score: { about: 'A primary metric above this is not believed.', value: number(0.01, 1) },
  slice_collapse: {
    about:
      "No slice may be shown to lose more than this share of the champion's figure; left out, slices are only told.",
    value: number(0, 1),
    fallback: null,
  },
  max_model_mb: {
    about: 'Megabytes that a run may take while it serves, both heads together; left out, any.',
    value: number(0.001, 1e6),
    fallback: null,
  },
  max_list_operations: {
    about: 'Multiply-adds that one list may take, for a person with 100 preferences; left out, any.',
    value: integer(1, 1e15),
    fallback: null,
  },
  guarded: {
    about: "Metrics that may not become worse by more than a share of the champion's figure.",
    value: { kind: 'object', fields: guarded as Record<string, Field>, partial: true },
  },
};

const dataQuality: Required<FieldsOf<DataQualityPolicy>> = {
  max_refused_share: { about: 'Refused rows by rows read, at most.', value: number(0, 1) },
  max_duplicate_share: { about: 'Repeated rows by rows read, at most.', value: number(0, 1) },
  minimum_rows: { about: 'With fewer rows read, shares say nothing.', value: integer(1, 1e9) },
  stale_after_days: { about: 'A reading older than this says nothing about today.', value: days },
};

const evaluation: Required<FieldsOf<EvaluationPolicy>> = {
  protocol: {
    about: 'How past and future are split: by one instant for everybody.',
    value: choice('global-time'),
  },
  test_fraction: { about: 'Share of the interactions, newest first, that judge.', value: number(0.01, 0.5) },
  positive_rating: { about: 'From this rating on a film was liked.', value: number(-1000, 1000) },
  k: { about: "Length of the judged lists; 10, as the metrics' names say.", value: choice(10) },
  bootstrap_resamples: { about: 'Draws behind an interval.', value: integer(100, 100_000) },
};

const experiments: Required<FieldsOf<ExperimentsPolicy>> = {
  smallest_effect: {
    about: "The smallest difference worth finding, as a share of control's click-through rate.",
    value: number(0.001, 10),
  },
  power: { about: 'Probability of finding a difference of that size.', value: number(0.5, 0.999) },
  significance: {
    about: 'Probability of showing a difference where there is none; 0.05, as every interval is of 95 %.',
    value: choice(0.05),
  },
};

const budget: Required<FieldsOf<BudgetPolicy>> = {
  run_bytes: { about: "Bytes of one run's files, at most.", value: integer(1, 1e12) },
  models_bytes: {
    about: 'Bytes of models/ together, at most; older runs leave first.',
    value: integer(1, 1e12),
  },
  runs_kept: { about: 'Runs that stay in the tree, the champion among them.', value: integer(1, 10_000) },
};

const maintenance: Required<FieldsOf<MaintenanceWindow>> = {
  from: { about: 'The first silent day, YYYY-MM-DD (UTC).', value: { kind: 'day' } },
  until: { about: 'The last silent day.', value: { kind: 'day' } },
  why: {
    about: 'What is going on, in a sentence; decisions of these days repeat it.',
    value: { kind: 'text' },
  },
};

const policy: Required<FieldsOf<Policy>> = {
  version: { about: "The version of this file's format.", value: choice(1) },
  rules: {
    about: 'When to retrain. Every rule is listed; `enabled: false` switches one off.',
    value: { kind: 'object', fields: RULES },
  },
  maintenance: {
    about: 'Days in which no rule speaks.',
    value: { kind: 'list', of: object(maintenance) },
    fallback: [],
  },
  promotion: { about: 'What a candidate must show to replace the champion.', value: object(promotion) },
  data_quality: { about: 'What incoming data must be like.', value: object(dataQuality) },
  evaluation: { about: 'How models are judged.', value: object(evaluation) },
  experiments: { about: 'How many people an experiment waits for.', value: object(experiments) },
  budget: { about: 'How much of the repository models may take.', value: object(budget) },
};

/** The whole file. */
export const POLICY: ObjectSpec = object(policy);
