import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  hit,
  hitsAt,
  intraListDiversity,
  mae,
  ndcg,
  novelty,
  precision,
  recall,
  reciprocalRank,
  rmse,
  serendipity,
} from './metrics.ts';

const relevantOf = (...items: number[]): ReadonlySet<number> => new Set(items);

describe('one list against figures computed by hand', () => {
  // Hits at places 1 and 4 of 5; three relevant items, one of them not in the list.
  const hits = hitsAt([7, 1, 2, 8, 3], relevantOf(7, 8, 9), 5);

  it.each([
    ['precision', precision(hits), 0.4],
    ['recall', recall(hits, 3), 2 / 3],
    ['average precision', averagePrecision(hits, 3), (1 + 2 / 4) / 3],
    ['NDCG', ndcg(hits, 3), (1 + 1 / Math.log2(5)) / (1 + 1 / Math.log2(3) + 1 / 2)],
    ['reciprocal rank', reciprocalRank(hits), 1],
    ['hit', hit(hits), 1],
  ])('%s', (_, value, expected) => {
    expect(value).toBeCloseTo(expected, 14);
  });

  it('takes the ideal from min(k, relevant): two places cannot hold three items', () => {
    const two = hitsAt([1, 7], relevantOf(7, 8, 9), 2);
    expect(ndcg(two, 3)).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 14);
    expect(averagePrecision(two, 3)).toBeCloseTo(0.5 / 2, 14);
  });

  it('counts the empty places of a short list as misses', () => {
    expect(precision(hitsAt([7], relevantOf(7), 10))).toBeCloseTo(0.1, 14);
  });

  it('ignores what stands beyond place k', () => {
    expect(hit(hitsAt([1, 2, 7], relevantOf(7), 2))).toBe(0);
  });

  it('refuses an item that stands twice, and k below 1', () => {
    expect(() => hitsAt([4, 7, 4], relevantOf(7), 3)).toThrow('Item 4 stands twice');
    expect(() => hitsAt([4], relevantOf(7), 0)).toThrow('k is 0');
  });

  it('has no recall, precision average or NDCG for a person without anything relevant', () => {
    const none = hitsAt([1, 2], relevantOf(), 2);
    for (const metric of [recall, averagePrecision, ndcg]) expect(() => metric(none, 0)).toThrow('undefined');
  });
});

/** A list, a set of relevant items (at least one) and k, over few enough items for hits to be common. */
const cases = fc.record({
  list: fc.shuffledSubarray([...Array(12).keys()]),
  relevant: fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1 }),
  k: fc.integer({ min: 1, max: 15 }),
});

/** Written the long way round on purpose, from the definitions, sharing nothing with metrics.ts. */
function naive(list: number[], relevant: number[], k: number) {
  const top = list.slice(0, k);
  const isHit = top.map((item) => relevant.includes(item));
  const count = isHit.filter(Boolean).length;
  const precisions = top.flatMap((_, i) =>
    isHit[i] ? [isHit.slice(0, i + 1).filter(Boolean).length / (i + 1)] : [],
  );
  const gain = (flags: boolean[]) =>
    flags.reduce((all, flag, i) => all + (flag ? 1 / Math.log2(i + 2) : 0), 0);
  const best = Math.min(k, relevant.length);
  return {
    precision: count / k,
    recall: count / relevant.length,
    ap: precisions.reduce((a, b) => a + b, 0) / best,
    ndcg: gain(isHit) / gain(Array(best).fill(true)),
    rr: isHit.includes(true) ? 1 / (1 + isHit.indexOf(true)) : 0,
    hit: Math.min(1, count),
  };
}

