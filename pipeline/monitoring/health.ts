// How the machine itself is: what was refused, repeated or missing on the way in, and what the last training cost, each
// beside what is usual. For people and records; no rule acts on it (ingestion has its own limits).

import type { Unit } from './facts.ts';
import { type Interval, shareInterval } from './intervals.ts';

/** One figure about the machine, with what it is held against. */
export interface HealthFact extends Interval {
  name: string;
  title: string;
  unit: Unit | 'megabytes';
  value: number | null;
  /** What is usual: the median of earlier runs; null where nothing is. */
  baseline: number | null;
  /** What the figure covers. */
  window: string;
  /** What `samples` counts. */
  counted: string;
  samples: number;
}

/** Counts of what arrived. */
export interface Arrivals {
  /** Rows of interactions on record, and of them those that told nothing new. */
  readonly rows: number;
  readonly duplicates: number;
  /** Lines in quarantine. */
  readonly refused: number;
  /** Pairs of person and film, and of them those without a rating. */
  readonly pairs: number;
  readonly unrated: number;
  /** Days from the first interaction to as_of, and of them those without any. */
  readonly days: number;
  readonly emptyDays: number;
  /** Films shown in sessions, and of them those the catalogue does not know. */
  readonly shown: number;
  readonly unknownShown: number;
}

/** Shares with Wilson's interval; rows are taken for independent, so the interval is the narrowest there could be. */
export function arrivalHealth(arrivals: Arrivals): HealthFact[] {
  const { rows, duplicates, refused, pairs, unrated, days, emptyDays, shown, unknownShown } = arrivals;
  const all = 'all on record';
  return [
    share('refused_share', 'Refused rows', [refused, rows + refused], { window: all, counted: 'rows' }),
    share('duplicate_share', 'Repeated rows', [duplicates, rows], { window: all, counted: 'rows' }),
    share('unrated_share', 'Without a rating', [unrated, pairs], { window: all, counted: 'pairs' }),
    share('empty_days', 'Days without data', [emptyDays, days], { window: all, counted: 'days' }),
    share('unknown_shown', 'Shown, not in the catalogue', [unknownShown, shown], {
      window: all,
      counted: 'impressions',
    }),
  ];
}

function share(
  name: string,
  title: string,
  [numerator, denominator]: [number, number],
  more: Pick<HealthFact, 'window' | 'counted'>,
): HealthFact {
  const known = denominator > 0;
  const sums = { numerator, denominator, people: denominator, variance: Number.NaN };
  const ends = known ? shareInterval(sums) : { low: null, high: null };
  const value = known ? numerator / denominator : null;
  return { name, title, unit: 'share', value, ...ends, baseline: null, ...more, samples: denominator };
}

/** What a run's manifest says of its training. */
export interface TrainingRecord {
  readonly run: string;
  readonly seconds: number;
  readonly peak_memory_mb: number;
  /** Training objective after each sweep, by head; empty where a method has none. */
  readonly loss: { readonly ranking: readonly number[]; readonly rating: readonly number[] };
}

/** The newest run's training beside the median of the others. @param runs newest first */
export function trainingHealth(runs: readonly TrainingRecord[]): HealthFact[] {
  const of = (
    name: string,
    title: string,
    unit: HealthFact['unit'],
    read: (run: TrainingRecord) => number | null,
  ) => {
    const [value = null, ...others] = runs.map(read);
    const known = others.filter((each) => each !== null);
    const window = runs.length === 0 ? 'no run yet' : runs[0].run;
    const baseline = known.length === 0 ? null : median(known);
    return {
      name,
      title,
      unit,
      value,
      low: null,
      high: null,
      baseline,
      window,
      counted: 'runs',
      samples: runs.length,
    };
  };
  return [
    of('training_seconds', 'Training time', 'seconds', ({ seconds }) => seconds),
    of('training_memory', 'Peak memory of training', 'megabytes', ({ peak_memory_mb }) => peak_memory_mb),
    of('ranking_loss', 'Loss of the ranking head', 'score', ({ loss }) => loss.ranking.at(-1) ?? null),
    of('rating_loss', 'Loss of the rating head', 'score', ({ loss }) => loss.rating.at(-1) ?? null),
    of('ranking_unsettled', 'Last sweep’s share of the fall, ranking', 'share', ({ loss }) =>
      unsettled(loss.ranking),
    ),
    of('rating_unsettled', 'Last sweep’s share of the fall, rating', 'share', ({ loss }) =>
      unsettled(loss.rating),
    ),
  ];
}

/** How much of the whole fall of a loss the last sweep still made: near 0 where training has settled, below 0 where it rose. */
function unsettled(loss: readonly number[]): number | null {
  if (loss.length < 3) return null;
  const fall = loss[0] - loss[loss.length - 1];
  return fall === 0 ? null : (loss[loss.length - 2] - loss[loss.length - 1]) / fall;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
