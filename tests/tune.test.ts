// `showrunner tune` from the command line to the recipe: real processes on a real folder.

import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialRecord } from '../pipeline/experiments/tuning/trial.ts';
import { parseRecipe } from '../pipeline/recommenders/recipe.ts';
import type { Tuned } from '../pipeline/stages/tune.ts';
import { crowdWorkspace, showrunner } from './support/workspace.ts';

const RECIPE = `seed: 7
ranking:
  # what people come for
  factors:
    algorithm: ials
    parameters:
      k: 8 # small
      sweeps: 3
  fixed:
    algorithm: popularity
rating:
  mean:
    algorithm: bias
`;

let root: string;
beforeAll(async () => {
  root = await crowdWorkspace(3000);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const recipe = () => readFileSync(join(root, 'models/recipe.yaml'), 'utf8');

async function tuned(...args: string[]): Promise<Tuned> {
  const { code, stdout, stderr } = await showrunner(root, ['tune', ...args, '--json']);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout).result;
}
const lasting = ({ seconds, peak_memory_mb, ...rest }: TrialRecord) => rest;

describe('tune', () => {
  it('searches every space there is where the recipe leaves nothing open, and writes nothing unless asked', async () => {
    await writeFile(join(root, 'models/recipe.yaml'), RECIPE);
    const { ranking, rating, found, written } = await tuned('--trials', '4');
    expect(recipe()).toBe(RECIPE);
    expect(written).toBe(false);
    // The first trial has what the recipe says.
    expect(ranking?.trials[0].parameters).toMatchObject({ k: 8, sweeps: 3 });
    expect(ranking?.trials.map(({ candidate }) => candidate)).toEqual([
      ...Array.from({ length: 4 }, () => 'factors'),
      'fixed',
    ]);
    expect(rating?.trials).toHaveLength(4);
    expect(found.map(({ candidate, values }) => [candidate, Object.keys(values)])).toEqual([
      ['factors', ['k', 'unobserved_weight', 'regularisation']],
      ['mean', ['user_regularisation', 'item_regularisation']],
    ]);
  });

  it('gives the same trials and the same choice again, at any number of threads', async () => {
    const one = await tuned('factors', '--trials', '5', '--threads', '1');
    const three = await tuned('factors', '--trials', '5', '--threads', '3');
    expect(three.found).toEqual(one.found);
    expect(three.ranking?.trials.map(lasting)).toEqual(one.ranking?.trials.map(lasting));
    const other = await tuned('factors', '--trials', '5', '--seed', '8');
    expect(other.ranking?.trials.map(lasting)).not.toEqual(one.ranking?.trials.map(lasting));
  });

  it('puts the best into the recipe with --write, and leaves the rest of the file as it was', async () => {
    const open = RECIPE.replace('k: 8 # small', 'k: [4, 8, 12]');
    await writeFile(join(root, 'models/recipe.yaml'), open);
    const { found, ranking, rating, written } = await tuned('--write', '--method', 'random');
    expect(written).toBe(true);
    // What is left open is searched, and nothing else is.
    expect([ranking?.trials.length, rating?.trials.length]).toEqual([4, 1]);
    expect(found).toMatchObject([{ candidate: 'factors', values: { k: expect.any(Number) } }]);
    const { k } = found[0].values;
    expect(recipe()).toBe(open.replace('k: [4, 8, 12]', `k: ${k} # found in [4, 8, 12]`));
    expect(parseRecipe(recipe()).ranking[0]).toMatchObject({ parameters: { k }, open: {} });
  });

  it('leaves the recipe whole when it is killed', async () => {
    const open = RECIPE.replace('k: 8 # small', 'k: [4, 8, 12]');
    await writeFile(join(root, 'models/recipe.yaml'), open);
    for (const moment of [500, 1200]) {
      await showrunner(root, ['tune', '--write'], { killAfter: moment });
      expect(parseRecipe(recipe()).ranking[0].algorithm.name).toBe('ials');
    }
  });

  it('prints a row for each look, then the best as it would stand in the recipe', async () => {
    await writeFile(join(root, 'models/recipe.yaml'), RECIPE);
    const { stdout } = await showrunner(root, ['tune', 'mean', '--trials', '2']);
    expect(stdout).toMatch(/^ {4,5}1 {2}mean {2}defaults {2}rmse \d\.\d{4}/m);
    expect(stdout).toMatch(/rating, the best of 2 by rmse:/);
    expect(stdout).toMatch(/rating:\n +mean:\n +parameters:\n +user_regularisation: /);
  });

  it.each([
    [['tune', 'mena'], 'no candidate is named "mena". Did you mean "mean"?'],
    [['tune', 'fixed'], 'there is nothing to search in fixed.'],
    [['tune', '--method', 'grid'], '--method "grid" is not legal.'],
    [['tune', '--trials', '0'], '--trials "0" is not a whole number from 1'],
  ])('answers %j with exit code 2 and what is legal', async (args, message) => {
    await writeFile(join(root, 'models/recipe.yaml'), RECIPE);
    const { code, stdout } = await showrunner(root, args);
    expect(stdout).toContain(message);
    expect(code).toBe(2);
  });
});
