import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { sampleFilms, sampleModel } from '../serving/sample-model.fixture.ts';
import { attributePrior, peopleMoment, placeFilm } from './new-films.ts';

const model = sampleModel();
const random = createRandom(9);
const crowd = Array.from({ length: 40 }, () =>
  Float64Array.from({ length: 6 }, () => random.uniform() - 0.3),
);
const moment = peopleMoment(crowd, 6);
const placed = (prior: Float64Array, likedBy: Float64Array[]) =>
  placeFilm(model, { prior, likedBy, moment, people: crowd.length });
const score = (film: Float64Array, person: Float64Array) =>
  film.reduce((sum, value, j) => sum + value * person[j], 0);

test('genres and decade say where films like it are', () => {
  const factors = model.factors.map((value, at) =>
    Math.floor(at / 6) % 3 === 2 && at % 6 === 0 ? 1 : 0.1 * value,
  );
  const prior = attributePrior({ ...model, factors }, sampleFilms);
  expect(prior({ genres: ['Western'], year: 1990 })[0]).toBeGreaterThan(0.6);
  expect(Math.abs(prior({ genres: ['Comedy'], year: 1990 })[0])).toBeLessThan(0.2);
});

test('attributes nobody has seen say nothing, and films nobody prefers teach nothing', () => {
  const prior = attributePrior(model, sampleFilms);
  const plain = prior({ genres: [], year: null });
  expect(prior({ genres: ['Opera'], year: 1890 })).toEqual(plain);
  const none = attributePrior({ ...model, popularity: new Float32Array(50) }, sampleFilms);
  expect(none({ genres: ['Western'], year: 1990 })).toEqual(new Float64Array(6));
});

test('a film nobody has touched stands at its prior', () => {
  const prior = Float64Array.of(0.3, -0.2, 0, 0.1, 0.5, -0.4);
  placed(prior, []).forEach((value, j) => {
    expect(value).toBeCloseTo(prior[j], 12);
  });
});

test('each person who likes it brings it nearer to them, and many outweigh any prior', () => {
  const [first, second] = crowd;
  const away = first.map((value) => -value);
  const scores = [0, 1, 5, 200].map((n) =>
    score(
      placed(
        away,
        Array.from({ length: n }, () => first),
      ),
      first,
    ),
  );
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  expect(scores[3]).toBeGreaterThan(0.5);
  const zero = new Float64Array(6);
  expect(score(placed(zero, [first, second]), first)).toBeGreaterThan(score(placed(zero, []), first));
});
