import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { scaledRidge } from '../serving/fold-in.ts';
import { sampleModel, sampleNeighbours } from '../serving/sample-model.fixture.ts';
import { type Acquaintance, firstQuestions } from './first-questions.ts';

const model = sampleModel();
const items = model.itemIds.length;
const everybody = (over: Partial<Acquaintance> = {}): Acquaintance => ({
  liked: model.popularity,
  people: 100,
  excluded: new Uint8Array(items),
  ...over,
});

/** The definition, by whole matrices: what the squared error of watched films is expected to lose by each question. */
function naively({ liked, people }: Acquaintance, count: number): number[] {
  const rows = new Matrix(model.itemIds.map((_, i) => Array.from(model.factors.subarray(i * 6, i * 6 + 6))));
  const share = Array.from(liked, (likes) => likes / people);
  const weighed = rows.clone().mulColumnVector(Matrix.columnVector(share));
  const watched = rows.transpose().mmul(weighed);
  const ridge = scaledRidge(model, 1, items);
  let precision = rows.transpose().mmul(rows).mul(model.unobservedWeight).add(Matrix.eye(6).mul(ridge));
  const asked: number[] = [];
  while (asked.length < count) {
    const before = watched.mmul(inverse(precision)).trace();
    const worth = share.map((p, item) => {
      const film = rows.getRowVector(item);
      const after = precision.clone().add(film.transpose().mmul(film));
      return asked.includes(item) ? -1 : p * (before - watched.mmul(inverse(after)).trace());
    });
    const best = worth.indexOf(Math.max(...worth));
    const film = rows.getRowVector(best);
    asked.push(best);
    precision = precision.add(film.transpose().mmul(film).mul(share[best]));
  }
  return asked;
}

test('each question is the one after which films are expected to be known best', () => {
  expect(Array.from(firstQuestions(model, everybody(), 15))).toEqual(naively(everybody(), 15));
});

test('a copy of a film that was asked about has little left to tell', () => {
  const factors = model.factors.slice();
  const liked = new Float32Array(items).fill(90);
  const [first] = firstQuestions(model, everybody({ liked }), 1);
  const copy = (first + 1) % items;
  factors.set(factors.subarray(first * 6, first * 6 + 6), copy * 6);
  const asked = Array.from(firstQuestions({ ...model, factors }, everybody({ liked }), 4));
  expect(asked.filter((item) => item === first || item === copy)).toHaveLength(1);
});

test('films that are left out are not asked about, and there are no more questions than films', () => {
  const excluded = Uint8Array.from({ length: items }, (_, item) => (item < 45 ? 1 : 0));
  expect([...firstQuestions(model, everybody({ excluded }), 20)].sort((a, b) => a - b)).toEqual([
    45, 46, 47, 48, 49,
  ]);
  expect(firstQuestions(model, everybody({ excluded: new Uint8Array(items).fill(1) }), 20)).toHaveLength(0);
});

test('a model without factors asks about the best liked films', () => {
  const liked = Float32Array.from({ length: items }, (_, item) => item);
  const asked = firstQuestions(sampleNeighbours(), everybody({ liked }), 3);
  expect(Array.from(asked)).toEqual([49, 48, 47]);
});
