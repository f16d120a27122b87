// The two worlds a replay can run in. Recorded data arrive as they did, whatever is served: what lists would have earned
// is judged on them. The simulated audience reacts: each arm of a replay lives in a world of its own, with the same
// people, the same visits and the same draws.

import type { Film } from '../../data/catalogue.ts';
import { type SessionRows, takeSessions } from '../../data/events.ts';
import { foldInteractions, type InteractionRows } from '../../data/interactions.ts';
import type { Ground } from '../../evaluation/protocol.ts';
import { createAudience } from '../../simulation/audience.ts';
import { type AudienceSettings, startOfWeek } from '../../simulation/calendar.ts';
import { championLister, popularLister } from '../../simulation/listers.ts';
import { playWeek } from '../../simulation/play.ts';
import type { Context } from '../context.ts';
import type { ServedRun } from '../served-run.ts';
import type { State } from '../state.ts';
import { earnedOn, followingGround, RECORDED_MEASURES, rowsBetween } from './following.ts';
import { createEarned, type Earned, type Measure } from './people-sums.ts';

/** All that is on record at an instant. */
export interface OnRecord {
  readonly rows: readonly InteractionRows[];
  readonly sessions: readonly SessionRows[];
}

/** What a step brought, and what the lists of the run that served earned in it. */
export interface Lived {
  readonly record: OnRecord;
  readonly earned: Earned;
}

export interface World {
  readonly kind: 'recorded' | 'audience';
  readonly measures: readonly Measure[];
  /** First milliseconds of the steps, and of the one after the last. */
  readonly instants: readonly number[];
  readonly begin: OnRecord;
  /** One step of life. @param step counted from 0; @param serving the run that makes the lists */
  live(step: number, record: OnRecord, serving: ServedRun): Promise<Lived>;
}

type RecordedState = Pick<State, 'sessions' | 'policy'> & { readonly rows: readonly InteractionRows[] };

/**
 * Data on record, as they came. Sessions are left out: their lists were made by runs that no arm of the replay has.
 * @param instants of the steps
 */
export function recordedWorld(
  { rows, policy }: RecordedState,
  instants: readonly number[],
  work: Pick<Context, 'reporter' | 'threads'>,
): World {
  const { positive_rating, k, test_fraction } = policy.evaluation;
  const parameters = { positiveRating: positive_rating, k, testFraction: test_fraction };
  const begin = { rows: [rowsBetween(rows, -Infinity, instants[0])], sessions: [] };
  const grounds = new Map<number, { ground: Ground; record: OnRecord; earned: Map<ServedRun, Earned> }>();
  const stepOf = (step: number, before: OnRecord) => {
    const during = rowsBetween(rows, instants[step], instants[step + 1]);
    return {
      ground: followingGround(before.rows, during, parameters),
      // One record for all arms: the same data, so the same training.
      record: { rows: [...before.rows, during], sessions: [] },
      earned: new Map<ServedRun, Earned>(),
    };
  };
  return {
    kind: 'recorded',
    measures: RECORDED_MEASURES,
    instants,
    begin,
    async live(step, before, serving) {
      const known = grounds.get(step) ?? stepOf(step, before);
      grounds.set(step, known);
      const earned = known.earned.get(serving) ?? (await earnedOn(known.ground, serving, work));
      known.earned.set(serving, earned);
      return { record: known.record, earned };
    },
  };
}

const same = (quotient: number) => quotient;

/** What the audience says of the lists it is shown. */
const AUDIENCE_MEASURES: readonly Measure[] = [
  { name: 'click_through_rate', higherIsBetter: true, shape: same },
  { name: 'revenue_per_session', higherIsBetter: true, shape: same },
  { name: 'seconds_per_session', higherIsBetter: true, shape: same },
];

/** @param first week to be played, counted from 0; what is on record of earlier weeks is kept */
export function audienceWorld(
  { rows, sessions }: RecordedState,
  films: readonly Film[],
  settings: AudienceSettings,
  { first, weeks }: { first: number; weeks: number },
): World {
  const instants = Array.from({ length: weeks + 1 }, (_, i) => startOfWeek(settings, first + i));
  const audience = createAudience(films, settings);
  const before = [...sessions.started_at.keys()].filter((row) => sessions.started_at[row] < instants[0]);
  return {
    kind: 'audience',
    measures: AUDIENCE_MEASURES,
    instants,
    begin: {
      rows: [rowsBetween(rows, -Infinity, instants[0])],
      sessions: [takeSessions(sessions, before)],
    },
    async live(step, record, serving) {
      const interactions = foldInteractions(record.rows);
      const played = playWeek({
        audience,
        week: first + step,
        interactions,
        champion: championLister(serving.ranking, films),
        control: popularLister(interactions, films),
        run: serving.run,
      });
      return {
        record: {
          rows: [...record.rows, played.interactions],
          sessions: [...record.sessions, played.sessions],
        },
        earned: earnedFrom(played.sessions),
      };
    },
  };
}

/** Of the arm that saw the champion's lists. */
function earnedFrom({ arm, user_id, shown, clicked, revenue, seconds }: SessionRows): Earned {
  const earned = createEarned();
  arm.forEach((each, row) => {
    if (each !== 'champion') return;
    const add = (measure: string, numerator: number, denominator: number) =>
      earned.add(measure, user_id[row], { numerator, denominator });
    add('click_through_rate', clicked[row].length, shown[row].length);
    add('revenue_per_session', revenue[row], 1);
    add('seconds_per_session', seconds[row], 1);
  });
  return earned.all;
}
