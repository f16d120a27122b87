import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ParameterValue, parameterProblem, type SearchSpace } from './algorithm.ts';
import { ALGORITHMS, algorithmsOf, findAlgorithm } from './algorithms.ts';
import { ials } from './ials.ts';
import { onlyCandidate, parseRecipe, RECIPE_FILE, readRecipe } from './recipe.ts';

const root = join(import.meta.dirname, '../..');
const RATING = 'rating:\n  bias:\n    algorithm: bias\n';
const parse = (ranking: string, rest = RATING) => parseRecipe(`seed: 42\nranking:\n${ranking}${rest}`);
const ofIals = (parameters: string) =>
  parse(`  one:\n    algorithm: ials\n    parameters:\n      ${parameters}\n`).ranking[0];

test('the recipe of the repository trains ials and svd, and names every parameter they have', async () => {
  const { seed, ranking, rating } = await readRecipe(root);
  expect([seed, ranking.length, rating.length]).toEqual([42, 1, 1]);
  expect([ranking[0].algorithm.name, rating[0].algorithm.name]).toEqual(['ials', 'svd']);
  const text = await readFile(join(root, RECIPE_FILE), 'utf8');
  for (const { algorithm, open } of [ranking[0], rating[0]]) {
    for (const name of Object.keys(algorithm.parameters)) expect(text).toContain(`      ${name}: `);
    expect(open).toEqual({});
  }
});

test('a head without parameters has the defaults, a given one replaces its default', () => {
  const { ranking } = parse('  one:\n    algorithm: ials\n    parameters:\n      k: 8\n');
  expect(ranking[0]).toMatchObject({ name: 'one', parameters: { k: 8, weighting: 'none' }, open: {} });
  const popular = parse('  one:\n    algorithm: popularity\n    parameters:\n');
  expect(popular.ranking[0].parameters).toEqual({
    window_days: 0,
    half_life_days: 0,
    positive_rating: 'auto',
  });
  expect(popular.rating[0].parameters).toEqual({ user_regularisation: 5, item_regularisation: 4 });
});

test('budget and trials have defaults', () => {
  const head = '  one:\n    algorithm: ials\n';
  expect(parse(head)).toMatchObject({ trials: 18, budget: { minutes: 10, memory_mb: 4096 } });
  const given = parse(head, `trials: 3\nbudget: { minutes: 0.5 }\n${RATING}`);
  expect(given).toMatchObject({ trials: 3, budget: { minutes: 0.5, memory_mb: 4096 } });
});

test('a parameter is open to a list, a range, or its own space', () => {
  expect(ofIals('k: [8, 16]').open).toEqual({ k: { values: [8, 16] } });
  expect(ofIals('k: { min: 8, max: 16 }').open).toEqual({ k: { min: 8, max: 16, scale: 'linear' } });
  expect(ofIals('regularisation: { min: 0.01, max: 1, scale: log }').open).toEqual({
    regularisation: { min: 0.01, max: 1, scale: 'log' },
  });
  expect(ofIals('regularisation: search').open).toEqual({
    regularisation: ials.parameters.regularisation.search,
  });
  expect(ofIals('weighting: [none, bm25]')).toMatchObject({
    open: { weighting: { values: ['none', 'bm25'] } },
    parameters: { weighting: 'none' },
  });
});

test('a candidate can be taken alone in its head', () => {
  const recipe = parse('  one:\n    algorithm: ials\n  two:\n    algorithm: ease\n');
  const { ranking, rating } = onlyCandidate(recipe, 'two');
  expect([ranking.map(({ name }) => name), rating.map(({ name }) => name)]).toEqual([['two'], ['bias']]);
  expect(() => onlyCandidate(recipe, 'tow')).toThrow('no candidate is named "tow". Did you mean "two"?');
});

test.each([
  [
    '  one:\n    algorithm: als\n',
    'line 4, column 16: "als" is not legal. Did you mean "ials"? Legal: popularity, item_knn, truncated_svd, graph_filter, ease, ials, blend',
  ],
  ['  one:\n    algorithm: svd\n', 'line 4, column 16: "svd" is not legal.'],
  ['  one:\n    algorithms: ials\n', 'line 4, column 5: unknown key "algorithms". Did you mean "algorithm"?'],
  ['  algorithm: ials\n', 'line 2, column 1: ranking says an algorithm where it should name candidates.'],
  ['  One:\n    algorithm: ials\n', 'line 3, column 3: "One" is no name.'],
  ['  bias:\n    algorithm: ials\n', 'line 6, column 3: "bias" is the name of another candidate.'],
  ['  one: ials\n', 'line 3, column 8: "ials" is no map.'],
  ['  {}\n', 'line 2, column 1: ranking names no candidate.'],
])('%j is refused at its place', (ranking, message) => {
  expect(() => parse(ranking)).toThrow(`models/recipe.yaml, ${message}`);
});

