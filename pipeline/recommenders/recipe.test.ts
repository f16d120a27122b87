import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parameterProblem } from './algorithm.ts';
import { ALGORITHMS, algorithmsOf, findAlgorithm } from './algorithms.ts';
import { parseRecipe, RECIPE_FILE, readRecipe } from './recipe.ts';

const root = join(import.meta.dirname, '../..');
const parse = (ranking: string, rest = 'rating:\n  algorithm: bias\n') =>
  parseRecipe(`seed: 42\nranking:\n${ranking}${rest}`);

test('the recipe of the repository trains ials and svd, and names every parameter they have', async () => {
  const { seed, ranking, rating } = await readRecipe(root);
  expect([seed, ranking.algorithm.name, rating.algorithm.name]).toEqual([42, 'ials', 'svd']);
  const text = await readFile(join(root, RECIPE_FILE), 'utf8');
  for (const { algorithm } of [ranking, rating]) {
    for (const name of Object.keys(algorithm.parameters)) expect(text).toContain(`    ${name}: `);
  }
});

test('a head without parameters has the defaults, a given one replaces its default', () => {
  const { ranking, rating } = parse('  algorithm: ials\n  parameters:\n    k: 8\n');
  expect(ranking.parameters).toMatchObject({ k: 8, weighting: 'none' });
  expect(rating.parameters).toEqual({ user_regularisation: 5, item_regularisation: 4 });
  expect(parse('  algorithm: popularity\n  parameters:\n').ranking.parameters).toEqual({
    window_days: 0,
    half_life_days: 0,
    positive_rating: 'auto',
  });
});

test.each([
  [
    '  algorithm: als\n',
    'line 3, column 14: "als" is not legal. Did you mean "ials"? Legal: popularity, item_knn, ease, ials.',
  ],
  ['  algorithm: svd\n', 'line 3, column 14: "svd" is not legal.'],
  [
    '  algorithm: ials\n  parameters: {kk: 8}\n',
    'line 4, column 16: unknown parameter "kk". Did you mean "k"?',
  ],
  [
    '  algorithm: ials\n  parameters:\n    regularization: 1\n',
    'line 5, column 5: unknown parameter "regularization". Did you mean "regularisation"?',
  ],
  [
    '  algorithm: ials\n  parameters:\n    k: 0\n',
    'line 5, column 8: 0 is not legal for k. Legal: a whole number from 1 to 512.',
  ],
  ['  algorithm: ials\n  parameters:\n    k: "8"\n', 'line 5, column 8: "8" is not legal for k.'],
  ['  algorithm: ials\n  parameters:\n    k: .nan\n', 'line 5, column 8: NaN is not legal for k.'],
  ['  algorithm: ials\n  parameters: fast\n', 'line 4, column 15: "fast" is no map.'],
  ['  algorithms: ials\n', 'line 3, column 3: unknown key "algorithms". Did you mean "algorithm"?'],
])('%j is refused at its place', (ranking, message) => {
  expect(() => parse(ranking)).toThrow(`models/recipe.yaml, ${message}`);
});

test('a repository without a recipe says how to bring it back', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'recipe-'));
  await expect(readRecipe(empty)).rejects.toThrow('git checkout HEAD -- models/recipe.yaml');
  await rm(empty, { recursive: true });
});

test('every default is a legal value, and no two algorithms of a head share a name', () => {
  for (const head of ['ranking', 'rating'] as const) {
    const names = algorithmsOf(head).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(findAlgorithm(head, name).head).toBe(head);
  }
  for (const { parameters } of ALGORITHMS) {
    for (const spec of Object.values(parameters)) expect(parameterProblem(spec, spec.default)).toBeNull();
  }
});

test('an unknown algorithm is refused with the nearest', () => {
  expect(() => findAlgorithm('rating', 'svdd')).toThrow(
    'There is no rating algorithm "svdd". Did you mean "svd"?',
  );
});
