import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversify } from './diversify.ts';
import { genreLikeness } from './films.ts';
import { sampleHistory, sampleModel, sampleNeighbours } from './sample-model.fixture.ts';
import { createScorer, topK } from './score.ts';

const model = sampleModel();
const scores = createScorer(model)(sampleHistory);

test('the item across comes before the near copy of the first', () => {
  const plane = sampleModel({
    itemIds: ['a', 'b', 'c'],
    k: 2,
    factors: Float32Array.of(1, 0, 3, 0, 0, 2),
  });
  const list = diversify(plane, [1, 0.95, 0.9], [0, 1, 2], { k: 3, relevance: 0.5 });
  expect(Array.from(list)).toEqual([0, 2, 1]);
});

test('relevance 1, or a model without factors and genres, keeps the order', () => {
  const candidates = topK(scores, 30);
  expect(diversify(model, scores, candidates, { k: 10, relevance: 1 })).toEqual(candidates.slice(0, 10));
  const popular = { ...model, kind: 'popularity' } as const;
  expect(diversify(popular, scores, candidates, { k: 10 })).toEqual(candidates.slice(0, 10));
});

type Likeness = (a: number, b: number) => number;

/** Maximal marginal relevance as it is defined: every candidate with everything taken. Equal ones by place. */
function naive(rows: readonly number[], of: readonly number[], likeness: Likeness, k: number, part: number) {
  const [high, low] = [of[rows[0]], of[rows.at(-1) ?? 0]];
  const taken: number[] = [];
  while (taken.length < Math.min(k, rows.length)) {
    const gain = (item: number) =>
      part * (high > low ? (of[item] - low) / (high - low) : 1) -
      (1 - part) * Math.max(0, ...taken.map((other) => likeness(item, other)));
    const open = rows.filter((item) => !taken.includes(item));
    taken.push(open.reduce((best, item) => (gain(item) > gain(best) ? item : best)));
  }
  return taken;
}

/** Of float32 unit vectors, its products added in the order of the columns. */
function cosine(factors: Float32Array, k: number): Likeness {
  const unit = (item: number) => {
    const row = factors.slice(item * k, (item + 1) * k);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    return row.map((value) => (length > 0 ? value / length : 0));
  };
  return (a, b) => {
    const other = unit(b);
    return unit(a).reduce((sum, value, j) => sum + value * other[j], 0);
  };
}

const K = 3;
const ITEMS = 24;
const small = fc.integer({ min: -2, max: 2 });
const cases = fc.record({
  factors: fc.array(small, { minLength: ITEMS * K, maxLength: ITEMS * K }),
  scores: fc.array(small, { minLength: ITEMS, maxLength: ITEMS }),
  genres: fc.array(fc.subarray(['Comedy', 'Drama', 'War']), { minLength: ITEMS, maxLength: ITEMS }),
  candidates: fc.integer({ min: 1, max: ITEMS }),
  k: fc.integer({ min: 1, max: ITEMS }),
  relevance: fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
});

test('a list is that of the definition, ties, twins and empty rows included', () => {
  fc.assert(
    fc.property(cases, ({ factors, scores, genres, candidates, k, relevance }) => {
      const rows = Array.from(topK(scores, candidates));
      const itemIds = scores.map((_, item) => `i${item}`);
      const popularity = new Float32Array(ITEMS);
      const near = sampleModel({ itemIds, popularity, k: K, factors: Float32Array.from(factors) });
      const likeness = cosine(near.factors, K);
      const list = diversify(near, scores, rows, { k, relevance });
      expect(Array.from(list)).toEqual(naive(rows, scores, likeness, k, relevance));
      const byGenres = diversify(sampleNeighbours(), scores, rows, { k, relevance, genres });
      const shared: Likeness = (a, b) => genreLikeness(genres[a], genres[b]);
      expect(Array.from(byGenres)).toEqual(naive(rows, scores, shared, k, relevance));
    }),
  );
});
