// `showrunner benchmark --protocol` from the command line to the document, on files small enough to check by eye, and
// on MovieLens where it lies beside the repository.

import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../pipeline/random.ts';
import { emptyWorkspace, showrunner } from './support/workspace.ts';

const MOVIELENS = fileURLToPath(new URL('../../shared/data/ml-latest-small/ratings.csv', import.meta.url));

let root: string;
beforeAll(async () => {
  root = await emptyWorkspace();
  await writeFile(join(root, 'u1.base'), ratings(1, 900));
  await writeFile(join(root, 'u1.test'), ratings(2, 200));
  await writeFile(join(root, 'strangers.test'), '901\t1\t5\t880000000\n902\t77\t3\t880000000\n');
  await writeFile(join(root, 'elsewhere.test'), 'x\ty\t5\t880000000\n');
  await writeFile(join(root, 'disliked.test'), '1\t77\t2\t880000000\n');
  await writeFile(join(root, 'train.txt'), '0 1 2 3\n1 1 2\n2 2 3\n');
  await writeFile(join(root, 'test.txt'), '1 3\n2 1\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Rows of 30 people and 40 items; people like what shares their parity. */
function ratings(seed: number, rows: number): string {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () => {
    const [user, item] = [random.integer(30), random.integer(40)];
    const rating = (user - item) % 2 === 0 ? 4 + random.integer(2) : 1 + random.integer(3);
    return `${user}\t${item}\t${rating}\t${880000000 + random.integer(1000)}\n`;
  }).join('');
}

const GIVEN = '--protocol given-files --format ml-100k --train u1.base --test u1.test'.split(' ');

async function judged(args: readonly string[]) {
  const { code, stdout } = await showrunner(root, ['benchmark', ...args, '--json']);
  const document = JSON.parse(stdout);
  expect(document, stdout).toMatchObject({ command: 'benchmark', ok: true });
  expect(code).toBe(0);
  return document;
}

describe('benchmark --protocol', () => {
  it('trains on one file, judges on the other, and says with what', async () => {
    const result = await judged([
      ...GIVEN,
      '--models',
      'ials,popularity,bias',
      '--set',
      'ials.k=8',
      '--set',
      'ials.sweeps=4',
    ]);
    expect(result.protocol).toMatch(/^given-files\/v1;mask=train;positive=rating>=4;/);
    expect(result.data).toMatchObject({ format: 'ml-100k', rated: true, files: { test: { rows: 200 } } });
    expect(result.data.files.train.sha256).toMatch(/^[0-9a-f]{64}$/);
    const models = new Map<string, { metrics: Record<string, number>; parameters: object }>(
      result.models.map((model: { name: string }) => [model.name, model]),
    );
    expect(models.get('ials')?.parameters).toMatchObject({ k: 8, sweeps: 4, positive_rating: 4 });
    const personal = models.get('ials')?.metrics ?? {};
    expect(personal.ndcg_at_10).toBeGreaterThan(models.get('popularity')?.metrics.ndcg_at_10 ?? 1);
    expect(Object.keys(personal)).toEqual(
      expect.arrayContaining(['hit_rate_at_10', 'recall_at_20', 'map_at_5', 'mrr_at_20', 'precision_at_10']),
    );
    expect(Object.keys(models.get('bias')?.metrics ?? {})).toEqual(['rmse', 'mae']);
  });

  it('gives the same figures again, and others with another seed', async () => {
    const folds = '--protocol random-k-fold --format ml-100k --train u1.base --folds 3 --models bias'.split(
      ' ',
    );
    const runs = [await judged(folds), await judged(folds), await judged([...folds, '--seed', '7'])];
    const [first, again, other] = runs.map(({ models }) => models[0].metrics);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(runs[0].models[0].splits).toHaveLength(3);
    const ofSplits = runs[0].models[0].splits.map(
      (split: { metrics: { rmse: number } }) => split.metrics.rmse,
    );
    expect(first.rmse).toBeCloseTo((ofSplits[0] + ofSplits[1] + ofSplits[2]) / 3, 12);
  });

  it('trains and draws with several seeds, and says how far the figures spread', async () => {
    const folds = '--protocol random-k-fold --format ml-100k --train u1.base --folds 2 --models bias'.split(
      ' ',
    );
    const result = await judged([...folds, '--seeds', '3', '--seed', '7']);
    const [{ metrics, spread, seeds, splits }] = result.models;
    expect(result.protocol).toContain('seed=7..9');
    expect(splits.map(({ seed }: { seed: number }) => seed)).toEqual([7, 7, 8, 8, 9, 9]);
    const values: number[] = seeds.map((one: { metrics: { rmse: number } }) => one.metrics.rmse);
    expect(new Set(values).size).toBe(3);
    const mean = values.reduce((sum, value) => sum + value, 0) / 3;
    expect(metrics.rmse).toBeCloseTo(mean, 12);
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(spread.rmse).toBeCloseTo(Math.sqrt(squares / 2), 12);
    const [alone] = (await judged([...folds, '--seed', '8'])).models;
    expect(alone.metrics.rmse).toBe(values[1]);
  });

  it('pairs the other models of a head with one, by person', async () => {
    const models = ['--models', 'ials,popularity,bias', '--set', 'ials.k=8', '--set', 'ials.sweeps=4'];
    const { comparisons } = await judged([...GIVEN, ...models, '--against', 'popularity']);
    const ndcg = comparisons.find(({ metric }: { metric: string }) => metric === 'ndcg_at_10');
    expect(ndcg).toMatchObject({ model: 'ials', against: 'popularity', result: 'better' });
    expect(ndcg.users).toBeGreaterThan(20);
    expect(new Set(comparisons.map(({ head }: { head: string }) => head))).toEqual(new Set(['ranking']));
  });

  it('says of each model what it needs by itself, how it does on slices, and what its intervals hold', async () => {
    const result = await judged([
      ...GIVEN,
      ...['--models', 'popularity,bayesian_svdpp', '--set', 'bayesian_svdpp.sweeps=20'],
    ]);
    const [popularity, bayesian] = result.models;
    expect(popularity.peak_memory_mb).toBeGreaterThan(20);
    expect(popularity.seconds).toBeCloseTo(popularity.training_seconds + popularity.evaluation_seconds, 6);
    const [split] = popularity.splits;
    expect(split.slices.map(({ slice }: { slice: string }) => slice)).toContain('tail_films');
    expect(split).not.toHaveProperty('calibration');
    expect(bayesian.metrics.interval_90_coverage).toBeGreaterThan(bayesian.metrics.interval_50_coverage);
    expect(bayesian.splits[0].calibration.pit).toHaveLength(10);
  });

  it('leaves the rating head out where nothing is rated', async () => {
    const result = await judged(
      '--protocol given-files --format user-items --train train.txt --test test.txt --set ials.k=4 --set ials.sweeps=2'.split(
        ' ',
      ),
    );
    expect(result.protocol).toContain('positive=any');
    expect(new Set(result.models.map(({ head }: { head: string }) => head))).toEqual(new Set(['ranking']));
  });

  it('chooses parameters on a slice of train with --tune, and says which and among what', async () => {
    const args = [...GIVEN, '--models', 'ials,popularity', '--set', 'ials.k=4', '--tune', '4', '--seed', '5'];
    const [popularity, ials] = (await judged([...args, '--threads', '1'])).models;
    expect(popularity.tuning_seconds).toBeUndefined();
    expect(popularity.splits[0].tuning).toBeUndefined();
    expect(ials.tuning_seconds).toBeGreaterThan(0);
    const [{ tuning, parameters }] = ials.splits;
    expect(tuning.trials).toHaveLength(4);
    expect(tuning.protocol).toMatch(
      /^slice-of-train\/v1;tenth-of-each;seed=5;mask=train;positive=rating>=4;/,
    );
    expect(parameters).toEqual(tuning.trials[tuning.chosen].parameters);
    expect(ials.parameters).toEqual(parameters);
    // What a person set is not searched; the first set is the one without a tuner.
    const ks = tuning.trials.map((trial: { parameters: { k: number } }) => trial.parameters.k);
    expect(ks).toEqual([4, 4, 4, 4]);
    const untuned = (await judged(args.slice(0, -4))).models[1];
    expect(tuning.trials[0].parameters).toEqual(untuned.parameters);
    const again = (await judged([...args, '--threads', '2'])).models[1];
    expect([again.parameters, again.metrics]).toEqual([ials.parameters, ials.metrics]);
  });

  it('prints a table for people', async () => {
    const { stdout } = await showrunner(root, ['benchmark', ...GIVEN, '--models', 'popularity,bias']);
    expect(stdout).toMatch(/ranking +ndcg_at_10 +recall_at_20/);
    expect(stdout).toMatch(/popularity +0\.\d{4}/);
    expect(stdout).toMatch(/bias +[01]\.\d{4}/);
  });

  it('says beside a model why nobody could be judged, and gives the figures of the others', async () => {
    const args = [...GIVEN.slice(0, -1), 'strangers.test', '--models', 'popularity,bias'];
    const { code, stdout } = await showrunner(root, ['benchmark', ...args]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /popularity +no figures: strangers\.test: nobody can be judged: 2 of 2 people to judge by are not among those to train on \(such as "901"\), nor are 1 of 2 items \(such as "77"\)\. Legal: people and items by the ids of --train\./,
    );
    expect(stdout).toMatch(/bias +[0-9]\.\d{4}/);
    const [popularity, bias] = (await judged(args)).models;
    expect([popularity.metrics, popularity.problem]).toEqual([{}, expect.stringContaining('2 of 2 people')]);
    expect([bias.metrics.rmse, bias.problem]).toEqual([expect.any(Number), undefined]);
  });

  it.each([
    [
      [...GIVEN.slice(0, -1), 'strangers.test', '--models', 'popularity'],
      'strangers.test: nobody can be judged: 2 of 2 people to judge by',
    ],
    [
      [...GIVEN.slice(0, -1), 'elsewhere.test', '--models', 'popularity,bias'],
      'elsewhere.test: nobody can be judged: 1 of 1 people to judge by are not among those to train on (such as "x"), nor are 1 of 1 items (such as "y").',
    ],
    [
      [...GIVEN.slice(0, -1), 'disliked.test', '--models', 'ials'],
      'nobody can be judged: no known person has a relevant item (rated 4 or more) that they had not told of before; 0 of 1 people',
    ],
    [['--protocol', 'given-file'], '--protocol "given-file" is not legal. Did you mean "given-files"?'],
    [['--train', 'u1.base'], '--train needs --protocol'],
    [[...GIVEN, 'data'], 'benchmark --protocol does not take the argument "data"'],
    [[...GIVEN, '--generate', '1000'], '--protocol and --generate do not go together'],
    [[...GIVEN, '--folds', '3'], '--folds means nothing under given-files'],
    [[...GIVEN, '--models', 'popularty'], 'There is no model "popularty". Did you mean "popularity"?'],
    [[...GIVEN, '--tune', '1'], '--tune "1" is not a whole number from 2'],
    [[...GIVEN, '--set', 'ials.kk=3'], 'Algorithm ials has no parameter "kk". Did you mean "k"?'],
    [[...GIVEN, '--set', 'ials.k=many'], 'ials.k: "many" is not legal. Legal: a whole number from 1 to 512'],
    [[...GIVEN, '--set', 'ials.k=3', '--set', 'ials.k=4'], '--set gives ials.k twice'],
    [[...GIVEN, '--set', 'ials:k=3'], '--set "ials:k=3" is not legal. Legal: MODEL.PARAMETER=VALUE'],
    [[...GIVEN, '--models', 'bias', '--set', 'ials.k=3'], '--set names ials, but --models leaves it out'],
    [[...GIVEN, '--against', 'pop'], '--against "pop" is none of the models that run'],
    [[...GIVEN, '--models', 'ials,bias', '--against', 'bias'], 'no other model of the rating head runs'],
    [[...GIVEN, '--seeds', '0'], '--seeds'],
    [
      '--protocol given-files --format user-items --train train.txt --test test.txt --against bias'.split(
        ' ',
      ),
      'train.txt: tells no ratings, so --against bias has nothing to be paired with',
    ],
    [GIVEN.slice(0, -2), 'protocol given-files: needs --test FILE'],
    [[...GIVEN, '--negatives', 'u1.test'], 'protocol given-files: takes no --negatives'],
    ['--protocol global-time --format user-items --train train.txt'.split(' '), 'train.txt tells none'],
    [
      '--protocol given-files --format user-items --train train.txt --test test.txt --models bias'.split(' '),
      'train.txt: tells no ratings, so models of the rating head cannot be trained on it',
    ],
  ])('answers %j with exit code 2 and what is legal', async (args, message) => {
    const { code, stdout } = await showrunner(root, ['benchmark', ...args]);
    expect(stdout).toContain(message);
    expect(code).toBe(2);
  });

  it.skipIf(!existsSync(MOVIELENS))('finds for the biases what is known of MovieLens', async () => {
    const result = await judged([
      '--protocol',
      'random-k-fold',
      '--format',
      'csv',
      '--train',
      MOVIELENS,
      '--models',
      'bias',
    ]);
    expect(result.models[0].metrics.rmse).toBeGreaterThan(0.86);
    expect(result.models[0].metrics.rmse).toBeLessThan(0.875);
  });
});
