import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { SMALL, smallCatalogue, smallClub } from './audience.fixture.ts';
import { createAudience, derivePerson, peopleBy, tasteIn } from './audience.ts';
import { DEFAULT_SETTINGS, nextWeek, shiftDay, startOfWeek, WEEK_MS } from './calendar.ts';
import { isOnShelf, REVIVAL_GENRES, scheduleArrivals } from './films.ts';

const range = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('the people', () => {
  it('are the same from the same seed and others from another', () => {
    const person = (seed: number) => derivePerson(smallClub({ seed }).audience, 7);
    expect(person(5)).toEqual(person(5));
    expect(person(5).before).not.toEqual(person(6).before);
  });

  it('arrive steadily, 45 % of them in the first week, and go on arriving after the last', () => {
    expect(peopleBy(DEFAULT_SETTINGS, 25)).toBe(2400);
    const arrivals = range(30).map(
      (week) => peopleBy(DEFAULT_SETTINGS, week) - peopleBy(DEFAULT_SETTINGS, week - 1),
    );
    expect(peopleBy(DEFAULT_SETTINGS, -1)).toBe(1080);
    for (const count of arrivals) expect(Math.abs(count - 1320 / 26)).toBeLessThan(1);
  });

  it('arrive within the week they are counted in', () => {
    const { audience } = smallClub();
    for (const n of range(peopleBy(SMALL, 5))) {
      const { arrivalWeek, arrivedAt } = derivePerson(audience, n);
      expect(n).toBeLessThan(peopleBy(SMALL, arrivalWeek));
      expect(arrivedAt).toBeGreaterThanOrEqual(startOfWeek(SMALL, arrivalWeek));
      expect(arrivedAt).toBeLessThan(startOfWeek(SMALL, arrivalWeek) + WEEK_MS);
    }
  });

  it('are unequally active: a tenth of them come for more than a quarter of all visits', () => {
    const { audience } = smallClub();
    const activity = range(1000).map((n) => derivePerson(audience, n).activity);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const busiest = [...activity].sort((a, b) => b - a).slice(0, 100);
    expect(sum(busiest) / sum(activity)).toBeGreaterThan(0.25);
  });

  it('change taste from the shift week on, six in ten of them', () => {
    const { audience } = smallClub();
    const people = range(500).map((n) => derivePerson(audience, n));
    const changed = people.filter((person) => tasteIn(audience, person, 3) !== tasteIn(audience, person, 4));
    expect(changed.length / people.length).toBeGreaterThan(0.53);
    expect(changed.length / people.length).toBeLessThan(0.67);
    for (const person of changed) expect(person.after.revival).toBeGreaterThan(person.before.revival);
  });
});

describe('the films', () => {
  it('keep what they are when another film joins the catalogue', () => {
    const films = smallCatalogue();
    const one = { ...films[0], item_id: 'f999' };
    expect(createAudience([...films, one], SMALL).films.slice(0, 160)).toEqual(
      createAudience(films, SMALL).films,
    );
  });

  it('join later for an eighth of the catalogue, mostly the youngest, after the first week', () => {
    const films = scheduleArrivals(smallCatalogue(), SMALL);
    const late = films.flatMap(({ added, year }) => (added === null ? [] : [{ added, year: year ?? 0 }]));
    expect(late).toHaveLength(19);
    expect(late.filter(({ year }) => year >= 2000).length).toBeGreaterThan(12);
    for (const { added } of late) {
      expect(added >= '2026-05-25' && added <= '2026-06-28').toBe(true);
    }
  });

  it('keep the days they joined once these are written down', () => {
    const films = scheduleArrivals(smallCatalogue(), SMALL);
    expect(scheduleArrivals(films, { ...SMALL, seed: 99 })).toEqual(films);
  });

  it('are on the shelf from the day they join', () => {
    expect(isOnShelf({ added: null }, '1990-01-01')).toBe(true);
    expect(isOnShelf({ added: '2026-06-01' }, '2026-05-31')).toBe(false);
    expect(isOnShelf({ added: '2026-06-01' }, '2026-06-01')).toBe(true);
  });

  it('are of the revival when one of their genres is', () => {
    const { audience, films } = smallClub();
    films.forEach(({ genres }, n) => {
      expect(audience.films[n].revival).toBe(genres.some((genre) => REVIVAL_GENRES.includes(genre)));
    });
  });
});

describe('the calendar', () => {
  it('shifts taste on the first day of week 22 and ends after 26 whole weeks', () => {
    expect(shiftDay(DEFAULT_SETTINGS)).toBe('2026-10-19');
    expect(startOfWeek(DEFAULT_SETTINGS, 26)).toBe(Date.UTC(2026, 10, 16));
  });

  it('plays on after the newest session, wherever in its week that was', () => {
    expect(nextWeek(SMALL, null)).toBe(0);
    expect(nextWeek(SMALL, startOfWeek(SMALL, 0))).toBe(1);
    expect(nextWeek(SMALL, startOfWeek(SMALL, 3) - 1)).toBe(3);
  });

  it.each([
    ['people', { people: 0 }],
    ['weeks', { weeks: 1.5 }],
    ['shift_week', { shift_week: -1 }],
    ['start', { start: '2026-02-30' }],
    ['seed', { seed: Number.NaN }],
  ])('refuses a bad %s by name', (field, change) => {
    const create = () => createAudience([], { ...SMALL, ...change });
    expect(create).toThrow(InputError);
    expect(create).toThrow(
      `data/dataset.json, simulation.${field}: "${Object.values(change)[0]}" is refused.`,
    );
  });
});
