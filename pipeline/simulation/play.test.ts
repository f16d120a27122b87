import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listInteractionBatches, readInteractionBatches, writeInteractionBatch } from '../data/batches.ts';
import { listSessionBatches, writeSessionBatch } from '../data/events.ts';
import { foldInteractions, type InteractionRows } from '../data/interactions.ts';
import { dayOf } from '../data/time.ts';
import { SMALL, smallCatalogue, smallClub } from './audience.fixture.ts';
import { peopleBy } from './audience.ts';
import { startOfWeek, WEEK_MS } from './calendar.ts';
import { type Lister, popularLister } from './listers.ts';
import { playWeek } from './play.ts';
import type { PlayedWeek } from './record.ts';
import { playSeason } from './season.fixture.ts';

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
