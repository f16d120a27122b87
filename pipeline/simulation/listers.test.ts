import { describe, expect, it } from 'vitest';
import type { Film } from '../data/catalogue.ts';
import { foldInteractions } from '../data/interactions.ts';
import type { FactorModel } from '../serving/models.ts';
import { championLister, type KnownPair, popularLister } from './listers.ts';

const film = (item_id: string, added: string | null = null): Film => ({
  item_id,
  title: item_id,
  year: 1990,
  genres: [],
  added,
});

const FILMS = [film('a1'), film('a2'), film('b1'), film('b2'), film('late', '2026-06-01')];

/** Two tastes, a and b, on an axis each; `late` is the most popular of all. */
const MODEL: FactorModel = {
  kind: 'factors',
  itemIds: ['a1', 'a2', 'b1', 'b2', 'gone', 'late'],
  popularity: Float32Array.of(5, 4, 3, 2, 9, 8),
  k: 2,
  factors: Float32Array.of(1, 0, 0.9, 0, 0, 1, 0, 0.9, 1, 1, 1, 1),
  unobservedWeight: 0.1,
  regularisation: 0.01,
  frequencyExponent: 1,
  positiveRating: 4,
  weighting: null,
};

const pair = (item_id: string, rating: number): KnownPair => ({ item_id, rating, opinion: 0, timestamp: 0 });

describe("the champion's lists", () => {
  const list = championLister(MODEL, FILMS);

  it('follow the history, leave out what is known, not there yet or no longer in the catalogue', () => {
    const shown = list('p', [pair('b1', 5)], '2026-05-20');
    expect(shown[0]).toBe('b2');
    expect([...shown].sort()).toEqual(['a1', 'a2', 'b2']);
    expect(list('p', [pair('a1', 5)], '2026-05-20')[0]).toBe('a2');
  });

  it('are the popular films for a person the model knows nothing good of', () => {
    expect(list('p', [], '2026-05-20')).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(list('p', [pair('a1', 1)], '2026-06-01')).toEqual(['late', 'a2', 'b1', 'b2']);
  });
});

describe('popular lists', () => {
  const rows = foldInteractions([
    {
      user_id: ['u1', 'u2', 'u1', 'u1', 'u2'],
      item_id: ['b2', 'b2', 'a2', 'a1', 'a1'],
      signal: ['rating', 'love', 'rating', 'rating', 'rating'],
      rating: Float64Array.of(4, Number.NaN, 5, 2, 1),
      timestamp: Float64Array.of(1, 2, 3, 4, 5),
      event_id: [null, null, null, null, null],
    },
  ]);

  it('count likes, not mentions, and leave out what the person knows', () => {
    const list = popularLister(rows, FILMS);
    expect(list('p', [], '2026-05-20').slice(0, 2)).toEqual(['b2', 'a2']);
    expect(list('p', [pair('b2', 1)], '2026-05-20')[0]).toBe('a2');
    expect(list('p', [], '2026-05-20')).not.toContain('late');
  });

  it('show other films every day while nobody has spoken', () => {
    const list = popularLister(
      foldInteractions([]),
      Array.from({ length: 60 }, (_, n) => film(`x${n}`)),
    );
    expect(list('p', [], '2026-05-20')).toEqual(list('q', [], '2026-05-20'));
    expect(list('p', [], '2026-05-20')).not.toEqual(list('p', [], '2026-05-21'));
  });
});
