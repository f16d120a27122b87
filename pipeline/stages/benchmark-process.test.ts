import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { silent } from '../reporter.ts';
import { runInProcess } from './benchmark-process.ts';
import type { BenchmarkRequest } from './benchmark-request.ts';

let folder: string;
let request: BenchmarkRequest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showrunner-benchmark-process-'));
  await writeFile(join(folder, 'train.txt'), '0 1 2 3\n1 1 2\n2 2 3\n');
  await writeFile(join(folder, 'test.txt'), '1 3\n2 1\n');
  request = {
    protocol: 'given-files',
    format: 'user-items',
    train: join(folder, 'train.txt'),
    test: join(folder, 'test.txt'),
    negatives: null,
    models: ['popularity'],
    parameters: {},
    folds: 5,
    positiveRating: null,
    seeds: 1,
    against: 'popularity',
    tune: null,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (changes: Partial<BenchmarkRequest> = {}) =>
  runInProcess({ request: { ...request, ...changes }, model: 'popularity', seed: 1, threads: 1 }, silent);

describe('a model in a process of its own', () => {
  it('brings back what it found, arrays as they are', async () => {
    const ended = await run();
    if ('lost' in ended) throw new Error(ended.lost);
    expect(ended).toMatchObject({ name: 'popularity', head: 'ranking', problem: null });
    expect(ended.judged[0].people).toEqual(['1', '2']);
    expect(ended.judged[0].perUser.ndcg_at_10).toBeInstanceOf(Float64Array);
  });

  it('does not count the memory of whoever started it', async () => {
    const ballast = Buffer.alloc(700_000_000, 1);
    const ended = await run();
    expect(ballast.length).toBe(700_000_000);
    expect('lost' in ended ? 0 : ended.peak_memory_mb).toBeGreaterThan(20);
    expect('lost' in ended ? 0 : ended.peak_memory_mb).toBeLessThan(500);
  });

  it('refuses bad input as it would here', async () => {
    const missing = run({ test: join(folder, 'nothing.txt') });
    await expect(missing).rejects.toThrow(InputError);
    await expect(missing).rejects.toThrow('nothing.txt');
  });

  it('fails with its own words where it is our fault', async () => {
    await expect(run({ models: ['ials'] })).rejects.toThrow('popularity is not among the models');
  });
});
