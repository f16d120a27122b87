import { expect, test } from 'vitest';
import { filmFacts, freshnessOf, genreLikeness } from './films.ts';

const film = (item_id: string, year: number | null, genres: string[] = []) => ({ item_id, year, genres });

test('facts are by the rows of the model; what is not given may not be shown', () => {
  const facts = filmFacts(
    ['a', 'b', 'c'],
    [film('c', 1999, ['Drama']), film('stranger', 2030), film('a', null)],
  );
  expect(facts.available).toEqual(Uint8Array.of(1, 0, 1));
  expect(facts.year).toEqual(Float64Array.of(Number.NaN, Number.NaN, 1999));
  expect(facts.genres).toEqual([[], [], ['Drama']]);
});

test('freshness halves in ten years from the newest, and is the mean where the year is not known', () => {
  const films = [film('a', 2020), film('b', 2010), film('c', 1990), film('d', null)];
  expect(Array.from(freshnessOf(filmFacts(['a', 'b', 'c', 'd'], films)))).toEqual([1, 0.5, 0.25, 1.75 / 3]);
  expect(Array.from(freshnessOf(filmFacts(['a'], [film('a', null)])))).toEqual([0]);
});

test('genres are alike by what they share of all they have', () => {
  expect(genreLikeness(['Drama', 'War'], ['Drama', 'Crime'])).toBeCloseTo(1 / 3);
  expect(genreLikeness(['Drama'], ['Drama'])).toBe(1);
  expect(genreLikeness([], [])).toBe(0);
});
