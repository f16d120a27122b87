// What monitoring has to say: facts about now, as plain values that go to JSON as they are. A fact is measured, never
// weighed: limits, severities and sentences belong to rules/.

import type { Divergences } from './divergence.ts';

/** How a value is to be read and printed. */
export type Unit = 'share' | 'score' | 'stars' | 'seconds' | 'currency' | 'count' | 'nats' | 'days';

/** The key of a fact, in JSON and in thresholds.yaml. */
export type FactName =
  | 'click_through_rate'
  | 'session_duration_lift'
  | 'revenue_per_user'
  | 'rmse'
  | 'precision_at_10'
  | 'ndcg_at_10'
  | 'interaction_volume'
  | 'new_user_share'
  | 'new_item_share'
  | 'feature_drift'
  | 'days_since_data'
  | 'days_since_training'
  | 'new_feedback';

/** Whose sessions an engagement fact speaks of: the lists of the current champion only, or of every run so far. */
export type SessionScope = 'current_run' | 'all_runs';

/** One day of a series. A day whose data is missing has value null and samples 0: missing is not zero. */
export interface DayReading {
  /** UTC calendar day, YYYY-MM-DD. */
  day: string;
  /** Over the trailing window that ends with this day. */
  value: number | null;
  /** Ends of the 95 % interval; both null where the data cannot give one. */
  low: number | null;
  high: number | null;
  /** What the value is made of, where it is a quotient. */
  numerator: number | null;
  denominator: number | null;
  /** Observations behind the value, of the kind the fact's `counted` names. */
  samples: number;
  /** People behind them. */
  people: number;
}

/** One feature of a drift, on the newest day that has a reading. */
export interface FactPart {
  name: string;
  value: number;
  low: number | null;
  high: number | null;
  samples: { training: number; recent: number };
  /** The same two distributions by other measures; for the eye and for records, no rule reads them. */
  beside: Omit<Divergences, 'kullback_leibler'>;
}

/** What one bin of a feature holds of each side, as shares of its side. */
export interface FeatureBin {
  bin: string;
  training: number;
  recent: number;
}

/** One fact with its history. */
export interface Fact {
  name: FactName;
  title: string;
  unit: Unit;
  /** What `samples` counts: "impressions". */
  counted: string;
  window_days: number;
  /** The evaluation protocol, where the value is an evaluation. */
  protocol: string | null;
  /** Every day of the history in order; the last one is as_of. */
  series: DayReading[];
  /** The same over the sessions of every run, where `series` is of the current one only; for the eye, not for rules. */
  all_runs: DayReading[] | null;
  /** What the value is the largest of; empty for most facts. */
  parts: FactPart[];
}

/** All facts about a day. */
export interface Facts {
  kind: 'facts';
  format: 1;
  /** The last whole day the facts are about, YYYY-MM-DD (UTC). */
  as_of: string;
  /** The run the facts speak of. */
  champion: string | null;
  facts: Record<FactName, Fact>;
}

/** A fact apart from any measurement. */
export interface FactDescription {
  title: string;
  unit: Unit;
  counted: string;
  /** What is measured, in one sentence; shown by editors and docs. */
  about: string;
}

/** Every fact there is, in the order people read them. */
export const FACTS: Readonly<Record<FactName, FactDescription>> = {
  click_through_rate: {
    title: 'Click-through rate',
    unit: 'share',
    counted: 'impressions',
    about: "Clicks by impressions in the champion's lists.",
  },
  session_duration_lift: {
    title: 'Session duration lift',
    unit: 'share',
    counted: 'sessions in the smaller arm',
    about:
      "How much longer sessions with the champion's lists last than those of the control arm, as a share.",
  },
  revenue_per_user: {
    title: 'Revenue per user',
    unit: 'currency',
    counted: 'active days',
    about: 'Revenue by person and day on which they were active, in the champion arm.',
  },
  rmse: {
    title: 'RMSE',
    unit: 'stars',
    counted: 'ratings',
    about: "Root mean squared error of the champion's predicted ratings, scored now.",
  },
  precision_at_10: {
    title: 'Precision@10',
    unit: 'score',
    counted: 'people',
    about: "Share of the champion's ten films that people went on to like, scored now.",
  },
  ndcg_at_10: {
    title: 'NDCG@10',
    unit: 'score',
    counted: 'people',
    about: "How near the top of the champion's ten the liked films stand, scored now.",
  },
  interaction_volume: {
    title: 'Interaction volume',
    unit: 'count',
    counted: 'interactions',
    about: 'Interactions a day: pairs of person and film, each counted on the day of its newest signal.',
  },
  new_user_share: {
    title: 'New user share',
    unit: 'share',
    counted: 'people',
    about: 'Of the people active in the window, the share that had never been seen before it.',
  },
  new_item_share: {
    title: 'New item share',
    unit: 'share',
    counted: 'films',
    about: 'Of the films touched in the window, the share that nobody had touched before it.',
  },
  feature_drift: {
    title: 'Feature drift',
    unit: 'nats',
    counted: 'interactions',
    about: 'KL divergence of recent interactions from those the champion learned, the largest over features.',
  },
  days_since_data: {
    title: 'Age of the data',
    unit: 'days',
    counted: 'observations',
    about: 'Days since the newest session or interaction.',
  },
  days_since_training: {
    title: 'Age of the model',
    unit: 'days',
    counted: 'trainings',
    about: 'Days since the champion was trained.',
  },
  new_feedback: {
    title: 'New feedback',
    unit: 'count',
    counted: 'interactions',
    about: 'Interactions that arrived since the champion was trained.',
  },
};

/** Their keys, in that order. */
export const FACT_NAMES = Object.keys(FACTS) as FactName[];

/** A day of which nothing is known. */
export function missingDay(day: string): DayReading {
  const nothing = { value: null, low: null, high: null, numerator: null, denominator: null };
  return { day, ...nothing, samples: 0, people: 0 };
}

/** What a fact is apart from its measurements. */
export function describedFact(
  name: FactName,
  windowDays: number,
  measured: Pick<Fact, 'series'> & Partial<Pick<Fact, 'all_runs' | 'parts' | 'protocol'>>,
): Fact {
  const { title, unit, counted } = FACTS[name];
  const empty = { protocol: null, all_runs: null, parts: [] };
  return { name, title, unit, counted, window_days: windowDays, ...empty, ...measured };
}
