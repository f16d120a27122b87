// The stage "observe": everything we know about now, as facts. Pure: sessions, interactions and evaluations come in,
// plain values go out. Weighs nothing; whether a fact is bad is for rules/ to say.

import type { Interactions } from '../data/interactions.ts';
import { type ScoredFigure, scoredSeries } from './accuracy.ts';
import {
  byDay,
  daysSinceData,
  daysSinceTraining,
  type InteractionDays,
  interactionVolume,
  newcomerShare,
  newFeedback,
} from './activity.ts';
import { type Calendar, calendarUpTo, dayNumber } from './days.ts';
import { featureDrift } from './drift.ts';
import {
  clickThroughRate,
  type EngagementQuestion,
  type EngagementSessions,
  revenuePerUser,
  sessionDurationLift,
} from './engagement.ts';
import {
  type DayReading,
  describedFact,
  FACT_NAMES,
  type Fact,
  type FactName,
  type Facts,
  type SessionScope,
} from './facts.ts';

/** What the facts need to know of the run that serves. */
export interface ServingRun {
  readonly run: string;
  /** Epoch milliseconds of the newest data that existed when it was trained. */
  readonly trainedAt: number;
  /** Epoch milliseconds up to which it learned: at most `trainedAt`; what lies between judged it. */
  readonly trainedUntil: number;
}

/** How long a window is and whose sessions speak, by fact; a policy answers this (rules/ `observationPlan`). */
export interface ObservationPlan {
  /** Days of history in every series, as_of included. */
  readonly historyDays: number;
  readonly windows: Readonly<Record<FactName, number>>;
  readonly scopes: Readonly<Record<EngagementFact, SessionScope>>;
}

/** Everything the facts are made of. */
export interface Observation {
  /** The last whole day, YYYY-MM-DD; nothing newer is read. */
  readonly asOf: string;
  readonly plan: ObservationPlan;
  /** Folded: each session once. */
  readonly sessions: EngagementSessions;
  /** Folded up to the end of `asOf`, so that a past day is seen as it was then. */
  readonly interactions: Interactions;
  /** Genres by item id. */
  readonly genres: ReadonlyMap<string, readonly string[]>;
  /** The champion scored now, and on earlier days where that is on record. */
  readonly figures: readonly ScoredFigure[];
  readonly champion: ServingRun | null;
}

/** The facts that are about sessions. */
export type EngagementFact = 'click_through_rate' | 'session_duration_lift' | 'revenue_per_user';

const ENGAGEMENT: Record<EngagementFact, (question: EngagementQuestion) => DayReading[]> = {
  click_through_rate: clickThroughRate,
  session_duration_lift: sessionDurationLift,
  revenue_per_user: revenuePerUser,
};

/** All facts about `asOf` with their history. Equal input gives equal facts, in whatever order rows come. */
export function observe(observation: Observation): Facts {
  const { asOf, plan, interactions, champion } = observation;
  const calendar = calendarUpTo(asOf, plan.historyDays);
  const longest = Math.max(...FACT_NAMES.map((name) => plan.windows[name]));
  const days = byDay(interactions, calendar, longest);
  const facts: Record<FactName, Fact> = {
    click_through_rate: engagementFact('click_through_rate', observation, calendar),
    session_duration_lift: engagementFact('session_duration_lift', observation, calendar),
    revenue_per_user: engagementFact('revenue_per_user', observation, calendar),
    rmse: scoredFact('rmse', observation, calendar),
    precision_at_10: scoredFact('precision_at_10', observation, calendar),
    ndcg_at_10: scoredFact('ndcg_at_10', observation, calendar),
    ...activityFacts(observation, calendar, days),
  };
  return { kind: 'facts', format: 1, as_of: asOf, champion: champion?.run ?? null, facts };
}

function engagementFact(name: EngagementFact, observation: Observation, calendar: Calendar): Fact {
  const { sessions, plan, champion } = observation;
  const question = { sessions, calendar, windowDays: plan.windows[name], run: champion?.run ?? null };
  const series = ENGAGEMENT[name]({ ...question, scope: plan.scopes[name] });
  const all = plan.scopes[name] === 'all_runs' ? null : ENGAGEMENT[name]({ ...question, scope: 'all_runs' });
  return describedFact(name, plan.windows[name], { series, all_runs: all });
}

function scoredFact(
  metric: 'rmse' | 'precision_at_10' | 'ndcg_at_10',
  { figures, plan, champion }: Observation,
  calendar: Calendar,
): Fact {
  const measured = scoredSeries(figures, { metric, run: champion?.run ?? null }, calendar);
  return describedFact(metric, plan.windows[metric], measured);
}

function activityFacts(
  { sessions, interactions, genres, plan, champion }: Observation,
  calendar: Calendar,
  days: InteractionDays,
) {
  const { windows } = plan;
  const trainedUntil = champion?.trainedUntil ?? null;
  const drift = featureDrift({ days, calendar, genres, windowDays: windows.feature_drift, trainedUntil });
  const trainedAt = champion?.trainedAt ?? null;
  const daysWithData = new Set<number>();
  for (const instant of sessions.started_at) daysWithData.add(dayNumber(instant));
  for (const instant of interactions.timestamp) daysWithData.add(dayNumber(instant));
  const fact = <Name extends FactName>(name: Name, series: DayReading[]) =>
    describedFact(name, windows[name], { series });
  return {
    interaction_volume: fact(
      'interaction_volume',
      interactionVolume(days, calendar, windows.interaction_volume),
    ),
    new_user_share: fact('new_user_share', newcomerShare(days, 'user', calendar, windows.new_user_share)),
    new_item_share: fact('new_item_share', newcomerShare(days, 'item', calendar, windows.new_item_share)),
    feature_drift: describedFact('feature_drift', windows.feature_drift, drift),
    days_since_data: fact('days_since_data', daysSinceData(daysWithData, calendar)),
    days_since_training: fact('days_since_training', daysSinceTraining(trainedAt, calendar)),
    new_feedback: fact('new_feedback', newFeedback(interactions, trainedAt, calendar)),
  };
}
