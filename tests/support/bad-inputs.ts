// Bad input of every kind, as ways to spoil a good repository. What is said to each is bad-input.test.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { showrunner } from './workspace.ts';

/** One way to spoil a good repository, and the command that must answer it. */
export interface Case {
  input: string;
  /** Spoils a copy of a good repository. */
  spoil(root: string): Promise<void>;
  command: string[];
  /** 2 stops the line; 0 where the rest goes on and the bad part is set aside. */
  code: 0 | 2;
}

/** The header of the CSV files below. */
export const CSV = 'user,item,rating,timestamp\n';
/** So many good rows. */
export const good = (rows: number) =>
  Array.from({ length: rows }, (_, row) => `u${row % 9},i${row},4,${1_600_000_000 + row}\n`).join('');

const feedback = (lines: string[]) => async (root: string) => {
  await mkdir(join(root, 'data/feedback'), { recursive: true });
  await writeFile(join(root, 'data/feedback/today.jsonl'), `${lines.join('\n')}\n`);
};
const line = (changes: Record<string, unknown>) =>
  JSON.stringify({
    event_id: 'e1',
    user_id: 'u1',
    item_id: 'i1',
    signal: 'rating',
    rating: 4,
    timestamp: '2026-01-05T20:00:00Z',
    ...changes,
  });
const csv = (text: string | Buffer) => (root: string) => writeFile(join(root, 'ratings.csv'), text);
const batchOf = (root: string) =>
  join(root, 'data/interactions', readdirSync(join(root, 'data/interactions'))[0]);
const replaceIn = (file: string, from: string | RegExp, to: string) => async (root: string) => {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  await writeFile(path, text.replace(from, to));
};

