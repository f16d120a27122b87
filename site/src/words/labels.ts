// What the published keys are called on the site: metrics, outcomes, verdicts, states, kinds, opinions.

import type { LogEntry, Person } from '#pipeline/publishing/contract.ts';
import type { Outcome, RuleReading, Severity, Verdict } from '../data/types.ts';

/** A colour and a sign; the word always stands beside it. */
export type Tone = 'good' | 'watch' | 'bad' | 'ask' | 'quiet';

export interface Label {
  readonly word: string;
  readonly tone: Tone;
}

export const OUTCOMES: Readonly<Record<Outcome, Label & { readonly meaning: string }>> = {
  critical: { word: 'Critical', tone: 'bad', meaning: 'retrain now' },
  scheduled: { word: 'Scheduled', tone: 'watch', meaning: 'retrain at the next opportunity' },
  investigate: {
    word: 'Investigate',
    tone: 'ask',
    meaning: 'a person should look before anything is retrained',
  },
  healthy: { word: 'Healthy', tone: 'good', meaning: 'nothing calls for a new model' },
};

export const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'retrains at once',
  scheduled: 'retrains on schedule',
  investigate: 'asks a person to look',
};

export const VERDICTS: Readonly<Record<Verdict['verdict'], Label & { readonly meaning: string }>> = {
  promote: { word: 'Promote', tone: 'good', meaning: 'It takes over.' },
  hold: { word: 'Hold', tone: 'watch', meaning: 'Nothing speaks against it, and not enough for it.' },
  reject: { word: 'Reject', tone: 'bad', meaning: 'It is worse where it counts.' },
  investigate: { word: 'Investigate', tone: 'ask', meaning: 'The figures disagree: a person should look.' },
};

export const NEVER_JUDGED = 'never judged';

/** Of the run that is in charge. */
export const CHAMPION = 'Champion';

/** What a comparison came to: its word is its name. */
export const RESULT_TONES: Readonly<Record<Verdict['slices'][number]['result'], Tone>> = {
  better: 'good',
  worse: 'bad',
  'no difference shown': 'quiet',
  'too few people': 'quiet',
};

/** Whether a run trained again came out the same. */
export const VERIFICATIONS = {
  equal: { word: 'Made again, byte for byte', tone: 'good' },
  different: { word: 'Came out different', tone: 'bad' },
} as const satisfies Readonly<Record<string, Label>>;

export const RULE_STATES: Readonly<Record<RuleReading['state'], Label>> = {
  fired: { word: 'Fired', tone: 'bad' },
  alert: { word: 'Near the limit', tone: 'ask' },
  quiet: { word: 'Silenced', tone: 'quiet' },
  pending: { word: 'Past the limit', tone: 'watch' },
  ok: { word: 'Fine', tone: 'good' },
  'no-data': { word: 'Too little data', tone: 'quiet' },
  off: { word: 'Off', tone: 'quiet' },
};

/** In the order in which they want attention. */
export const STATE_ORDER: readonly RuleReading['state'][] = [
  'fired',
  'alert',
  'quiet',
  'pending',
  'ok',
  'no-data',
  'off',
];

export const LOG_KINDS: Readonly<Record<LogEntry['kind'], string>> = {
  decision: 'Decision',
  verdict: 'Verdict',
  verification: 'Verification',
  promotion: 'Promotion',
  rollback: 'Rollback',
  import: 'Import',
  'hold-lifted': 'Hold lifted',
};

type Opinion = NonNullable<Person['history'][number]['opinion']>;

export const OPINIONS: Readonly<Record<Opinion, string>> = {
  love: 'loved it',
  thumb_up: 'thumb up',
  thumb_down: 'thumb down',
  not_interested: 'not interested',
};

export const HEADS = { ranking: 'Ranking', rating: 'Rating' } as const;

interface MetricLabel {
  readonly name: string;
  readonly digits: 2 | 3;
  readonly higherIsBetter: boolean;
}

const METRICS: Readonly<Record<string, MetricLabel>> = {
  ndcg_at_10: { name: 'NDCG at 10', digits: 3, higherIsBetter: true },
  precision_at_10: { name: 'Precision at 10', digits: 3, higherIsBetter: true },
  recall_at_10: { name: 'Recall at 10', digits: 3, higherIsBetter: true },
  map_at_10: { name: 'MAP at 10', digits: 3, higherIsBetter: true },
  mrr_at_10: { name: 'MRR at 10', digits: 3, higherIsBetter: true },
  hit_rate_at_10: { name: 'Hit rate at 10', digits: 3, higherIsBetter: true },
  serendipity_at_10: { name: 'Serendipity at 10', digits: 3, higherIsBetter: true },
  coverage_at_10: { name: 'Coverage at 10', digits: 3, higherIsBetter: true },
  diversity_at_10: { name: 'Diversity at 10', digits: 3, higherIsBetter: true },
  novelty_at_10: { name: 'Novelty at 10', digits: 2, higherIsBetter: true },
  personalisation_at_10: { name: 'Personalisation at 10', digits: 3, higherIsBetter: true },
  gini_at_10: { name: 'Gini at 10', digits: 3, higherIsBetter: false },
  rmse: { name: 'RMSE', digits: 3, higherIsBetter: false },
  mae: { name: 'MAE', digits: 3, higherIsBetter: false },
};

/** How to write a metric; one that the site has not heard of goes by its key, written as words. */
export function metricLabel(key: string): MetricLabel {
  return METRICS[key] ?? { name: key.replaceAll('_', ' '), digits: 3, higherIsBetter: true };
}

export const directionInWords = ({ higherIsBetter }: Pick<MetricLabel, 'higherIsBetter'>): string =>
  higherIsBetter ? 'higher is better' : 'lower is better';

/** Metric keys in reading order; unknown ones follow, by name. */
export function inMetricOrder(keys: Iterable<string>): string[] {
  const order = Object.keys(METRICS);
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...new Set(keys)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

export const ALGORITHMS: Readonly<Record<string, string>> = {
  ials: 'iALS',
  blend: 'EASE + iALS',
  ease: 'EASE',
  item_knn: 'item kNN',
  graph_filter: 'item kNN + truncated SVD',
  truncated_svd: 'truncated SVD',
  popularity: 'popularity',
  bayesian_svdpp: 'Bayesian SVD++',
  svd: 'SVD',
  bias: 'user + item bias',
};

export const algorithmName = (key: string): string => ALGORITHMS[key] ?? key;
