import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ials } from './ials.ts';
import { parseRecipe, RECIPE_FILE } from './recipe.ts';
import { editRecipe } from './recipe-edit.ts';

const RATING = 'rating:\n  b: { algorithm: bias }\n';
const edited = (ranking: string, values: Record<string, number | string>) => {
  const text = `seed: 1\n# about lists\nranking:\n${ranking}# about stars\n${RATING}`;
  const result = editRecipe(text, { head: 'ranking', candidate: 'one', values });
  const [candidate] = parseRecipe(result).ranking;
  expect(candidate.parameters).toMatchObject(values);
  for (const name of Object.keys(values)) expect(candidate.open).not.toHaveProperty(name);
  expect(result.startsWith('seed: 1\n# about lists\nranking:\n')).toBe(true);
  expect(result.endsWith(`# about stars\n${RATING}`)).toBe(true);
  return result.slice('seed: 1\n# about lists\nranking:\n'.length, -`# about stars\n${RATING}`.length);
};

const HEAD = '  one:\n    algorithm: ials\n';

test.each<[string, Record<string, number | string>, string]>([
  [
    `${HEAD}    parameters:\n      # why\n      k: 64 # so\n      sweeps: 3\n`,
    { k: 8 },
    `${HEAD}    parameters:\n      # why\n      k: 8 # so\n      sweeps: 3\n`,
  ],
  [
    `${HEAD}    parameters:\n      k: [8, 16]\n`,
    { k: 8 },
    `${HEAD}    parameters:\n      k: 8 # found in [8, 16]\n`,
  ],
  [
    `${HEAD}    parameters:\n      k: [8, 16] # wide\n`,
    { k: 8 },
    `${HEAD}    parameters:\n      k: 8 # wide\n`,
  ],
  [
    `${HEAD}    parameters:\n      regularisation: search\n      k: 4\n`,
    { regularisation: 0.5 },
    `${HEAD}    parameters:\n      regularisation: 0.5 # found in search\n      k: 4\n`,
  ],
  [
    `${HEAD}    parameters:\n      k:\n        - 8\n        - 16\n      # why\n      sweeps: 3\n`,
    { k: 8 },
    `${HEAD}    parameters:\n      k: 8\n      # why\n      sweeps: 3\n`,
  ],
  [
    `${HEAD}    parameters:\n      k:\n        min: 8\n        max: 16\n\n`,
    { k: 9 },
    `${HEAD}    parameters:\n      k: 9\n\n`,
  ],
  [
    `${HEAD}    parameters: { k: [8, 16], sweeps: 3 }\n`,
    { k: 8, weighting: 'bm25' },
    `${HEAD}    parameters: { weighting: bm25, k: 8, sweeps: 3 }\n`,
  ],
  [
    `${HEAD}    parameters:\n      # why\n      k: 64\n`,
    { regularisation: 0.5 },
    `${HEAD}    parameters:\n      # why\n      regularisation: 0.5\n      k: 64\n`,
  ],
  [`${HEAD}    parameters:\n`, { k: 8 }, `${HEAD}    parameters:\n      k: 8\n`],
  [`${HEAD}    parameters: {}\n`, { k: 8 }, `${HEAD}    parameters: { k: 8 }\n`],
  [`${HEAD}`, { k: 8, sweeps: 2 }, `${HEAD}    parameters:\n      k: 8\n      sweeps: 2\n`],
  ['  one: { algorithm: ials }\n', { k: 8 }, '  one: { algorithm: ials, parameters: { k: 8 } }\n'],
  [
    '  one: {algorithm: ials, parameters: {k: search}}\n',
    { k: 8 },
    '  one: {algorithm: ials, parameters: {k: 8}}\n',
  ],
])('%j with %j keeps everything else', (ranking, values, expected) => {
  expect(edited(ranking, values)).toBe(expected);
});

test('any values in the recipe of the repository leave every comment where it was', async () => {
  const text = await readFile(join(import.meta.dirname, '../..', RECIPE_FILE), 'utf8');
  const comments = (source: string) => source.match(/#[^\n]*/g);
  const values = fc.record({
    k: fc.integer({ min: 1, max: 512 }),
    regularisation: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
    weighting: fc.constantFrom('none', 'bm25'),
  });
  fc.assert(
    fc.property(values, (chosen) => {
      const result = editRecipe(text, { head: 'ranking', candidate: 'ials', values: chosen });
      expect(parseRecipe(result).ranking[0]).toMatchObject({ algorithm: ials, parameters: chosen });
      expect(comments(result)).toEqual(comments(text));
      expect(result.split('\n').length).toBe(text.split('\n').length);
    }),
  );
});

test('a candidate that is not there is an error', () => {
  expect(() =>
    editRecipe(`seed: 1\n${RATING}`, { head: 'rating', candidate: 'c', values: { k: 1 } }),
  ).toThrow('no rating candidate c');
});
