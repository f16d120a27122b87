// drift.json: each feature of the interactions now against those the champion learned from, with the two distributions.

import type { Interactions } from '../data/interactions.ts';
import { byDay } from '../monitoring/activity.ts';
import { calendarUpTo } from '../monitoring/days.ts';
import { type Divergence, driftByFeature } from '../monitoring/drift.ts';
import type { FeatureBin } from '../monitoring/facts.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { DriftFile, FeatureDrift } from './contract.ts';

export interface DriftSource {
  /** Folded up to the end of `asOf`. */
  readonly interactions: Interactions;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  readonly policy: Policy;
  /** YYYY-MM-DD, the last whole day. */
  readonly asOf: string;
  /** The run that serves and the epoch milliseconds up to which it learned. */
  readonly champion: { readonly run: string; readonly trainedUntil: number } | null;
}

/** As the rule `feature_drift` measures it, of the newest day that is not stale. */
export function driftFile({ interactions, genres, policy, asOf, champion }: DriftSource): DriftFile {
  const { window_days, limit, minimum_samples, minimum_people } = policy.rules.feature_drift;
  const calendar = calendarUpTo(asOf, policy.data_quality.stale_after_days + 1);
  const trainedUntil = champion?.trainedUntil ?? null;
  const days = byDay(interactions, calendar, window_days);
  const found = driftByFeature({ days, genres, calendar, windowDays: window_days, trainedUntil });
  const minimum = { samples: minimum_samples, people: minimum_people };
  const features = (found?.features ?? []).map((each) => featureOf(each, minimum));
  return {
    format: 1,
    run: champion?.run ?? null,
    trained_until: trainedUntil === null ? null : new Date(trainedUntil).toISOString(),
    day: found?.day ?? null,
    window_days,
    limit,
    minimum,
    features: features.sort((a, b) => b.kullback_leibler - a.kullback_leibler),
  };
}

function featureOf(
  { part, people, bins, is_ordered }: Divergence,
  minimum: DriftFile['minimum'],
): FeatureDrift {
  const { name, value, low, high, samples, beside } = part;
  const says_enough = samples.recent >= minimum.samples && people >= minimum.people;
  return {
    feature: name,
    kullback_leibler: value,
    low,
    high,
    ...beside,
    samples,
    people,
    says_enough,
    is_ordered,
    bins: bins.map(rounded),
  };
}

function rounded({ bin, training, recent }: FeatureBin): FeatureBin {
  return { bin, training: Number(training.toFixed(4)), recent: Number(recent.toFixed(4)) };
}
