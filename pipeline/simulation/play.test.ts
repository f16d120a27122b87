import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listInteractionBatches, readInteractionBatches, writeInteractionBatch } from '../data/batches.ts';
import { listSessionBatches, writeSessionBatch } from '../data/events.ts';
import { foldInteractions, type InteractionRows } from '../data/interactions.ts';
import { dayOf } from '../data/time.ts';
import { hash32 } from '../random.ts';
import { SMALL, smallCatalogue, smallClub } from './audience.fixture.ts';
import { type Audience, derivePerson, peopleBy } from './audience.ts';
import { startOfWeek, WEEK_MS } from './calendar.ts';
import { isOnShelf } from './films.ts';
import { type Lister, popularLister } from './listers.ts';
import { playWeek, type WeekToPlay } from './play.ts';
import type { PlayedWeek } from './record.ts';
import { oracleLister } from './truth.ts';

/** Ten films of the shelf in an order that has nothing to do with the person. */
function blindLister(films: ReturnType<typeof smallClub>['films']): Lister {
  return (userId, known, day) => {
    const excluded = new Set(known.map((pair) => pair.item_id));
    return films
      .filter((film) => isOnShelf(film, day) && !excluded.has(film.item_id))
      .sort((a, b) => hash32(`${userId} ${day} ${a.item_id}`) - hash32(`${userId} ${day} ${b.item_id}`))
      .slice(0, 10)
      .map((film) => film.item_id);
  };
}

interface Season extends Partial<WeekToPlay> {
  club?: ReturnType<typeof smallClub>;
  weeks: number;
}

/** Weeks 0 to `weeks` − 1, popular films for all unless a lister is given. */
function playSeason({ club = smallClub(), weeks, ...changes }: Season): PlayedWeek[] {
  const played: PlayedWeek[] = [];
  for (let week = 0; week < weeks; week++) {
    const interactions = foldInteractions(played.map((one) => one.interactions));
    const popular = popularLister(interactions, club.films);
    const defaults = {
      audience: club.audience,
      week,
      interactions,
      champion: popular,
      control: popular,
      run: null,
    };
    played.push(playWeek({ ...defaults, ...changes }));
  }
  return played;
}

function clickThroughRate(
  weeks: readonly PlayedWeek[],
  counts: (userId: string, arm: string) => boolean,
): number {
  let impressions = 0;
  let clicks = 0;
  for (const { sessions } of weeks) {
    for (let row = 0; row < sessions.arm.length; row++) {
      if (!counts(sessions.user_id[row], sessions.arm[row])) continue;
      impressions += sessions.shown[row].length;
      clicks += sessions.clicked[row].length;
    }
  }
  return clicks / impressions;
}

async function store(root: string, { interactions, sessions }: PlayedWeek): Promise<void> {
  await writeInteractionBatch(root, interactions);
  await writeSessionBatch(root, sessions);
}

/** A week from what the folder holds, popular films for all. */
async function playOn(root: string, week: number): Promise<PlayedWeek> {
  const { audience, films } = smallClub();
  const interactions = foldInteractions(await readInteractionBatches(root));
  const popular = popularLister(interactions, films);
  return playWeek({ audience, week, interactions, champion: popular, control: popular, run: null });
}

/** Hashes of everything in the folder. */
async function batchesOf(root: string): Promise<string[]> {
  const batches = [...(await listInteractionBatches(root)), ...(await listSessionBatches(root))];
  return batches.map((batch) => batch.sha256);
}

const inChampionArm = (_userId: string, arm: string) => arm === 'champion';

function shiftingPeople(audience: Audience): Set<string> {
  const people = Array.from({ length: peopleBy(audience.settings, 5) }, (_, n) => derivePerson(audience, n));
  return new Set(people.filter((person) => person.shifts).map((person) => person.user_id));
}

function pairsOf(rows: InteractionRows): string[] {
  return rows.user_id.map((user, row) => `${user} ${rows.item_id[row]}`);
}

