import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counts, popularIn, type Segment } from './segments.ts';

const film = (year: number | null, ...genres: string[]) => ({ item_id: `${year} ${genres}`, year, genres });
const FILMS = [
  film(1994, 'Crime'),
  film(1999, 'Crime', 'Drama'),
  film(2004, 'Crime'),
  film(1991, 'War'),
  film(null, 'Drama'),
  film(1972, 'Western'),
];
const COUNTS: Counts = {
  ever: Float32Array.of(5, 9, 20, 3, 7, 0),
  lately: Float32Array.of(2, 0, 4, 0, 1, 0),
};
const listed = (segment: Segment, least = 1) => popularIn(FILMS, COUNTS, segment, { length: 4, least });

describe('what is popular in a segment', () => {
  it('is of the genre, the decade and the time that were asked for, the most popular first', () => {
    expect(listed({ genre: 'Crime' })).toEqual({
      films: [2, 1, 0],
      segment: { genre: 'Crime' },
      widened: [],
    });
    expect(listed({ decade: 1990 }).films).toEqual([1, 0, 3]);
    expect(listed({ genre: 'Crime', decade: 1990, lately: true }).films).toEqual([0]);
    expect(listed({}).films).toEqual([2, 1, 4, 0]);
  });

  it('gives up the time, then the decade, then the genre, and says which', () => {
    const crime = { genre: 'Crime', decade: 1990, lately: true };
    expect(listed(crime, 2)).toEqual({
      films: [1, 0],
      segment: { genre: 'Crime', decade: 1990 },
      widened: ['lately'],
    });
    expect(listed(crime, 3)).toMatchObject({ films: [2, 1, 0], widened: ['lately', 'decade'] });
    expect(listed(crime, 4)).toMatchObject({ films: [2, 1, 4, 0], segment: {} });
    expect(listed({ genre: 'Western' })).toMatchObject({ films: [2, 1, 4, 0], widened: ['genre'] });
    expect(listed({ genre: 'no such genre' }).widened).toEqual(['genre']);
  });

  it('is empty where nobody has watched anything, and where there is nothing', () => {
    const nobody = { ever: new Float32Array(6), lately: new Float32Array(6) };
    expect(popularIn(FILMS, nobody, { genre: 'War' }, { length: 4, least: 1 }).films).toEqual([]);
    const none = { ever: new Float32Array(0), lately: new Float32Array(0) };
    expect(popularIn([], none, {}, { length: 4, least: 1 })).toEqual({
      films: [],
      segment: {},
      widened: [],
    });
  });

  it('never gives up what was enough, and lists nothing twice', () => {
    const segments = fc.record(
      {
        genre: fc.constantFrom('Crime', 'Drama', 'War', 'Opera'),
        decade: fc.constantFrom(1970, 1990, 2000),
        lately: fc.constant(true),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(segments, fc.integer({ min: 1, max: 4 }), (segment, least) => {
        const { films, widened } = listed(segment, least);
        expect(new Set(films).size).toBe(films.length);
        if (listed(segment).widened.length === 0 && listed(segment).films.length >= least) {
          expect(widened).toEqual([]);
        }
      }),
    );
  });

  it('refuses to be satisfied with none, or with more than it may list', () => {
    for (const least of [0, 5, 1.5, Number.NaN]) expect(() => listed({}, least)).toThrow('least is');
  });
});