describe('any list', () => {
  it('scores as the definitions say, written the long way round', () => {
    fc.assert(
      fc.property(cases, ({ list, relevant, k }) => {
        const hits = hitsAt(list, new Set(relevant), k);
        const expected = naive(list, relevant, k);
        expect(precision(hits)).toBeCloseTo(expected.precision, 12);
        expect(recall(hits, relevant.length)).toBeCloseTo(expected.recall, 12);
        expect(averagePrecision(hits, relevant.length)).toBeCloseTo(expected.ap, 12);
        expect(ndcg(hits, relevant.length)).toBeCloseTo(expected.ndcg, 12);
        expect(reciprocalRank(hits)).toBeCloseTo(expected.rr, 12);
        expect(hit(hits)).toBe(expected.hit);
      }),
      { seed: 42 },
    );
  });

  it('scores 1 when it is perfect and 0 without a hit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (k, count) => {
        const relevant = new Set(Array(count).keys());
        const perfect = hitsAt([...relevant], relevant, k);
        const miss = hitsAt([100, 101, 102], relevant, k);
        for (const metric of [averagePrecision, ndcg]) {
          expect(metric(perfect, count)).toBeCloseTo(1, 12);
          expect(metric(miss, count)).toBe(0);
        }
        expect(reciprocalRank(perfect)).toBe(1);
        expect([precision(miss), recall(miss, count), reciprocalRank(miss), hit(miss)]).toEqual([0, 0, 0, 0]);
      }),
      { seed: 42 },
    );
  });

  it('never scores higher after a hit and the miss above it change places', () => {
    fc.assert(
      fc.property(cases, ({ list, relevant, k }) => {
        const wanted = new Set(relevant);
        const hitsFirst = [...list].sort((a, b) => Number(wanted.has(b)) - Number(wanted.has(a)));
        const reversed = [...hitsFirst].reverse();
        for (const metric of [averagePrecision, ndcg]) {
          const [best, given, worst] = [hitsFirst, list, reversed].map((order) =>
            metric(hitsAt(order, wanted, k), relevant.length),
          );
          expect(best).toBeGreaterThanOrEqual(given - 1e-12);
          expect(given).toBeGreaterThanOrEqual(worst - 1e-12);
        }
      }),
      { seed: 42 },
    );
  });
});

describe('beyond accuracy', () => {
  const genres = [
    new Set(['Drama']),
    new Set(['Drama']),
    new Set(['Comedy']),
    new Set(['Drama', 'Comedy']),
    new Set<string>(),
  ];

  it('is 0 diverse among equal genres, 1 among disjoint ones, and between by the Jaccard mean', () => {
    expect(intraListDiversity([0, 1], genres)).toBe(0);
    expect(intraListDiversity([0, 2], genres)).toBe(1);
    expect(intraListDiversity([0, 2, 3], genres)).toBeCloseTo(1 - (0 + 0.5 + 0.5) / 3, 14);
  });

  it('passes over films without genres, and says nothing when fewer than two are left', () => {
    expect(intraListDiversity([0, 4, 2], genres)).toBe(1);
    expect(intraListDiversity([0, 4], genres)).toBeNull();
    expect(intraListDiversity([], genres)).toBeNull();
  });

  it('measures novelty in bits: half the people is 1 bit, an eighth is 3', () => {
    expect(novelty([0, 1], [4, 1], 8)).toBe(2);
    expect(novelty([], [4, 1], 8)).toBeNull();
    expect(() => novelty([1], [4, 0], 8)).toThrow('share of 0');
  });

  it('finds serendipity in hits that are not on the popular list, out of all places', () => {
    const list = [7, 1, 2, 8, 3];
    const hits = hitsAt(list, relevantOf(7, 8, 9), 5);
    expect(serendipity(list, hits, Int32Array.of(7, 3))).toBe(1 / 5);
    expect(serendipity(list, hits, Int32Array.of())).toBe(precision(hits));
    expect(serendipity(list, hits, Int32Array.from(list))).toBe(0);
  });
});

describe('ratings', () => {
  it('pools errors over ratings, not over people', () => {
    // One person with errors 1 and -1, one with an error of 2.
    expect(rmse([2, 4], [2, 1])).toBeCloseTo(Math.sqrt(2), 14);
    expect(mae([2, 2], [2, 1])).toBeCloseTo(4 / 3, 14);
  });

  it('is the textbook formula when each count is 1, and never below the MAE', () => {
    const errors = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(errors, (values) => {
        const ones = values.map(() => 1);
        const squares = values.map((e) => e * e);
        const root = rmse(squares, ones);
        expect(root).toBeCloseTo(Math.sqrt(squares.reduce((a, b) => a + b, 0) / values.length), 12);
        expect(root).toBeGreaterThanOrEqual(mae(values.map(Math.abs), ones) - 1e-9);
      }),
      { seed: 42 },
    );
  });

  it('has no value without ratings', () => {
    expect(() => rmse([], [])).toThrow('undefined');
    expect(() => mae([0], [0])).toThrow('undefined');
  });
});
