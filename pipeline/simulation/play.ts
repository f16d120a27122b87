// One week of the audience's life: who comes, what each is shown, what each does. Everything a week needs is what
// is on record at its start; nothing of one week is carried to the next but what was recorded.

import { type Interactions, userPointers } from '../data/interactions.ts';
import { dayOf } from '../data/time.ts';
import { createRandom, type Random } from '../random.ts';
import { assignArm } from '../serving/assign.ts';
import { OPINION } from '../serving/signals.ts';
import { type Audience, derivePerson, fashion, liking, type Person, peopleBy, tasteIn } from './audience.ts';
import { findFilm, opine, type Reaction, type Situation, type Visit, visitList } from './behaviour.ts';
import { startOfWeek, WEEK_MS } from './calendar.ts';
import { type KnownPair, LIST_LENGTH, type Lister } from './listers.ts';
import { type PlayedWeek, toColumns, type WeekRecord } from './record.ts';
import { drawCount, drawInstant } from './rhythm.ts';
import { WEIGHTS } from './weights.ts';

/** The standing experiment: a tenth of the people see popular films, for as long as they stay. */
export const CONTROL = { salt: 'popular films', share: 0.1 } as const;

/** On joining, people first tell of films they know; then they see their first list. */
const FIRST_FINDS_MS = 600_000;
/** Between a visit and a film found elsewhere, between two such films, and before the next visit. */
const PAUSE_MS = 600_000;
const FIND_SECONDS = 1800;

export interface WeekToPlay {
  readonly audience: Audience;
  /** Counted from 0. */
  readonly week: number;
  /** The fold of everything on record at the week's start. */
  readonly interactions: Interactions;
  readonly champion: Lister;
  readonly control: Lister;
  /** The run behind the champion's lists; null while popular films are shown to all. */
  readonly run: string | null;
}

/** A person in the middle of their week. */
interface Stay {
  readonly input: WeekToPlay;
  readonly random: Random;
  readonly person: Person;
  readonly situation: Situation & { readonly known: Set<number> };
  /** What the service knows of them; grows as they tell. */
  readonly history: KnownPair[];
  /** The first millisecond after the week. */
  readonly end: number;
  readonly record: WeekRecord;
}

/**
 * Plays one week. Randomness is forked by seed, person and week, so a week depends on its input and nothing else.
 * @throws RangeError when a lister names an unknown film, one twice, or one that has not joined yet.
 */
export function playWeek(input: WeekToPlay): PlayedWeek {
  const { audience, week } = input;
  const record: WeekRecord = { told: [], sessions: [] };
  const historyOf = readHistories(input.interactions);
  for (let n = 0; n < peopleBy(audience.settings, week); n++) {
    const person = derivePerson(audience, n);
    const visits = drawVisits(audience, person, week);
    if (visits.length > 0) liveWeek(arrive(input, person, historyOf(person.user_id), record), visits);
  }
  return toColumns(record);
}

/** Start of each visit of a person's week, in order. Whoever arrives this week comes at least once. */
function drawVisits({ settings }: Audience, person: Person, week: number): number[] {
  const random = createRandom(settings.seed).fork(`visits ${person.user_id} ${week}`);
  const start = startOfWeek(settings, week);
  const count = drawCount(random, person.activity);
  const drawn = Array.from({ length: count }, () => drawInstant(random, start));
  if (person.arrivalWeek !== week) return drawn.sort((a, b) => a - b);
  const first = person.arrivedAt + FIRST_FINDS_MS;
  return [first, ...drawn.filter((instant) => instant > first).sort((a, b) => a - b)];
}

function arrive(input: WeekToPlay, person: Person, history: KnownPair[], record: WeekRecord): Stay {
  const { audience, week } = input;
  const taste = tasteIn(audience, person, week);
  const likings = Float64Array.from(audience.films, (film) => liking(taste, film));
  const fashions = Float64Array.from(audience.films, (film) => fashion(taste, film));
  const known = new Set(history.map(({ item_id }) => audience.indexOf.get(item_id) ?? -1));
  return {
    input,
    random: createRandom(audience.settings.seed).fork(`stay ${person.user_id} ${week}`),
    person,
    situation: { person, films: audience.films, likings, fashions, known },
    history,
    end: startOfWeek(audience.settings, week) + WEEK_MS,
    record,
  };
}