test.each([
  ['kk: 8', 'line 6, column 7: unknown parameter "kk". Did you mean "k"?'],
  [
    'regularization: 1',
    'line 6, column 7: unknown parameter "regularization". Did you mean "regularisation"?',
  ],
  ['k: 0', 'line 6, column 10: 0 is not legal for k. Legal: a whole number from 1 to 512.'],
  ['k: "8"', 'line 6, column 10: "8" is not legal for k.'],
  ['k: .nan', 'line 6, column 10: NaN is not legal for k.'],
  ['k: 8\n      k: [8, 16]', 'line 7, column 7: this key stands twice in its map.'],
  ['k: []', 'line 6, column 7: the list of k is empty.'],
  ['k: [8, 8]', 'line 6, column 14: 8 stands twice in the list of k.'],
  ['k: [8, 513]', 'line 6, column 14: 513 is not legal for k. Legal: a whole number from 1 to 512.'],
  ['k: { min: 8, max: 513 }', 'line 6, column 25: 513 is not legal for k.'],
  ['k: { min: 8.5, max: 16 }', 'line 6, column 17: 8.5 is not legal for k.'],
  ['k: { min: 16, max: 8 }', 'line 6, column 17: min 16 is not below max 8.'],
  ['k: { min: 8 }', 'line 6, column 7: the key "max" is missing.'],
  ['k: { min: 8, max: 16, scale: exp }', 'line 6, column 36: "exp" is not legal.'],
  [
    'unobserved_weight: { min: 0, max: 1, scale: log }',
    'line 6, column 33: a log scale cannot begin at 0. Legal: above 0, or scale: linear.',
  ],
  ['weighting: { min: 0, max: 1 }', 'line 6, column 7: weighting is no number, so it has no range.'],
  ['sweeps: search', 'line 6, column 15: sweeps has no search space of its own.'],
])('the parameter %j is refused at its place', (parameter, message) => {
  expect(() => ofIals(parameter)).toThrow(`models/recipe.yaml, ${message}`);
});

test.each([
  ['budget: { minutes: 0 }', 'line 5, column 20: 0 is not legal. Legal: a number above 0 and up to 1440.'],
  ['budget: { memory_mb: 100 }', 'line 5, column 22: 100 is not legal. Legal: a whole number from 256'],
  ['trials: 0', 'line 5, column 9: 0 is not legal.'],
])('%j is refused at its place', (key, message) => {
  expect(() => parse('  one:\n    algorithm: ials\n', `${key}\n${RATING}`)).toThrow(
    `models/recipe.yaml, ${message}`,
  );
});

test('a repository without a recipe says how to bring it back', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'recipe-'));
  await expect(readRecipe(empty)).rejects.toThrow('git checkout HEAD -- models/recipe.yaml');
  await rm(empty, { recursive: true });
});

test('every default and every search space is legal, and no two algorithms of a head share a name', () => {
  for (const head of ['ranking', 'rating'] as const) {
    const names = algorithmsOf(head).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(findAlgorithm(head, name).head).toBe(head);
  }
  for (const { parameters } of ALGORITHMS) {
    for (const spec of Object.values(parameters)) {
      expect(parameterProblem(spec, spec.default)).toBeNull();
      for (const value of endsOf(spec.search)) expect(parameterProblem(spec, value)).toBeNull();
      if (spec.search && 'scale' in spec.search) expect(spec.search.min).toBeLessThan(spec.search.max);
    }
  }
});

function endsOf(space: SearchSpace | undefined): readonly ParameterValue[] {
  if (space === undefined) return [];
  return 'values' in space ? space.values : [space.min, space.max];
}

test('an unknown algorithm is refused with the nearest', () => {
  expect(() => findAlgorithm('rating', 'svdd')).toThrow(
    'There is no rating algorithm "svdd". Did you mean "svd"?',
  );
});
