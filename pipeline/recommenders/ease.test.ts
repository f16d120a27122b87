import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import type { Interactions } from '../data/interactions.ts';
import { silent } from '../reporter.ts';
import { explain } from '../serving/explain.ts';
import { longestRow, weightBetween } from '../serving/neighbours.ts';
import { createScorer } from '../serving/score.ts';
import { ease } from './ease.ts';
import { interactionsFrom, type Triple, twoTastes } from './interactions.fixture.ts';
import { decodeRankingModel, encodeRankingModel } from './model-files.ts';

const context = { threads: 1, seed: 1, reporter: silent };

/** The paper's closed form, written down with ml-matrix: −P[h,i] / P[i,i], zero on the diagonal. */
function closedForm(data: Interactions, ridge: number): Matrix {
  const x = Matrix.zeros(data.userIds.length, data.itemIds.length);
  data.rating.forEach((rating, at) => {
    const weight = [1, 3, 4][data.opinion[at]] || 0;
    if (rating >= 4 || data.opinion[at] > 0) x.set(data.user[at], data.item[at], weight);
  });
  const n = data.itemIds.length;
  const p = inverse(x.transpose().mmul(x).add(Matrix.eye(n).mul(ridge)));
  const b = Matrix.zeros(n, n);
  for (let h = 0; h < n; h++) {
    for (let i = 0; i < n; i++) if (h !== i) b.set(h, i, -p.get(h, i) / p.get(i, i));
  }
  return b;
}

const many = twoTastes({ users: 90, items: 55, seed: 1 });
const few = twoTastes({ users: 30, items: 70, seed: 2 });
const loved = { ...few, opinion: few.opinion.map((_, at) => (at % 7 === 0 ? 2 : at % 5 === 0 ? 1 : 0)) };

test.each([
  ['more people than films', many, 1],
  ['more films than people', few, 1],
  ['a strong ridge', many, 300],
  ['loves and thumbs', loved, 20],
])('every weight is that of the closed form: %s', async (_, data, regularisation) => {
  const { model } = await ease.train(data, { regularisation, neighbours: 512 }, context);
  const expected = closedForm(data, regularisation);
  for (let h = 0; h < data.itemIds.length; h++) {
    for (let i = 0; i < data.itemIds.length; i++) {
      expect(Math.abs(weightBetween(model, h, i) - expected.get(h, i))).toBeLessThan(1e-6);
    }
    expect(weightBetween(model, h, h)).toBe(0);
  }
});

test('two films that two people prefer together: worked out by hand', async () => {
  const pair = interactionsFrom([
    ['ann', 'heat', 5],
    ['ann', 'up', 5],
    ['bob', 'heat', 5],
    ['bob', 'up', 5],
  ]);
  // XᵀX + I = [[3, 2], [2, 3]], its inverse [[3, −2], [−2, 3]] / 5.
  const { model } = await ease.train(pair, { regularisation: 1 }, context);
  expect(weightBetween(model, 0, 1)).toBeCloseTo(2 / 3, 7);
  expect(weightBetween(model, 1, 0)).toBeCloseTo(2 / 3, 7);
});

test('pruning keeps the strongest weights of a row, of either sign, and changes none', async () => {
  const whole = (await ease.train(many, { regularisation: 1, neighbours: 512 }, context)).model;
  const { model } = await ease.train(many, { regularisation: 1, neighbours: 10 }, context);
  expect(longestRow(model)).toBe(10);
  expect(model.weights.some((weight) => weight < 0)).toBe(true);
  many.itemIds.forEach((_, h) => {
    const sizes = Array.from(many.itemIds, (_, i) => Math.abs(weightBetween(whole, h, i))).sort(
      (a, b) => b - a,
    );
    for (let at = model.pointers[h]; at < model.pointers[h + 1]; at++) {
      expect(model.weights[at]).toBe(weightBetween(whole, h, model.indices[at]));
      expect(Math.abs(model.weights[at])).toBeGreaterThanOrEqual(sizes[9]);
    }
  });
});

test('a score is the sum of its reasons, and the model comes back from its file', async () => {
  const { model } = await ease.train(few, { regularisation: 10, neighbours: 20 }, context);
  const history = [3, 8, 40].map((item) => ({ item, weight: 3 }));
  const scores = createScorer(model)(history);
  const parts = explain(model, history, 6);
  expect(parts.reduce((sum, part) => sum + part.contribution, 0)).toBeCloseTo(scores[6], 6);
  expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 9);
  expect(await decodeRankingModel(await encodeRankingModel(model), 'm.parquet')).toEqual(model);
});

test('the number of threads and the seed change nothing', async () => {
  const one = await ease.train(many, {}, context);
  expect(await ease.train(many, {}, { ...context, threads: 3, seed: 9 })).toEqual(one);
});

test.each<[string, Triple[]]>([
  [
    'one user',
    [
      ['ann', 'heat', 4],
      ['ann', 'up', 5],
      ['ann', 'cars', 1],
    ],
  ],
  [
    'one item',
    [
      ['ann', 'heat', 4],
      ['bob', 'heat', 5],
    ],
  ],
  ['one rating', [['ann', 'heat', 4]]],
])('%s is enough to train on', async (_, rows) => {
  const { model } = await ease.train(interactionsFrom(rows), {}, context);
  expect(model.weights.every(Number.isFinite)).toBe(true);
  expect(createScorer(model)([{ item: 0, weight: 1 }]).every(Number.isFinite)).toBe(true);
});

test('films nobody prefers have no neighbours and are none', async () => {
  const data = interactionsFrom([
    ['ann', 'heat', 4],
    ['ann', 'up', 5],
    ['bob', 'cars', 2],
    ['bob', 'heat', 5],
  ]);
  const { model } = await ease.train(data, { regularisation: 1 }, context);
  expect(Array.from(model.indices)).toEqual([2, 1]);
  expect(Array.from(model.pointers)).toEqual([0, 0, 1, 2]);
});

test('no preference at all is refused', async () => {
  const lukewarm = interactionsFrom([['ann', 'heat', 3]]);
  await expect(ease.train(lukewarm, { positive_rating: 4 }, context)).rejects.toThrow(
    'None of 1 interactions is a preference',
  );
});

test('a matrix that is too large is refused before training, with its gigabytes', async () => {
  const alone = interactionsFrom(Array.from({ length: 10_001 }, (_, at): Triple => [`u${at}`, `i${at}`, 5]));
  const trained = ease.train(alone, {}, context);
  await expect(trained).rejects.toMatchObject({ name: 'InputError' });
  await expect(trained).rejects.toThrow(
    'with preferences of 10001 people for 10001 films that is 10001 × 10001, 0.8 GB. Legal: at most 10000 × 10000',
  );
});

test('the inverse is reported as it grows', async () => {
  const lines: string[] = [];
  const reporter = { ...silent, progress: (line: string) => lines.push(line) };
  await ease.train(twoTastes({ users: 140, items: 120, seed: 3 }), {}, { ...context, reporter });
  expect(lines).toEqual(['Inverting 120 × 120, 80 %', 'Inverting 120 × 120, 100 %']);
});
