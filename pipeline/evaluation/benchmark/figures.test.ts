import { describe, expect, it } from 'vitest';
import { silent } from '../../reporter.ts';
import { freezeGround } from '../protocol.ts';
import { batchOf, type Line, popularityModel } from '../sample.ts';
import { meanFigures, rankingFiguresOf } from './figures.ts';

/** Thirty films, ann knows none but the last; afterwards she likes eight, five of them on top of every list. */
const FILMS = Array.from({ length: 30 }, (_, i) => `f${String(i).padStart(2, '0')}`);
const LIKED = ['f00', 'f01', 'f02', 'f03', 'f04', 'f20', 'f21', 'f22'];
const LINES: Line[] = [
  ...FILMS.map((film, i): Line => ['bob', film, 5, i]),
  ['ann', 'f29', 5, 40],
  ...LIKED.map((film, i): Line => ['ann', film, 5, 50 + i]),
];

describe('the figures of a benchmark', async () => {
  const ground = freezeGround([batchOf(LINES)], {
    asOf: 100,
    testFraction: 8 / 39,
    positiveRating: 4,
    k: 20,
  });
  const model = popularityModel(Object.fromEntries(FILMS.map((film, i) => [film, 30 - i])));
  const figures = await rankingFiguresOf(model, ground, { reporter: silent, threads: 1 });

  it('divide recall by all relevant items, and capped recall by as many as fit', () => {
    expect(figures.recall_at_5).toBe(5 / 8);
    expect(figures.capped_recall_at_5).toBe(1);
    expect(figures.recall_at_20).toBe(5 / 8);
    expect(figures.capped_recall_at_20).toBe(5 / 8);
  });

  it('stand there at every length of the lists', () => {
    for (const k of [5, 10, 20]) {
      expect(figures).toHaveProperty(`ndcg_at_${k}`);
      expect(figures).toHaveProperty(`gini_at_${k}`);
    }
  });

  it('are the mean over the splits that have them', () => {
    expect(meanFigures([{ rmse: 1, mae: 2 }, { rmse: 3 }])).toEqual({ rmse: 2, mae: 2 });
  });
});
