// The stage "observe": the facts about now, with the champion scored again on today's ground. Writes nothing.

import type { SessionRows } from '../data/events.ts';
import { foldInteractions, type ToldRows } from '../data/interactions.ts';
import { DAY_MS } from '../data/time.ts';
import { evaluateRanking, evaluateRating } from '../evaluation/evaluate.ts';
import { type Ground, shareSeen } from '../evaluation/protocol.ts';
import { type ScoredFigure, scoreFigures } from '../monitoring/accuracy.ts';
import type { Facts } from '../monitoring/facts.ts';
import { observe as gather } from '../monitoring/observe.ts';
import { figuresOnFile } from '../rules/on-file.ts';
import { observationPlan } from '../rules/policy.ts';
import type { Policy } from '../rules/policy-types.ts';
import type { Context } from './context.ts';
import { type ServedRun, servedRun } from './served-run.ts';
import { genresOf, type State } from './state.ts';

/** All that facts about a day are made of; what is newer than the day is not looked at. */
export interface Known {
  readonly policy: Policy;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  readonly rows: ToldRows;
  readonly sessions: SessionRows;
  readonly champion: Pick<ServedRun, 'run' | 'trainedAt' | 'trainedUntil'> | null;
  /** The champion's accuracy, scored on the day and on earlier ones. */
  readonly figures: readonly ScoredFigure[];
  /** Days of history to have at least, where decisions are made less often than the policy's own reach. */
  readonly lookBackDays?: number;
}

/** What is known about the last whole day. */
export async function observe(context: Context, state: State, ground: Ground): Promise<Facts> {
  const { catalogue, sessions, policy, rows } = state;
  const asOf = lastWholeDay(state.asOf, context.now);
  const champion = state.champion && servedRun(state.champion);
  const today = champion ? await scoreChampion(champion, ground, asOf, context) : [];
  const figures = [...remembered(state, asOf), ...today];
  return factsAbout(asOf, { policy, genres: genresOf(catalogue), rows, sessions, champion, figures });
}

/** The facts about any day, from what was known by its end. */
export function factsAbout(day: string, known: Known): Facts {
  const { policy, genres, rows, sessions, champion, figures, lookBackDays = 0 } = known;
  const interactions = foldInteractions(rows, { until: Date.parse(day) + DAY_MS - 1 });
  const ofPolicy = observationPlan(policy);
  const plan = { ...ofPolicy, historyDays: Math.max(ofPolicy.historyDays, lookBackDays) };
  return gather({ asOf: day, plan, sessions, interactions, genres, figures, champion });
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
export async function scoreChampion(
  { run, trainedUntil, ranking, rating }: Omit<ServedRun, 'seed' | 'trainedAt' | 'metrics'>,
  ground: Ground,
  day: string,
  { reporter, threads }: Pick<Context, 'reporter' | 'threads'>,
): Promise<readonly ScoredFigure[]> {
  if (shareSeen(ground, trainedUntil) !== 0) {
    reporter.warn(`${run} has learned part of today's judging data, so it is not scored on them.`);
    return [];
  }
  return scoreFigures({
    day,
    run,
    ranking: await evaluateRanking(ranking, ground, { reporter, threads }),
    rating: evaluateRating(rating, ground, reporter),
  });
}
