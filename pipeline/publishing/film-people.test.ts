import { describe, expect, it } from 'vitest';
import { filmPeople } from './film-people.ts';
import { filmCards } from './films.ts';
import { AS_OF, catalogueOf, DAY, FILMS, interactionsOf, type Told } from './publishing.fixture.ts';

const says = (user: string, item: string, rating: number, daysAgo = 1): Told => ({
  user,
  item,
  signal: 'rating',
  rating,
  daysAgo,
});
const fans = ['a', 'b', 'c', 'd', 'e'];

function peopleOf(told: readonly Told[], trainedUntil: number | null = AS_OF) {
  const interactions = interactionsOf(told);
  return filmPeople(filmCards(catalogueOf(FILMS), interactions), interactions, { trainedUntil });
}

describe('who likes a film', () => {
  it('are those whose rating or thumb says so, and of two films those who like both', () => {
    const people = peopleOf([
      says('ann', 'f1', 5),
      says('ann', 'f2', 4),
      says('bob', 'f1', 3.5),
      says('bob', 'f2', 5),
      { user: 'cem', item: 'f1', signal: 'thumb_up', daysAgo: 2 },
    ]);
    expect([people.likedBy('f1').people, people.likedBy('f2').people, people.likedBy('f9').people]).toEqual([
      2, 2, 0,
    ]);
    expect([people.likedByBoth('f1', 'f2'), people.likedByBoth('f1', 'f3')]).toEqual([1, 0]);
  });

  it('are a share of those who said something of it, by how many films they said something of', () => {
    const regulars = fans.flatMap((user) => Array.from({ length: 19 }, (_, n) => says(user, `g${n}`, 3)));
    const newcomers = ['v', 'w', 'x', 'y', 'z'].map((user, n) => says(user, 'f1', n < 2 ? 5 : 3));
    const [all, few, some, ...rest] = peopleOf([
      ...regulars,
      ...fans.map((user) => says(user, 'f1', 4)),
      ...newcomers,
      { user: 'cem', item: 'f1', signal: 'undo', daysAgo: 1 },
    ]).likedBy('f1').among;
    expect(all).toMatchObject({ films: { least: 1, most: null }, people: 10, like: 7 });
    expect(few).toMatchObject({ films: { least: 1, most: 19 }, people: 5, like: 2 });
    expect(some).toMatchObject({ films: { least: 20, most: 99 }, people: 5, like: 5, high: 1 });
    expect(rest).toEqual([]);
    for (const { people, like, low, high } of [all, few, some]) {
      expect(low).toBeLessThan(like / people);
      expect(high).toBeGreaterThanOrEqual(like / people);
    }
    expect(peopleOf(newcomers.slice(1)).likedBy('f1').among).toEqual([]);
  });

  it('have a taste from five people on: genres that are more of what they like than of what everybody likes', () => {
    const told = [
      ...fans.flatMap((user) => [says(user, 'f3', 5), says(user, 'f2', 4)]),
      says('zoe', 'f1', 5),
    ];
    // f3 is crime, f2 horror and science fiction: a third each; zoe likes neither.
    expect(peopleOf(told).likedBy('f3').genres).toEqual(
      ['Crime', 'Horror', 'Sci-Fi'].map((genre) => ({ genre, share: 0.3333, everybody: 0.2778 })),
    );
    expect(peopleOf(told.slice(2)).likedBy('f3').genres).toEqual([]);
  });
});

describe('what was learned from', () => {
  it('is what came no later than the training did, with its first and last day', () => {
    const told = [says('a', 'f1', 5, 30), says('b', 'f1', 2, 20), says('c', 'f1', 4, 3)];
    const people = peopleOf(told, AS_OF - 20 * DAY);
    expect(people.learnedFrom('f1')).toEqual({ interactions: 2, from: '2026-04-01', to: '2026-04-11' });
    expect(people.learnedFrom('f2')).toBeNull();
    expect(peopleOf(told, null).learnedFrom('f1')).toBeNull();
  });
});
