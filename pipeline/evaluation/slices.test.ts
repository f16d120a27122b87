import { describe, expect, it } from 'vitest';
import { freezeGround } from './protocol.ts';
import { batchOf, type Line } from './sample.ts';
import { filmSlices, peopleSlices } from './slices.ts';

const DAY = 86_400_000;
const GENRES = new Map([
  ['a', ['Drama']],
  ['b', ['Drama', 'War']],
  ['c', ['War']],
]);
/** Cut after day 20; judging lasts ten days. */
const LINES: Line[] = [
  ['ann', 'a', 5, 1 * DAY],
  ['bob', 'a', 5, 2 * DAY],
  ['cat', 'a', 4, 15 * DAY],
  ['ann', 'b', 4, 3 * DAY],
  ['bob', 'b', 2, 12 * DAY],
  ['ann', 'c', 4, 20 * DAY],
  ['cat', 'b', 5, 25 * DAY],
  ['bob', 'c', 5, 26 * DAY],
  ['ann', 'd', 5, 30 * DAY],
];
const ground = freezeGround([batchOf(LINES)], {
  asOf: 40 * DAY,
  testFraction: 0.34,
  positiveRating: 4,
  k: 2,
  genres: GENRES,
});

describe('slices of films', () => {
  const slices = filmSlices(ground);
  const named = (name: string) => slices.find((slice) => slice.name === name);
  // Rows: a, b, c of training, then b, c, d as the test counts them.
  const unseen = [...(named('unseen_films')?.has ?? [])].slice(0, 3);

  it('hold what came to the data as shortly before the cut as judging lasts after it', () => {
    expect(ground.cut).toBe(20 * DAY);
    expect([...(named('new_films')?.has ?? [])].slice(0, 3)).toEqual([0, 0, 1]);
    expect(named('new_films')?.about).toContain('first touched in the 10 days before the cut');
  });

  it('hold what nobody had touched, and nothing of training', () => {
    expect(unseen).toEqual([0, 0, 0]);
    expect(named('unseen_films')?.has).toHaveLength(ground.train.itemIds.length + ground.test.itemIds.length);
  });

  it('cut by popularity and by genre', () => {
    const has = (name: string) => [...(named(name)?.has ?? [])].slice(0, 3);
    expect([has('head_films'), has('middle_films'), has('tail_films')]).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect([has('genre:Drama'), has('genre:War')]).toEqual([
      [1, 1, 0],
      [0, 1, 1],
    ]);
  });

  it('leave out new films where no instant splits, and genres where none are known', () => {
    const bare = filmSlices({ ...ground, cut: Number.NaN, genres: null });
    expect(bare.map(({ name }) => name)).toEqual([
      'unseen_films',
      'head_films',
      'middle_films',
      'tail_films',
    ]);
  });
});

describe('slices of people', () => {
  it('are the quarters who told least and most, with all who told as much as they', () => {
    const [newcomers, heavy] = peopleSlices(Int32Array.of(9, 0, 1, 1, 4, 5, 7, 9));
    expect(newcomers).toMatchObject({ name: 'newcomers', over: 'people' });
    expect([...newcomers.has]).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
    expect([...heavy.has]).toEqual([1, 0, 0, 0, 0, 0, 0, 1]);
    expect([newcomers.about, heavy.about].join(' ')).toMatch(/at most 1 entries.*9 entries or more/);
  });

  it('are none where everybody told as much, or nobody is there', () => {
    expect(peopleSlices(Int32Array.of(3, 3, 3))).toEqual([]);
    expect(peopleSlices(new Int32Array(0))).toEqual([]);
  });
});
