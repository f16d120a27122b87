import { describe, expect, it } from 'vitest';
import { silent } from '../../reporter.ts';
import { freezeGround } from '../protocol.ts';
import { batchOf, biasModel, type Line, popularityModel } from '../sample.ts';
import { judgeRanking, judgeRating, meanFigures, spreadFigures } from './figures.ts';

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
  const context = { reporter: silent, threads: 1 };
  const { metrics: figures, people, perUser, slices } = await judgeRanking(model, ground, context);

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

  it('say who was judged, what each adds, and what slices there are', () => {
    expect(people).toEqual(['ann']);
    expect([...perUser.recall_at_5]).toEqual([5 / 8]);
    expect(slices.map(({ metric }) => metric)).toContain('recall_at_10');
  });

  it('tell of intervals only where a model knows them', () => {
    const plain = biasModel(3, {});
    const bare = judgeRating(plain, ground, context);
    expect(bare.calibration).toBeNull();
    expect(Object.keys(bare.metrics)).toEqual(['rmse', 'mae']);
    const items = ground.train.itemIds;
    const known = {
      ...biasModel(3, Object.fromEntries(items.map((id) => [id, 0]))),
      uncertainty: { noise: 1, itemBias: new Float32Array(items.length), factors: new Float32Array(0) },
    };
    // Everything ann liked is five stars, two above the middle of all.
    const { metrics, calibration } = judgeRating({ ...known, biasRegularisation: 1e6 }, ground, context);
    expect(calibration?.ratings).toBe(8);
    expect(metrics).toMatchObject({ interval_50_coverage: 0, interval_80_coverage: 0 });
    expect(metrics.interval_50_width).toBeLessThan(metrics.interval_95_width);
  });

  it('spread over tables as a sample does', () => {
    expect(spreadFigures([{ rmse: 1, mae: 1 }, { rmse: 3 }])).toEqual({ rmse: Math.SQRT2 });
  });

  it('are the mean over the splits that have them', () => {
    expect(meanFigures([{ rmse: 1, mae: 2 }, { rmse: 3 }])).toEqual({ rmse: 2, mae: 2 });
  });
});
