import { describe, expect, it } from 'vitest';
import { type Feature, featuresOf } from './features.ts';
import { instant, interactionsOf, type ToldRating } from './history.fixture.ts';

function features(told: ToldRating[]): {
  named: (name: Feature['name']) => Feature;
  entryOf: (item: string) => number;
} {
  const interactions = interactionsOf(told);
  const all = featuresOf(interactions, new Map(), instant(5));
  return {
    named: (name) => {
      const found = all.find((feature) => feature.name === name);
      if (found === undefined) throw new Error(`no feature ${name}`);
      return found;
    },
    entryOf: (item) => interactions.item.indexOf(interactions.itemIds.indexOf(item)),
  };
}

/** `count` people rate an item on a day. */
function ratings(day: number, item: string, count: number, rating = 4): ToldRating[] {
  return Array.from({ length: count }, (_, i) => ({ day, user: `${item}-${day}-${i}`, item, rating }));
}

describe('item popularity', () => {
  it('puts the film that made half of training into the first tenth and the rare ones into the last', () => {
    const rare = Array.from({ length: 5 }, (_, i) => `rare-${i}`);
    const { named, entryOf } = features([
      ...ratings(1, 'hit', 50),
      ...rare.flatMap((item) => ratings(2, item, 10)),
      ...ratings(8, 'unseen', 3),
    ]);
    const { binsOf, trained, training } = named('item popularity');
    expect(binsOf(entryOf('hit'))).toEqual([0]);
    expect(rare.flatMap((item) => binsOf(entryOf(item)))).toEqual([5, 6, 7, 8, 9]);
    expect(binsOf(entryOf('unseen'))).toEqual([]);
    expect([trained, training[0], training[5]]).toEqual([100, 50, 10]);
  });
});

describe('rating', () => {
  it('has a bin for each value, and twenty of equal width where there are many', () => {
    const few = features([...ratings(1, 'a', 3, 0.5), ...ratings(1, 'b', 2, 5)]).named('rating');
    expect([...few.training]).toEqual([3, 2]);
    const many = features(
      Array.from({ length: 101 }, (_, i) => ({ day: 1, user: `u${i}`, item: 'x', rating: i })),
    );
    const { training } = many.named('rating');
    expect(training).toHaveLength(20);
    expect([...training].every((count) => count >= 5)).toBe(true);
    expect(training[19]).toBe(6);
  });

  it('has nothing to say where nothing was rated', () => {
    const { trained, binsOf } = features([{ day: 1, user: 'u', item: 'x', rating: Number.NaN }]).named(
      'rating',
    );
    expect(trained).toBe(0);
    expect(binsOf(0)).toEqual([]);
  });
});

describe('activity', () => {
  const visit = (day: number, user: string, count: number): ToldRating[] =>
    Array.from({ length: count }, (_, i) => ({ day, user, item: `${user}-${day}-${i}` }));

  it('bins by how many the same person gave on the day, and leaves out the day they joined', () => {
    const { named, entryOf } = features([
      ...visit(0, 'bot', 40),
      ...visit(1, 'bot', 40),
      ...visit(0, 'ann', 1),
      ...visit(1, 'ann', 1),
      ...visit(2, 'ann', 3),
      ...visit(7, 'ann', 4),
    ]);
    const { binsOf, trained, training } = named('activity');
    expect(['ann-0-0', 'bot-0-0'].flatMap((item) => binsOf(entryOf(item)))).toEqual([]);
    expect(binsOf(entryOf('ann-1-0'))).toEqual([0]);
    expect(binsOf(entryOf('ann-2-0'))).toEqual(binsOf(entryOf('ann-7-3')));
    expect(binsOf(entryOf('bot-1-9'))).toEqual([6]);
    expect([trained, training[6]]).toEqual([44, 40]);
  });
});

describe('hour', () => {
  it('is that of the UTC day, whatever clocks people live by', () => {
    const { named, entryOf } = features([
      { day: 1, hour: 0, user: 'a', item: 'midnight' },
      { day: 27, hour: 23.5, user: 'a', item: 'late' },
      { day: 28, hour: 1.5, user: 'a', item: 'night of summer time' },
    ]);
    const { binsOf } = named('hour');
    expect(['midnight', 'late', 'night of summer time'].flatMap((item) => binsOf(entryOf(item)))).toEqual([
      0, 23, 1,
    ]);
  });
});
