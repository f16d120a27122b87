// Every kind of bad input, through the command line, with the message it gets. The messages are docs/bad-input.md,
// word for word: run `BAD_INPUT=write npx vitest run tests/bad-input.test.ts` after changing one.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, crowdWorkspace, repository, showrunner } from './support/workspace.ts';

interface Case {
  input: string;
  /** Spoils a copy of a good repository. */
  spoil(root: string): Promise<void>;
  command: string[];
  /** 2 stops the line; 0 where the rest goes on and the bad part is set aside. */
  code: 0 | 2;
}

const CSV = 'user,item,rating,timestamp\n';
const good = (rows: number) =>
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

const CASES: Case[] = [
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

const page = join(repository, 'docs/bad-input.md');
const HEAD = `# Bad input

What Showrunner says to bad input. Each message is what the command printed, word for word: a test runs every line of
this page and compares. Exit code 2 stops the line and nothing was written; 0 means that the bad part was set aside
(feedback goes to \`data/quarantine/\` with its reason) and the rest went on.

| input | command | exit | message |
|---|---|---|---|
`;

let base: string;
const rows = new Map<string, string>();

beforeAll(async () => {
  base = await crowdWorkspace(3000);
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** What went to quarantine, with its reason: "line 1: …". */
function quarantined(root: string): string {
  const folder = join(root, 'data/quarantine');
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((text) => JSON.parse(text))
    .map(({ line, problem, reason }) => `in quarantine, line ${line}, ${reason}: ${problem}\n`)
    .join('');
}

/** The command's last words, without what differs from one machine or moment to the next. */
function message(root: string, output: string): string {
  return output
    .split('\n')
    .filter((text) => !/^(\w+|\s*)$/.test(text) && !/^ .*(moved to|stored in|refused, see)/.test(text))
    .map((text) => text.replaceAll(root, '').replace(/^[ ✗!]+/, ''))
    .slice(0, 4)
    .join('<br>')
    .replaceAll('|', '\\|')
    .replace(/to 20[\d-]+T[\d:.]+Z, a day/, 'to …, a day')
    .replace(/\b[0-9a-f]{16,64}\b/g, '…')
    .replace(/\d{8}-…/g, '…')
    .replace(/\d{8}T\d{6}Z/g, '…');
}

describe('bad input', () => {
  it.each(CASES.map((each) => [each.input, each] as const))(
    '%s gets a clear answer',
    async (input, { spoil, command, code }) => {
      const root = await copyOf(base);
      await spoil(root);
      const ran = await showrunner(root, command);
      const said = message(root, ran.stdout + ran.stderr + quarantined(root));
      expect(ran.code, said).toBe(code);
      expect(said).not.toMatch(/fault of Showrunner|at .*\.ts:\d/);
      rows.set(input, `| ${input} | \`${command.join(' ')}\` | ${code} | ${said} |`);
      await rm(root, { recursive: true });
    },
  );

  it('leaves everything as it was when the line stops', async () => {
    const root = await copyOf(base);
    await writeFile(join(root, 'ratings.csv'), `${CSV}${good(10).replaceAll(',4,', ',eleven,')}`);
    const before = readdirSync(join(root, 'data'), { recursive: true }).sort();
    const { code } = await showrunner(root, ['import', 'ratings.csv', '--replace']);
    expect(code).toBe(2);
    expect(readdirSync(join(root, 'data'), { recursive: true }).sort()).toEqual(before);
    await rm(root, { recursive: true });
  });

  it('is documented with the messages it really gets', () => {
    const text = `${HEAD}${CASES.map(({ input }) => rows.get(input)).join('\n')}\n`;
    if (process.env.BAD_INPUT === 'write') writeFileSync(page, text);
    expect(readFileSync(page, 'utf8')).toBe(text);
  });
});
