import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { smallClub } from './audience.fixture.ts';
import { derivePerson, fashion, liking } from './audience.ts';
import { findFilm, opine, type Situation, type Visit, visitList } from './behaviour.ts';

const { audience } = smallClub();
const FIRST_TEN = Array.from({ length: 10 }, (_, n) => n);

function situationOf(n: number, changes: Partial<Situation> = {}): Situation {
  const person = derivePerson(audience, n);
  const { films } = audience;
  return {
    person: { ...person, thumbs: false },
    films,
    likings: Float64Array.from(films, (film) => liking(person.before, film)),
    fashions: Float64Array.from(films, (film) => fashion(person.before, film)),
    known: new Set<number>(),
    ...changes,
  };
}

/** Many visits to one list, each with randomness of its own. */
function visitOften(situation: Situation, shown: readonly number[], times = 2000): Visit[] {
  return Array.from({ length: times }, (_, n) => visitList(createRandom(n), situation, shown));
}

function clicks(visits: readonly Visit[]): number {
  return visits.reduce((total, visit) => total + visit.clicked.length, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Every film suits the person equally. */
function even(liked: number): Partial<Situation> {
  const films = audience.films.map((film) => ({ ...film, appeal: 0, quality: 0 }));
  return { films, likings: new Float64Array(160).fill(liked), fashions: new Float64Array(160) };
}

describe('a visit', () => {
  it('looks at the top of a list more than at its end', () => {
    const visits = visitOften(situationOf(1, even(2)), FIRST_TEN);
    const at = (position: number) => visits.filter(({ clicked }) => clicked.includes(position)).length;
    expect(at(0)).toBeGreaterThan(1.2 * at(9));
    expect(at(9)).toBeGreaterThan(0);
  });

  it('ends sooner for the impatient when nothing appeals', () => {
    const bored = { ...even(-9) };
    const person = derivePerson(audience, 1);
    const seconds = (patience: number) =>
      mean(
        visitOften(situationOf(1, { ...bored, person: { ...person, patience } }), FIRST_TEN).map(
          (v) => v.seconds,
        ),
      );
    expect(seconds(4)).toBeLessThan(seconds(9));
  });

  it('has more clicks, lasts longer and earns more when the films suit the person', () => {
    const poor = visitOften(situationOf(1, even(0)), FIRST_TEN);
    const good = visitOften(situationOf(1, even(3)), FIRST_TEN);
    expect(clicks(good)).toBeGreaterThan(3 * clicks(poor));
    expect(mean(good.map((v) => v.seconds))).toBeGreaterThan(1.3 * mean(poor.map((v) => v.seconds)));
    expect(mean(good.map((v) => v.revenue))).toBeGreaterThan(3 * mean(poor.map((v) => v.revenue)));
  });

  it('passes over films the person has told us about', () => {
    const fresh = visitOften(situationOf(1, even(2)), FIRST_TEN);
    const stale = visitOften(situationOf(1, { ...even(2), known: new Set(FIRST_TEN) }), FIRST_TEN);
    expect(clicks(stale)).toBeLessThan(0.5 * clicks(fresh));
  });

  it('clicks, rates and waves away only what was shown, each film once', () => {
    for (const { clicked, reactions } of visitOften(situationOf(3), FIRST_TEN)) {
      const films = reactions.map((reaction) => reaction.film);
      expect(new Set(clicked).size).toBe(clicked.length);
      expect(new Set(films).size).toBe(films.length);
      expect([...clicked, ...films].every((film) => FIRST_TEN.includes(film))).toBe(true);
    }
  });
});

describe('an opinion', () => {
  it('is on the half-star scale, higher for films that suit the person better', () => {
    const situation = situationOf(4);
    const stars = audience.films.map((_, film) => opine(createRandom(film), situation, film, 0).rating);
    for (const rating of stars) {
      expect(rating).toBeGreaterThanOrEqual(0.5);
      expect(rating).toBeLessThanOrEqual(5);
      expect(Number.isInteger(rating * 2)).toBe(true);
    }
    const order = [...stars.keys()].sort((a, b) => situation.likings[a] - situation.likings[b]);
    const average = (films: number[]) => mean(films.map((film) => stars[film]));
    expect(average(order.slice(-40))).toBeGreaterThan(average(order.slice(0, 40)) + 1);
  });

  it('is a thumb without stars from those who answer with thumbs', () => {
    const situation = situationOf(4);
    const thumbs = { ...situation, person: { ...situation.person, thumbs: true } };
    const told = audience.films.map((_, film) => opine(createRandom(film), thumbs, film, 0));
    expect(new Set(told.map(({ signal }) => signal))).toEqual(new Set(['love', 'thumb_up', 'thumb_down']));
    expect(told.every(({ rating }) => Number.isNaN(rating))).toBe(true);
  });
});

describe('a film found elsewhere', () => {
  const at = Date.UTC(2026, 4, 20);

  it('is one the person has not told of and that is there already', () => {
    const known = new Set(FIRST_TEN);
    for (let seed = 0; seed < 300; seed++) {
      const film = findFilm(createRandom(seed), situationOf(5, { known }), at) ?? -1;
      expect(known.has(film)).toBe(false);
      expect(audience.films[film].availableFrom).toBeLessThanOrEqual(at);
    }
  });

  it('suits them better than a film drawn blindly', () => {
    const situation = situationOf(6);
    const found = Array.from({ length: 300 }, (_, seed) => findFilm(createRandom(seed), situation, at) ?? -1);
    expect(mean(found.map((film) => situation.likings[film]))).toBeGreaterThan(
      mean([...situation.likings]) + 0.8,
    );
  });

  it('is none when they know them all', () => {
    const known = new Set(audience.films.keys());
    expect(findFilm(createRandom(1), situationOf(5, { known }), at)).toBeNull();
  });
});