/** Every kind of bad input that docs/bad-input.md promises an answer to. */
export const CASES: Case[] = [
  {
    input: 'a truncated Parquet batch',
    spoil: (root) => truncate(batchOf(root), 2000),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a Parquet batch with one flipped bit',
    async spoil(root) {
      const bytes = readFileSync(batchOf(root));
      bytes[1234] ^= 1;
      await writeFile(batchOf(root), bytes);
    },
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a file without a needed column',
    spoil: csv('user,film,rating\nu1,i1,4\n'),
    command: ['import', 'ratings.csv', '--replace'],
    code: 2,
  },
  {
    input: 'a rating of 11 in feedback',
    spoil: feedback([line({ rating: 11 })]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'a rating that is no number',
    spoil: feedback([line({}).replace('"rating":4', '"rating":NaN')]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'a timestamp in 2099',
    spoil: feedback([line({ timestamp: '2099-01-01T00:00:00Z' })]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'an unknown film in feedback',
    spoil: feedback([line({ item_id: 'nobody-knows' })]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'the same event id twice',
    spoil: feedback([line({}), line({})]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'an unknown key in feedback',
    spoil: feedback([line({ ratting: 4 })]),
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'a line of 600 MB in feedback',
    async spoil(root) {
      await feedback([line({})])(root);
      const path = join(root, 'data/feedback/today.jsonl');
      for (let part = 0; part < 600; part++) await appendFile(path, Buffer.alloc(1_000_000, 0x61));
    },
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'invalid UTF-8 in feedback',
    async spoil(root) {
      await feedback([line({})])(root);
      await appendFile(join(root, 'data/feedback/today.jsonl'), Buffer.from([0x7b, 0xe9, 0x7d, 0x0a]));
    },
    command: ['ingest'],
    code: 0,
  },
  {
    input: 'invalid UTF-8 in a CSV file, on most lines',
    spoil: csv(Buffer.concat([Buffer.from(CSV), Buffer.from('u\xe9,i1,4,1600000000\n', 'latin1')])),
    command: ['import', 'ratings.csv', '--replace'],
    code: 2,
  },
  {
    input: 'a CSV file in which every rating is off the scale',
    spoil: csv(`${CSV}${good(3).replaceAll(',4,', ',11,')}`),
    command: ['import', 'ratings.csv', '--replace', '--scale', '0.5-5'],
    code: 2,
  },
  {
    input: 'an import over a data set that was imported',
    spoil: csv(`${CSV}${good(30)}`),
    command: ['import', 'ratings.csv'],
    code: 2,
  },
  {
    input: 'an import of a path that is not there',
    spoil: async () => {},
    command: ['import', 'nowhere.csv', '--replace'],
    code: 2,
  },
  {
    input: 'duplicate film ids in the catalogue',
    spoil: (root) => appendFile(join(root, 'data/catalogue.csv'), 'i1,Twice,1999,Drama,\n'),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'an empty data folder',
    async spoil(root) {
      await rm(join(root, 'data'), { recursive: true });
      await mkdir(join(root, 'data'));
    },
    command: ['cycle', '--no-site'],
    code: 2,
  },
  {
    input: 'a LATEST that points nowhere',
    spoil: (root) => writeFile(join(root, 'models/LATEST'), 'run_20200101_000000\n'),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a LATEST with a path',
    spoil: (root) => writeFile(join(root, 'models/LATEST'), '../../etc\n'),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a run id with ../',
    spoil: async () => {},
    command: ['verify', '../run_20200101_000000'],
    code: 2,
  },
  {
    input: 'an unknown key in thresholds.yaml',
    spoil: replaceIn('thresholds.yaml', 'minimum_people: 20', 'minimum_peple: 20'),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a rule that does not exist in thresholds.yaml',
    spoil: replaceIn('thresholds.yaml', 'click_through_rate:', 'clickthrough_rate:'),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'an unknown parameter in models/recipe.yaml',
    spoil: replaceIn('models/recipe.yaml', 'sweeps', 'sweps'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'an unknown algorithm in models/recipe.yaml',
    spoil: replaceIn('models/recipe.yaml', 'algorithm: ials', 'algorithm: als'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a search space outside the legal range in models/recipe.yaml',
    spoil: replaceIn('models/recipe.yaml', 'k: 8', 'k: { min: 0, max: 8 }'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a search space whose ends are the wrong way round',
    spoil: replaceIn('models/recipe.yaml', 'k: 8', 'k: { min: 64, max: 8 }'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a log scale that begins at 0',
    spoil: replaceIn('models/recipe.yaml', 'k: 8', 'unobserved_weight: { min: 0, max: 1, scale: log }'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'an empty list of values to search',
    spoil: replaceIn('models/recipe.yaml', 'k: 8', 'k: []'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a value and a search for the same parameter',
    spoil: replaceIn('models/recipe.yaml', 'k: 8', 'k: 8, k: [8, 16]'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a budget of no time',
    spoil: replaceIn('models/recipe.yaml', 'seed: 7', 'seed: 7\nbudget: { minutes: 0 }'),
    command: ['train'],
    code: 2,
  },
  {
    input: 'a budget that ends before any trial does',
    spoil: replaceIn(
      'models/recipe.yaml',
      /seed: 7([\s\S]*)k: 8/,
      'seed: 7\nbudget: { minutes: 1.0e-9 }$1k: [8, 16]',
    ),
    command: ['train', '--threads', '1'],
    code: 2,
  },
  {
    input: 'candidates that all fail',
    spoil: replaceIn(
      'models/recipe.yaml',
      'k: 8',
      'k: [32, 64], regularisation: 1.0e-9, unobserved_weight: 0',
    ),
    command: ['train', '--threads', '1'],
    code: 2,
  },
  {
    input: 'a slice of train with nobody to compare candidates by',
    async spoil(root) {
      await replaceIn('models/recipe.yaml', 'k: 8', 'k: [8, 16]')(root);
      await writeFile(
        join(root, 'few.csv'),
        `${CSV}u1,i1,4,1600000000\nu2,i2,5,1600000001\nu1,i3,4,1600000002\n`,
      );
      const { code, stdout } = await showrunner(root, ['import', 'few.csv', '--replace']);
      expect(code, stdout).toBe(0);
    },
    command: ['train'],
    code: 2,
  },
  {
    input: 'a candidate that is not in the recipe',
    spoil: async () => {},
    command: ['train', '--candidate', 'ial'],
    code: 2,
  },
  {
    input: 'a YAML bomb',
    spoil: (root) =>
      writeFile(
        join(root, 'thresholds.yaml'),
        `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`,
      ),
    command: ['observe'],
    code: 2,
  },
  {
    input: 'a rollback to a run that is not in the tree',
    spoil: async () => {},
    command: ['rollback', '--to', 'run_20200101_000000', '--reason', 'worse'],
    code: 2,
  },
];