function liveWeek(stay: Stay, visits: readonly number[]): void {
  const { person, random, input } = stay;
  if (person.arrivalWeek === input.week) {
    const count = 1 + drawCount(random, WEIGHTS.findsOnJoining - 1);
    tellFinds(stay, count, { from: person.arrivedAt, apart: 30 });
  }
  let free = 0;
  for (const startedAt of visits) {
    // Two visits drawn into one another are one visit.
    if (startedAt < free) continue;
    const visit = visitOnce(stay, startedAt);
    const disappointed = visit.clicked.length < 2 ? WEIGHTS.findsWhenDisappointed : 0;
    const finds = drawCount(random, WEIGHTS.finds + disappointed);
    const from = startedAt + visit.seconds * 1000 + PAUSE_MS;
    tellFinds(stay, finds, { from, apart: FIND_SECONDS });
    free = from + finds * FIND_SECONDS * 1000;
  }
}

/** One session: the list of the person's arm, and what they did with it. */
function visitOnce(stay: Stay, startedAt: number): Visit {
  const { person, input, record } = stay;
  const arm = assignArm(person.user_id, CONTROL.salt, CONTROL.share);
  const shown = listFor(stay, arm === 'control' ? input.control : input.champion, startedAt);
  const visit = visitList(stay.random, stay.situation, shown);
  for (const reaction of visit.reactions) tell(stay, reaction, startedAt);
  const idOf = (film: number) => input.audience.films[film].item_id;
  record.sessions.push({
    session_id: `${person.user_id}-${startedAt / 1000}`,
    user_id: person.user_id,
    started_at: startedAt,
    seconds: visit.seconds,
    arm,
    run: arm === 'control' ? null : input.run,
    shown: shown.map(idOf),
    clicked: visit.clicked.map(idOf),
    revenue: Math.round(visit.revenue * 100) / 100,
  });
  return visit;
}

/** The list a person sees, as positions in the audience's films; checked, since a lister may be anybody's. */
function listFor(stay: Stay, lister: Lister, at: number): number[] {
  const { films, indexOf } = stay.input.audience;
  const day = dayOf(at);
  const ids = lister(stay.person.user_id, stay.history, day).slice(0, LIST_LENGTH);
  if (new Set(ids).size < ids.length) throw new RangeError(`the list of ${day} shows a film twice: ${ids}`);
  return ids.map((id) => {
    const film = indexOf.get(id);
    if (film === undefined) throw new RangeError(`the list of ${day} shows ${id}, which no catalogue has`);
    const from = films[film].availableFrom;
    if (from > at) throw new RangeError(`the list of ${day} shows ${id}, which joins on ${dayOf(from)}`);
    return film;
  });
}

/** Films a person comes upon by themselves, told one after another, `apart` seconds between them. */
function tellFinds(stay: Stay, count: number, { from, apart }: { from: number; apart: number }): void {
  for (let n = 0; n < count; n++) {
    const film = findFilm(stay.random, stay.situation, from);
    if (film === null) return;
    tell(stay, opine(stay.random, stay.situation, film, n * apart), from);
  }
}

/** Puts a reaction on record, and into what the service knows from now on. Nobody speaks of a film twice. */
function tell(stay: Stay, { film, signal, rating, after }: Reaction, from: number): void {
  if (stay.situation.known.has(film)) return;
  const { item_id } = stay.input.audience.films[film];
  const timestamp = Math.min(from + after * 1000, stay.end - 1000);
  stay.record.told.push({ user_id: stay.person.user_id, item_id, signal, rating, timestamp });
  stay.situation.known.add(film);
  stay.history.push({ item_id, rating, opinion: OPINIONS[signal], timestamp });
}

const OPINIONS = {
  rating: OPINION.none,
  thumb_up: OPINION.thumbUp,
  love: OPINION.love,
  thumb_down: OPINION.thumbDown,
  not_interested: OPINION.notInterested,
} as const satisfies Record<Reaction['signal'], number>;

/** What is on record of each person, in item order. */
function readHistories(interactions: Interactions): (userId: string) => KnownPair[] {
  const { userIds, itemIds, item, rating, opinion, timestamp } = interactions;
  const pointers = userPointers(interactions);
  const rowOf = new Map(userIds.map((id, row) => [id, row]));
  return (userId) => {
    const row = rowOf.get(userId);
    const pairs: KnownPair[] = [];
    if (row === undefined) return pairs;
    for (let pair = pointers[row]; pair < pointers[row + 1]; pair++) {
      pairs.push({
        item_id: itemIds[item[pair]],
        rating: rating[pair],
        opinion: opinion[pair],
        timestamp: timestamp[pair],
      });
    }
    return pairs;
  };
}
