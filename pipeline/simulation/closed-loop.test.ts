import { describe, expect, it } from 'vitest';
import type { Film } from '../data/catalogue.ts';
import { foldInteractions } from '../data/interactions.ts';
import { hash32 } from '../random.ts';
import { smallClub } from './audience.fixture.ts';
import { type Audience, derivePerson, peopleBy } from './audience.ts';
import { isOnShelf } from './films.ts';
import { type Lister, popularLister } from './listers.ts';
import { playWeek } from './play.ts';
import type { PlayedWeek } from './record.ts';
import { playSeason } from './season.fixture.ts';
import { oracleLister } from './truth.ts';

/** Ten films of the shelf in an order that has nothing to do with the person. */
function blindLister(films: readonly Film[]): Lister {
  return (userId, known, day) => {
    const excluded = new Set(known.map((pair) => pair.item_id));
    return films
      .filter((film) => isOnShelf(film, day) && !excluded.has(film.item_id))
      .sort((a, b) => hash32(`${userId} ${day} ${a.item_id}`) - hash32(`${userId} ${day} ${b.item_id}`))
      .slice(0, 10)
      .map((film) => film.item_id);
  };
}

/** Clicks by impressions, over the people who count. */
function clickThroughRate(
  { sessions }: PlayedWeek,
  counts: (userId: string) => boolean = () => true,
): number {
  let impressions = 0;
  let clicks = 0;
  sessions.user_id.forEach((userId, row) => {
    if (!counts(userId)) return;
    impressions += sessions.shown[row].length;
    clicks += sessions.clicked[row].length;
  });
  return clicks / impressions;
}

function shiftingPeople(audience: Audience): Set<string> {
  const people = Array.from({ length: peopleBy(audience.settings, 5) }, (_, n) => derivePerson(audience, n));
  return new Set(people.filter((person) => person.shifts).map((person) => person.user_id));
}

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
      return { clicks: clickThroughRate(week), seconds, revenue };
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
    const rate = (week: PlayedWeek) => clickThroughRate(week, (userId) => shifting.has(userId));
    const others = (week: PlayedWeek) => clickThroughRate(week, (userId) => !shifting.has(userId));
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
