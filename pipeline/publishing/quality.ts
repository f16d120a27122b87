// quality.json: what arrived and in what condition. Counts come in counted; here is only what of them is published.

import type { BatchEntry } from '../data/batches.ts';
import type { Interactions } from '../data/interactions.ts';
import type { Quarantined } from '../data/quality.ts';
import { byDay } from '../monitoring/activity.ts';
import { arrivalsByDay } from '../monitoring/arrivals.ts';
import { dayNumber } from '../monitoring/days.ts';
import type { HealthFact } from '../monitoring/health.ts';
import type { DataQualityPolicy } from '../rules/policy-types.ts';
import type { QualityFile } from './contract.ts';

const MOST_DAYS = 366;

export interface QualitySource {
  readonly interactions: Interactions;
  /** Epoch milliseconds: of every row told, of every session, and of the oldest and newest of both. */
  readonly told: Float64Array;
  readonly started: Float64Array;
  readonly oldest: number;
  readonly newest: number;
  readonly batches: readonly BatchEntry[];
  readonly quarantined: Quarantined;
  readonly figures: readonly HealthFact[];
  readonly limits: DataQualityPolicy;
}

export function qualityFile(source: QualitySource): QualityFile {
  const { interactions, told, started, oldest, newest, batches, quarantined, figures, limits } = source;
  const last = dayNumber(newest);
  const calendar = { first: Math.max(dayNumber(oldest), last - MOST_DAYS + 1), last };
  const days = Number.isFinite(last)
    ? arrivalsByDay(byDay(interactions, calendar, 0), calendar, { told, started })
    : [];
  const { max_refused_share, max_duplicate_share } = limits;
  return {
    format: 1,
    figures: [...figures],
    limits: { max_refused_share, max_duplicate_share },
    refused: quarantined.reasons,
    refused_days: quarantined.days,
    days,
    batches: batches.map(({ name, rows, bytes }) => ({ name, rows, bytes })).reverse(),
  };
}
