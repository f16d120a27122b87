// The stage "observe": the facts about now, with the champion scored again on today's ground. Writes nothing.

import { foldInteractions } from '../data/interactions.ts';
import { evaluateRanking, evaluateRating } from '../evaluation/evaluate.ts';
import { type Ground, shareSeen } from '../evaluation/protocol.ts';
import { type ScoredFigure, scoreFigures } from '../monitoring/accuracy.ts';
import type { Facts } from '../monitoring/facts.ts';
import { observe as gather } from '../monitoring/observe.ts';
import { figuresOnFile } from '../rules/on-file.ts';
import { observationPlan } from '../rules/policy.ts';
import type { Context } from './context.ts';
import type { State } from './state.ts';

const DAY_MS = 24 * 3600 * 1000;

/** What is known about the last whole day. */
export async function observe(context: Context, state: State, ground: Ground): Promise<Facts> {
  const { champion, catalogue, sessions, policy } = state;
  const asOf = lastWholeDay(state.asOf, context.now);
  return gather({
    asOf,
    plan: observationPlan(policy),
    sessions,
    interactions: foldInteractions(state.rows, { until: Date.parse(asOf) + DAY_MS - 1 }),
    genres: new Map(catalogue.films.map((film) => [film.item_id, film.genres])),
    figures: [...remembered(state, asOf), ...(await scoreChampion(context, state, ground, asOf))],
    champion: champion && {
      run: champion.manifest.run,
      trainedAt: Date.parse(champion.manifest.training.as_of),
      trainedUntil: Date.parse(champion.manifest.training.until),
    },
  });
}

/** The day of the newest data, or the one before it while that day is not over; YYYY-MM-DD (UTC). */
export function lastWholeDay(newest: number, now: number): string {
  const isOver = Math.floor(newest / DAY_MS) < Math.floor(now / DAY_MS);
  return new Date(isOver ? newest : newest - DAY_MS).toISOString().slice(0, 10);
}

/** What earlier decisions measured of the champion: "twice in a row" needs the day before. */
function remembered({ champion, past }: State, before: string): ScoredFigure[] {
  return champion === null ? [] : figuresOnFile(past, { run: champion.manifest.run, before });
}

/** A champion that has already learned part of the ground has no honest figure on it, so it gets none. */
async function scoreChampion(
  { reporter, threads }: Context,
  { champion }: State,
  ground: Ground,
  day: string,
): Promise<readonly ScoredFigure[]> {
  if (champion === null) return [];
  const { run, training } = champion.manifest;
  if (shareSeen(ground, Date.parse(training.until)) !== 0) {
    reporter.warn(`${run} has learned part of today's judging data, so it is not scored on them.`);
    return [];
  }
  return scoreFigures({
    day,
    run,
    ranking: await evaluateRanking(champion.ranking, ground, { reporter, threads }),
    rating: evaluateRating(champion.rating, ground, reporter),
  });
}