describe('a week', () => {
  it('is the same again from the same state, and another from another seed', () => {
    const [, week] = playSeason({ weeks: 2 });
    expect(playSeason({ weeks: 2 })[1]).toEqual(week);
    expect(playSeason({ weeks: 2, club: smallClub({ seed: 6 }) })[1]).not.toEqual(week);
  });

  it('goes on from what was written exactly as from what was played', async () => {
    const written = await mkdtemp(join(tmpdir(), 'season-'));
    const played = await mkdtemp(join(tmpdir(), 'season-'));
    try {
      for (const week of playSeason({ weeks: 4 })) await store(played, week);
      for (const week of playSeason({ weeks: 2 })) await store(written, week);
      for (const week of [2, 3]) await store(written, await playOn(written, week));
      expect(await batchesOf(written)).toEqual(await batchesOf(played));
      expect(await batchesOf(written)).toHaveLength(8);
    } finally {
      await Promise.all([written, played].map((root) => rm(root, { recursive: true })));
    }
  });

  it('lies within its seven days', () => {
    playSeason({ weeks: 3 }).forEach(({ interactions, sessions }, week) => {
      const start = startOfWeek(SMALL, week);
      for (const at of [...interactions.timestamp, ...sessions.started_at]) {
        expect(at).toBeGreaterThanOrEqual(start);
        expect(at).toBeLessThan(start + WEEK_MS);
      }
    });
  });

  it('shows ten films a visit and lets only people come who have arrived', () => {
    playSeason({ weeks: 3 }).forEach(({ sessions }, week) => {
      const last = `p${String(peopleBy(SMALL, week)).padStart(5, '0')}`;
      expect(sessions.shown.every((shown) => shown.length === 10)).toBe(true);
      expect(sessions.user_id.every((user) => user <= last)).toBe(true);
      expect(sessions.user_id).toContain(last);
    });
  });

  it('records the run for the champion arm alone, and gives a tenth of the people to control', () => {
    const [{ sessions }] = playSeason({
      weeks: 1,
      club: smallClub({ people: 1500 }),
      run: 'run_20260518_000000',
    });
    const people = new Map(sessions.user_id.map((user, row) => [user, sessions.arm[row]]));
    const share = [...people.values()].filter((arm) => arm === 'control').length / people.size;
    expect(share).toBeGreaterThan(0.06);
    expect(share).toBeLessThan(0.14);
    sessions.arm.forEach((arm, row) => {
      expect(sessions.run[row]).toBe(arm === 'champion' ? 'run_20260518_000000' : null);
    });
  });

  it('never shows or rates a film before it joined', () => {
    const club = smallClub();
    const added = new Map(club.films.map((film) => [film.item_id, film.added ?? '']));
    const played = playSeason({ club, weeks: 5 });
    for (const { interactions, sessions } of played) {
      interactions.item_id.forEach((item, row) => {
        expect((added.get(item) ?? '') <= dayOf(interactions.timestamp[row])).toBe(true);
      });
      sessions.shown.forEach((shown, row) => {
        expect(shown.every((item) => (added.get(item) ?? '') <= dayOf(sessions.started_at[row]))).toBe(true);
      });
    }
    const late = new Set(club.films.filter((film) => film.added !== null).map((film) => film.item_id));
    expect(played[4].interactions.item_id.some((item) => late.has(item))).toBe(true);
  });

  it('never tells of the same film twice, even of one that every list shows again', () => {
    const stubborn: Lister = () =>
      smallCatalogue()
        .slice(0, 10)
        .map((film) => film.item_id);
    const played = playSeason({ weeks: 5, champion: stubborn, control: stubborn });
    const pairs = played.flatMap(({ interactions }) => pairsOf(interactions));
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('hands the lister what the person told before, in this week and earlier', () => {
    const known = new Map<string, number[]>();
    const popular = popularLister(foldInteractions([]), smallClub().films);
    const lister: Lister = (userId, history, day) => {
      known.set(userId, [...(known.get(userId) ?? []), history.length]);
      return popular(userId, history, day);
    };
    const [, last] = playSeason({ weeks: 2, champion: lister, control: lister });
    for (const counts of known.values()) {
      expect(counts[0]).toBeGreaterThan(0);
      expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    }
    const busiest = last.sessions.user_id.reduce((one, other) =>
      (known.get(other) ?? []).length > (known.get(one) ?? []).length ? other : one,
    );
    expect(new Set(known.get(busiest)).size).toBeGreaterThan(2);
  });

  it.each([
    ['a film of no catalogue', () => ['f000'], 'f000, which no catalogue has'],
    ['a film twice', () => ['f001', 'f001'], 'a film twice'],
    [
      'a film too early',
      () => smallClub().films.flatMap(({ item_id, added }) => (added === null ? [] : [item_id])),
      'which joins on 2026-',
    ],
  ])('refuses a lister that shows %s', (_, champion, message) => {
    expect(() => playSeason({ weeks: 1, champion })).toThrow(message);
  });
});

describe('the loop is closed', () => {
  const club = smallClub({ people: 700 });
  const before = playSeason({ club, weeks: 3 });
  const interactions = foldInteractions(before.map((week) => week.interactions));
  const play = (champion: Lister, week = 3): PlayedWeek =>
    playWeek({ audience: club.audience, week, interactions, champion, control: champion, run: null });
  const popular = popularLister(interactions, club.films);
  const oracle = oracleLister(club.audience);

  it('better lists are clicked more and hold people longer: the best possible, then popular, then blind ones', () => {
    const outcomes = [oracle, popular, blindLister(club.films)].map((lister) => {
      const week = play(lister);
      const seconds =
        week.sessions.seconds.reduce((total, each) => total + each, 0) / week.sessions.seconds.length;
      const revenue = week.sessions.revenue.reduce((total, each) => total + each, 0);
      return { clicks: clickThroughRate([week], inChampionArm), seconds, revenue };
    });
    const [best, middle, blind] = outcomes;
    expect(best.clicks).toBeGreaterThan(1.5 * middle.clicks);
    expect(middle.clicks).toBeGreaterThan(1.5 * blind.clicks);
    expect(best.seconds).toBeGreaterThan(1.2 * middle.seconds);
    expect(middle.seconds).toBeGreaterThan(1.1 * blind.seconds);
    expect(best.revenue).toBeGreaterThan(middle.revenue);
    expect(middle.revenue).toBeGreaterThan(blind.revenue);
  });

  it('after the shift, lists that were perfect before it are clicked far less by those it changes', () => {
    const old: Audience = { ...club.audience, settings: { ...club.audience.settings, shift_week: 99 } };
    const stale = oracleLister(old);
    const shifting = shiftingPeople(club.audience);
    const rate = (week: PlayedWeek) => clickThroughRate([week], (userId) => shifting.has(userId));
    const others = (week: PlayedWeek) => clickThroughRate([week], (userId) => !shifting.has(userId));
    expect(rate(play(stale, 4))).toBeLessThan(0.8 * rate(play(stale, 3)));
    expect(rate(play(oracle, 4))).toBeGreaterThan(0.9 * rate(play(oracle, 3)));
    expect(others(play(stale, 4))).toBeGreaterThan(0.9 * others(play(stale, 3)));
  });

  it('after the shift, people come upon films of the revival by themselves', () => {
    const revival = new Set(club.audience.films.filter((film) => film.revival).map((film) => film.item_id));
    const share = ({ interactions: { item_id } }: PlayedWeek) =>
      item_id.filter((item) => revival.has(item)).length / item_id.length;
    expect(share(play(popular, 4))).toBeGreaterThan(2 * share(play(popular, 3)));
  });
});
